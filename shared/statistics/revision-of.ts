import type { ReportA } from '#shared/domain/statistics/report-a/shape.ts';

/** The number of a report that is stored; throws for a month to date, which has none and is never stored. */
export function revisionOf({ revision }: ReportA): number {
  if (revision === null) throw new Error('Only revisions are stored, not a month to date');
  return revision;
}
