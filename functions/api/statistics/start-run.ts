import type { Call } from '#functions/middleware/call.ts';
import type { ClaimFor } from '#functions/middleware/idempotency.ts';
import type { startStatisticsRun as contract } from '#shared/contracts/statistics.ts';
import { coversArea } from '#shared/domain/access/access.ts';
import { refuseFutureMonth } from '#shared/domain/statistics/refuse-future-month.ts';
import { Problem } from '#shared/problems.ts';
import { noteDemand } from '#shared/statistics/note-demand.ts';
import type { RunStore, StatisticsRun, StatisticsStore } from '#shared/statistics/statistics-store.ts';

/** What the state machine of the monthly statistics is given. */
export type DemandRun = { kind: 'demand'; run: string; month: string; area: string; asOf: string };

/** Starts the state machine under the run's name; does nothing when it was started under that name before. */
export type StartMachine = (run: DemandRun) => Promise<void>;

export type StartRunDeps = {
  runs: RunStore;
  statistics: Pick<StatisticsStore, 'addDemandRun'>;
  start: StartMachine;
  newId: () => string;
};

/** Records a recomputation as known now, to be started. Throws `outside-scope`, `invalid-input` for a month to come. */
export async function recordRun(
  { runs, newId }: Pick<StartRunDeps, 'runs' | 'newId'>,
  { body, scopes, principal, now }: Pick<Call<typeof contract>, 'body' | 'scopes' | 'principal' | 'now'>,
  claimFor: ClaimFor<{ id: string }>,
): Promise<StatisticsRun> {
  const { month, area } = body;
  if (!coversArea(scopes, area)) throw new Problem('outside-scope');
  refuseFutureMonth(month, now);
  const run: StatisticsRun = {
    id: newId(),
    month,
    area,
    status: 'RUNNING',
    asOf: now.toISOString(),
    by: principal.sub,
  };
  await runs.create(run, claimFor({ id: run.id }));
  return run;
}

/**
 * Notes the moment of a recorded run and starts its machine, before the caller hears of the run. When that fails the call fails,
 * and the same call starts it again.
 */
export async function startRun(
  { statistics, start }: Pick<StartRunDeps, 'statistics' | 'start'>,
  { id, month, area, asOf }: StatisticsRun,
): Promise<void> {
  await noteDemand(statistics, month, { area, asOf });
  await start({ kind: 'demand', run: id, month, area, asOf });
}
