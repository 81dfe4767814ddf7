import { closeOf } from '#shared/domain/statistics/close.ts';
import { monthsOfQuarter, quartersOfFiscalYear } from '#shared/domain/statistics/quarter.ts';

import type { DemandedRun, StatisticsStore } from './statistics-store.ts';

/**
 * Makes the moment of a run on demand one of those of a period that had closed by then: a month, or a quarter, which closes with its
 * last month. Noted before the caller hears of the run: what is
 * evaluated later never looks back. Twice is once.
 */
export async function noteDemand(
  statistics: Pick<StatisticsStore, 'addDemandRun'>,
  { period, closes }: { period: string; closes: string },
  run: DemandedRun,
): Promise<void> {
  if (new Date(run.asOf) > closeOf(closes)) await statistics.addDemandRun(period, run);
}

/** The months and quarters that a run on demand is of, each with the month with which it closes. */
export function periodsOf({
  month,
  quarter,
  fiscalYear,
}: {
  month: string;
  quarter?: string | undefined;
  fiscalYear?: number | undefined;
}): { period: string; closes: string }[] {
  const quarters = fiscalYear === undefined ? [quarter ?? []].flat() : quartersOfFiscalYear(fiscalYear);
  if (quarters.length === 0) return [{ period: month, closes: month }];
  return quarters.map((period) => ({ period, closes: monthsOfQuarter(period)[2] }));
}
