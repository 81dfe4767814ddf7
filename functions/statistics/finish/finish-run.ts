import type { FinishRequest } from '#shared/contracts/statistics-run.ts';
import { closeOf } from '#shared/domain/statistics/close.ts';
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
        const { month, area } = request;
        const closed = new Date(request.asOf) > closeOf(month);
        const through = closed
          ? await statistics.evaluatedThrough(selectionKey({ month, area, lists: null }))
          : undefined;
        await runs.finish({ ...run, status: 'FINISHED', finishedAt, revision: through?.revision ?? null });
      } else await runs.finish({ ...run, status: 'FAILED', finishedAt });
    }
  }
  return { ok };
}
