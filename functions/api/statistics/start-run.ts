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

/** Notes a recomputation as known now, to be started. Throws `outside-scope`, `invalid-input` for a month to come. */
export async function noteRun(
  { runs, statistics, newId }: Omit<StartRunDeps, 'start'>,
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
  await noteDemand(statistics, month, run);
  await runs.create(run, claimFor({ id: run.id }));
  return run;
}

/** Starts the machine of a run that was noted. When that fails the call fails, and the same call starts it again. */
export async function startRun(
  { start }: Pick<StartRunDeps, 'start'>,
  { id, month, area, asOf }: StatisticsRun,
): Promise<void> {
  await start({ kind: 'demand', run: id, month, area, asOf });
}
