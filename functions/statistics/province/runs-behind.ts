import type { ProvinceItem } from '#shared/contracts/statistics-run.ts';
import type { StatisticsStore } from '#shared/statistics/statistics-store.ts';
import { isWithin } from '#shared/thai/area-code.ts';

/**
 * Ids of the runs on demand that the package of a revision comes from: those asked for at the revision's moment, whoever computed it, and
 * the one that publishes it. Whoever started one of them does not approve the package.
 */
export async function runsBehind(
  statistics: Pick<StatisticsStore, 'demandRuns'>,
  { period, area, asOf }: { period: string; area: string; asOf: string },
  demand: ProvinceItem['demand'],
): Promise<string[]> {
  const moment = new Date(asOf).getTime();
  const asked = (await statistics.demandRuns(period)).filter(
    (run) => isWithin(area, run.area) && new Date(run.asOf).getTime() === moment,
  );
  return [...new Set([...asked.map(({ run }) => run), demand?.run].filter((run) => run !== undefined))];
}
