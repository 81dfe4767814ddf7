/** What a unit wrote of a quarter (casework R42): each time a document of its own, so that figures are made of what was known. */
import type { Remarks } from '#shared/domain/statistics/report-b/shape.ts';

export type QuarterlyNote = Remarks & {
  readonly id: string;
  readonly version: number;
  readonly unit: string;
  readonly quarter: string;
  /** ISO UTC. */
  readonly recordedAt: string;
};

/** The id of the note that a unit wrote of a quarter as its `number`th, from 1: those of a unit are in the order of writing. */
export function noteId(quarter: string, unit: string, number: number): string {
  return `${notePrefix(quarter, `${unit}~`)}${String(number).padStart(6, '0')}`;
}

/** How the ids of a quarter's notes of the units in an area begin. */
export function notePrefix(quarter: string, area: string): string {
  return `${quarter}~${area}`;
}
