import type { ReportPeriod } from '../report-store.ts';

/** What the figures of a package are of, for ids, folders and names of files: `2026-05`, `2569-Q3`, `progress-2026-06`, `2569`. */
export function periodName({ report = 'A', month, quarter, fiscalYear }: ReportPeriod): string {
  switch (report) {
    case 'A':
      return month;
    case 'B':
      return quarter ?? month;
    case 'C':
      return `progress-${month}`;
    case 'YEAR':
      return String(fiscalYear ?? month);
  }
}

/**
 * The name of a file of a package when it has left its package: with period, area and revision, as `agencies_2026-05_42_r0.csv`. In the bucket
 * files lie under their short names (`agencies.csv`) in a folder of the revision.
 */
export function fullName(report: ReportPeriod & { area: string; revision: number }, name: string): string {
  const point = name.lastIndexOf('.');
  return `${name.slice(0, point)}_${periodName(report)}_${report.area}_r${report.revision}${name.slice(point)}`;
}
