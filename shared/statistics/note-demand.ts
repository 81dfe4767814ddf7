import { closeOf } from '#shared/domain/statistics/close.ts';

import type { StatisticsStore } from './statistics-store.ts';

/**
 * Makes the moment of a run on demand one of those of a month that had closed by then. Noted before the caller hears of the run: what is
 * evaluated later never looks back. Twice is once.
 */
export async function noteDemand(
  statistics: Pick<StatisticsStore, 'addDemandRun'>,
  month: string,
  { area, asOf }: { area: string; asOf: string },
): Promise<void> {
  if (new Date(asOf) > closeOf(month)) await statistics.addDemandRun(month, { area, asOf });
}
