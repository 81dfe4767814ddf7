import type { PublishedReport } from './report-store.ts';

/** Sorts packages as they are listed: the newest month first, then by area, then the newest revision. */
export function placeInList({
  month,
  area,
  revision,
  id,
}: Pick<PublishedReport, 'month' | 'area' | 'revision' | 'id'>): string {
  const newestMonthFirst = String(999_999 - Number(month.replace('-', ''))).padStart(6, '0');
  return `${newestMonthFirst}#${area}#${String(999_999 - revision).padStart(6, '0')}#${id}`;
}
