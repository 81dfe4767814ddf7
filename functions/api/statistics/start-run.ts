import type { Call } from '#functions/middleware/call.ts';
import type { ClaimFor } from '#functions/middleware/idempotency.ts';
import type { startStatisticsRun as contract } from '#shared/contracts/statistics.ts';
import { coversArea } from '#shared/domain/access/access.ts';
import { refuseFutureMonth } from '#shared/domain/statistics/refuse-future-month.ts';
import { Problem, wrongInput } from '#shared/problems.ts';
import type { StatisticsRequest } from '#shared/contracts/statistics-run.ts';
import { monthsOfQuarter } from '#shared/domain/statistics/quarter.ts';
import { noteDemand, periodsOf } from '#shared/statistics/note-demand.ts';
import type { RunStore, StatisticsRun, StatisticsStore } from '#shared/statistics/statistics-store.ts';

/** What the state machine of the monthly statistics is given. */
export type DemandRun = Extract<StatisticsRequest, { kind: 'demand' }>;

/** Starts the state machine under the run's name; does nothing when it was started under that name before. */
export type StartMachine = (run: DemandRun) => Promise<void>;

export type StartRunDeps = {
  runs: RunStore;
  statistics: Pick<StatisticsStore, 'addDemandRun'>;
  start: StartMachine;
  newId: () => string;
};

/** Records a recomputation as known now, to be started. Throws `outside-scope`, `invalid-input` for a period to come. */
export async function recordRun(
  { runs, newId }: Pick<StartRunDeps, 'runs' | 'newId'>,
  { body, scopes, principal, now }: Pick<Call<typeof contract>, 'body' | 'scopes' | 'principal' | 'now'>,
  claimFor: ClaimFor<{ id: string }>,
): Promise<StatisticsRun> {
  const { area } = body;
  if (!coversArea(scopes, area)) throw new Problem('outside-scope');
  const run: StatisticsRun = {
    id: newId(),
    ...periodAsked(body, now),
    area,
    status: 'RUNNING',
    asOf: now.toISOString(),
    by: principal.sub,
  };
  await runs.create(run, claimFor({ id: run.id }));
  return run;
}

/**
 * The period of a run: a month, a quarter or a fiscal year that has begun. Throws `invalid-input` for one to come, and when not exactly one is
 * named.
 */
function periodAsked(
  { month, quarter, fiscalYear }: Call<typeof contract>['body'],
  now: Date,
): Pick<StatisticsRun, 'month' | 'quarter' | 'fiscalYear'> {
  if ([month, quarter, fiscalYear].filter((asked) => asked !== undefined).length !== 1)
    throw wrongInput('/month', 'ระบุ month, quarter หรือ fiscalYear เพียงอย่างเดียว', 'one-period');
  if (month !== undefined) {
    refuseFutureMonth(month, now);
    return { month };
  }
  if (quarter !== undefined) {
    const [first, , last] = monthsOfQuarter(quarter);
    refuseFutureMonth(first, now, '/quarter');
    return { month: last, quarter };
  }
  const year = fiscalYear ?? 0;
  const [begins] = monthsOfQuarter(`${year}-Q1`);
  const [, , ends] = monthsOfQuarter(`${year}-Q4`);
  refuseFutureMonth(begins, now, '/fiscalYear');
  return { month: ends, fiscalYear: year };
}

/**
 * Notes the moment of a recorded run and starts its machine, before the caller hears of the run. When that fails the call fails,
 * and the same call starts it again.
 */
export async function startRun(
  { statistics, start }: Pick<StartRunDeps, 'statistics' | 'start'>,
  run: StatisticsRun,
): Promise<void> {
  const { id, month, quarter, fiscalYear, area, asOf } = run;
  for (const period of periodsOf(run)) await noteDemand(statistics, period, { area, asOf, run: id });
  await start({
    kind: 'demand',
    run: id,
    month,
    ...(quarter === undefined ? {} : { quarter }),
    ...(fiscalYear === undefined ? {} : { fiscalYear }),
    area,
    asOf,
  });
}
