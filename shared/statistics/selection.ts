/** What a report is asked for, and the key under which its revisions are stored. */
import type { SelectionKey } from './statistics-store.ts';

/** `month` C.E. `YYYY-MM`; `area` a code prefix of 2, 4 or 6 digits; `lists` ids, or null for all lists of the area published by the as-of time. */
export type FiguresSelection = { month: string; area: string; lists: readonly string[] | null };

/** Ids once and sorted: lists in any order, named once or twice, are one selection. */
export function canonicalLists(lists: readonly string[]): string[] {
  return [...new Set(lists)].toSorted();
}

export function selectionKey({ month, area, lists }: FiguresSelection): SelectionKey {
  return { month, area, list: lists === null ? '*' : canonicalLists(lists).join(',') };
}

/** Keys of Reports B and C, beside those of Report A of the same area and lists. */
export function quarterlyKey({
  quarter,
  area,
  lists,
}: {
  quarter: string;
  area: string;
  lists: readonly string[] | null;
}): SelectionKey {
  return selectionKey({ month: quarter, area, lists });
}

export function progressKey({
  month,
  area,
  level,
  lists,
}: {
  month: string;
  area: string;
  level: string;
  lists: readonly string[] | null;
}): SelectionKey {
  return selectionKey({ month: `progress-${level}-${month}`, area, lists });
}

/** Key of the status of a campaign at the end of a day, which is kept once. */
export function campaignKey({ campaign, area, day }: { campaign: string; area: string; day: string }): SelectionKey {
  return selectionKey({ month: `campaign-${campaign}-${day}`, area, lists: null });
}
