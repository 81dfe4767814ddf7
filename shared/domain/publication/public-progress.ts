/**
 * Report C as everybody may see it: a month of the nation by province, and of each province by district. Source: domain.md §6.5; casework C, R45.
 */
import { DIMENSIONS } from '#shared/reference/dimensions.ts';

import { NATION } from '../statistics/nation.ts';
import type { ProgressFigures, ReportC } from '../statistics/report-c/shape.ts';
import { hideCounts, type Counts, type Published, type ShownCounts } from './hide-counts.ts';
import { PUBLIC_COUNTS, type PublicCount } from './public-counts.ts';

/** The counts of one area. `hidden`: how many of them are null. */
export type PublicRow = { area: string; counts: ShownCounts; hidden: number };

/** One area of a month with the areas within it, by code. */
export type PublicProgress = {
  /** C.E. `YYYY-MM`. */
  month: string;
  /** A province, or `NATION`. */
  area: string;
  /** The day that the figures are of, `YYYY-MM-DD`. */
  asOfDay: string;
  /** Everything recorded by this moment is counted, of the nation by the latest of its provinces. With offset +07:00. */
  asOf: string;
  /** False: the month to date, of the nation as long as one province is not closed. */
  closed: boolean;
  /** Of the report; null while the month is open, and of a nation that is the sum of its provinces. */
  revision: number | null;
  definitions: string;
  total: PublicRow;
  rows: PublicRow[];
};

/**
 * What is published of a month. `reports`: Report C of each province by district, of one month. `published`: what stays public beside it, by
 * which some counts could be reckoned. `nation`: Report C of the nation, in which a household of two provinces counts once; undefined while a
 * month has none: then the nation is the sum of its provinces, where such a household counts in both.
 * Gives the nation first, then the provinces by code. Throws a RangeError when reports are of different months.
 */
export function publicProgress(
  reports: readonly ReportC[],
  published: readonly Published[] = [],
  nation?: ReportC,
): PublicProgress[] {
  const sorted = reports.toSorted((a, b) => (a.area < b.area ? -1 : 1));
  const [first] = sorted;
  if (!first) return [];
  const other = [...sorted, nation].find((report) => report && report.month !== first.month);
  if (other) throw new RangeError(`Reports of ${first.month} and ${other.month} are not published together`);
  const counts = new Map<string, Counts>();
  for (const { area, total, rows } of sorted) {
    counts.set(area, countsOf(total));
    for (const row of rows) counts.set(row.area, countsOf(row));
  }
  counts.set(NATION, nation ? countsOf(nation.total) : sumOf(sorted.map(({ total }) => countsOf(total))));
  const provinces = sorted.map(({ area }) => area);
  const partsOf = ({ rows }: ReportC): string[] => rows.map(({ area }) => area);
  const shown = hideCounts(
    counts,
    [{ area: NATION, parts: provinces }, ...sorted.map((report) => ({ area: report.area, parts: partsOf(report) }))],
    published,
  );
  const rowOf = (area: string): PublicRow => {
    const of = shown.get(area);
    if (!of) throw new RangeError(`${area} has no counts`);
    return { area, counts: of, hidden: Object.values(of).filter((value) => value === null).length };
  };
  const { month, definitions } = first;
  return [
    {
      month,
      area: NATION,
      asOfDay: nation?.asOfDay ?? latest(sorted.map(({ asOfDay }) => asOfDay)),
      asOf: nation?.asOf ?? latest(sorted.map(({ asOf }) => asOf)),
      closed: sorted.every(({ revision }) => revision !== null),
      revision: nation?.revision ?? null,
      definitions,
      total: rowOf(NATION),
      rows: provinces.map(rowOf),
    },
    ...sorted.map((report) => ({
      month,
      area: report.area,
      asOfDay: report.asOfDay,
      asOf: report.asOf,
      closed: report.revision !== null,
      revision: report.revision,
      definitions: report.definitions,
      total: rowOf(report.area),
      rows: partsOf(report).map(rowOf),
    })),
  ];
}

/** While a list is not frozen there is no B; then the households that were not added late are the whole. */
function countsOf(figures: ProgressFigures): Counts {
  const counts: Partial<Record<PublicCount, number>> = { baseline: figures.baseline.frozen ?? figures.households };
  for (const { step, households } of figures.funnel) counts[step] = households;
  for (const dimension of DIMENSIONS) {
    const { target, helped, solved } = figures.dimensions[dimension];
    Object.assign(counts, {
      [`${dimension}.target`]: target,
      [`${dimension}.helped`]: helped,
      [`${dimension}.solved`]: solved,
    });
  }
  return counts as Counts;
}

function sumOf(all: readonly Counts[]): Counts {
  return Object.fromEntries(
    PUBLIC_COUNTS.map((count) => [count, all.reduce((sum, counts) => sum + counts[count], 0)]),
  ) as Counts;
}

function latest(moments: readonly string[]): string {
  return moments.reduce((last, moment) => (moment > last ? moment : last), '');
}
