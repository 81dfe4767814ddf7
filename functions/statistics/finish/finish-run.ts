import type { FinishRequest } from '#shared/contracts/statistics-run.ts';
import { closeOf } from '#shared/domain/statistics/close.ts';
import { quartersOfFiscalYear } from '#shared/domain/statistics/quarter.ts';
import { yearlyRevision } from '#shared/statistics/yearly-revision.ts';
import { selectionKey } from '#shared/statistics/selection.ts';
import type { RunStore, StatisticsStore } from '#shared/statistics/statistics-store.ts';

export type FinishDependencies = {
  runs: Pick<RunStore, 'get' | 'finish'>;
  statistics: Pick<StatisticsStore, 'evaluatedThrough'>;
  now: () => Date;
};

/**
 * Ends a run. A run on demand is marked, with the revision that is stored then: the one it made, or the one that its figures did not differ
 * from; null before the close, when a run makes none. `ok` is false when the run or any province failed. Calling it again changes nothing.
 */
export async function finishRun(
  { status, request, provinces = [] }: FinishRequest,
  { runs, statistics, now }: FinishDependencies,
): Promise<{ ok: boolean }> {
  const ok = status === 'FINISHED' && provinces.every((province) => province.ok);
  if (request.kind === 'demand') {
    const run = await runs.get(request.run);
    if (run?.status === 'RUNNING') {
      const finishedAt = now().toISOString();
      if (ok) {
        const closed = new Date(request.asOf) > closeOf(request.month);
        const revision = closed ? await standingRevision(statistics, request) : null;
        await runs.finish({ ...run, status: 'FINISHED', finishedAt, revision });
      } else await runs.finish({ ...run, status: 'FAILED', finishedAt });
    }
  }
  return { ok };
}

/** The revision of what a run is of: Report A of a month, Report B of a quarter, and of a fiscal year that of its package. */
async function standingRevision(
  statistics: FinishDependencies['statistics'],
  { month, quarter, fiscalYear, area }: Extract<FinishRequest['request'], { kind: 'demand' }>,
): Promise<number | null> {
  const of = async (period: string): Promise<number | undefined> =>
    (await statistics.evaluatedThrough(selectionKey({ month: period, area, lists: null })))?.revision;
  if (fiscalYear === undefined) return (await of(quarter ?? month)) ?? null;
  return yearlyRevision(await Promise.all(quartersOfFiscalYear(fiscalYear).map(of)));
}
