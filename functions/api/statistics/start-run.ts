import type { Call } from '#functions/middleware/call.ts';
import type { startStatisticsRun as contract } from '#shared/contracts/statistics.ts';
import { coversArea } from '#shared/domain/access/access.ts';
import { refuseFutureMonth } from '#shared/domain/statistics/refuse-future-month.ts';
import { Problem } from '#shared/problems.ts';
import { noteDemand } from '#shared/statistics/note-demand.ts';
import type { RunStore, StatisticsRun, StatisticsStore } from '#shared/statistics/statistics-store.ts';

/** What the state machine of the monthly statistics is given. */
export type DemandRun = { kind: 'demand'; run: string; month: string; area: string; asOf: string };

/** Starts a run of the state machine under a name that no other has. */
export type StartMachine = (run: DemandRun) => Promise<void>;

export type StartRunDeps = {
  runs: RunStore;
  statistics: Pick<StatisticsStore, 'addDemandRun'>;
  start: StartMachine;
  newId: () => string;
};

/** Asks for a recomputation as known now. Throws `outside-scope`, `invalid-input` for a month to come. A machine that does not start leaves a FAILED run. */
export async function startRun(
  { runs, statistics, start, newId }: StartRunDeps,
  { body, scopes, principal, now }: Pick<Call<typeof contract>, 'body' | 'scopes' | 'principal' | 'now'>,
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
  await runs.create(run);
  try {
    await start({ kind: 'demand', run: run.id, month, area, asOf: run.asOf });
  } catch (failure) {
    await runs.finish({ ...run, status: 'FAILED', finishedAt: now.toISOString() });
    throw failure;
  }
  return run;
}
