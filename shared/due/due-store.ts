/**
 * Port of what waits for whom: read by owner. Rows are written by the stores of what causes them, in the transaction that writes the cause
 * (`household-store.ts`, `meeting-store.ts`).
 */
import type { DueItem, DueOwner } from '#shared/domain/due/due-item.ts';

export type DueStore = {
  /** Items of an owner that are shown by a day, by the day on which they were first shown; of many the first `most`. Eventually consistent. */
  shown(owner: DueOwner, by: string, most: number): Promise<DueItem[]>;
  /** Urban communities of a district (4 digits) that have or had items: no table of areas holds their codes. */
  urbanPlaces(district: string): Promise<string[]>;
};
