import { route, type BoundRoute } from '#functions/middleware/call.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import {
  listHouseholdsBehind as behindContract,
  readAgencyStatistics,
  readStatisticsRun,
  startStatisticsRun,
} from '#shared/contracts/statistics.ts';
import { coversArea, type Scope } from '#shared/domain/access/access.ts';
import { NATION } from '#shared/domain/statistics/nation.ts';
import { formatBangkok } from '#shared/thai/bangkok-time.ts';
import { Problem, wrongInput } from '#shared/problems.ts';
import type { Figures } from '#shared/statistics/figures.ts';
import type { RunStore, StatisticsRun } from '#shared/statistics/statistics-store.ts';
import type { TargetListStore } from '#shared/target-list/target-list-store.ts';

import { campaignCalls, type CampaignCallsDeps } from './campaign-calls.ts';
import { caseCalls, type CaseCallsDeps } from './case-calls.ts';
import { listHouseholdsBehind } from './households-behind.ts';
import { selectionOf } from './selection.ts';
import { recordRun, startRun, type StartRunDeps } from './start-run.ts';

export type StatisticsDeps = StartRunDeps &
  CampaignCallsDeps &
  CaseCallsDeps & {
    figures: Figures;
    lists: TargetListStore;
  };

export function statisticsCalls(deps: StatisticsDeps): readonly BoundRoute[] {
  return [
    ...caseCalls(deps),
    ...campaignCalls(deps),
    route(readAgencyStatistics)(async ({ query, scopes, now }) => {
      const selection = await selectionOf(deps.lists, query, scopes, now);
      const { rollUp = 'office' } = query;
      if (query.area === NATION && rollUp !== 'office')
        throw wrongInput('/rollUp', 'ตัวเลขของทั้งประเทศมีเฉพาะรายหน่วยงานที่ช่วยเหลือ', 'nation-by-office');
      return { reply: await deps.figures.report({ ...selection, rollUp }, now) };
    }),
    route(behindContract)(async (call) => ({ reply: await listHouseholdsBehind(deps, call) })),
    route(startStatisticsRun)(async (call) => {
      const { answer, repeated } = await call.once<{ id: string }>(async (claimFor) => {
        const { id } = await recordRun(deps, call, claimFor);
        return { id };
      });
      const run = await runInScope(deps.runs, answer.id, call.scopes);
      // The process may have died before the machine was started: a run starts again under its own name, or goes on.
      if (!repeated || run.status === 'RUNNING') await startRun(deps, run);
      return { reply: show(run) };
    }),
    route(readStatisticsRun)(async ({ params, scopes }) => {
      return { reply: show(await runInScope(deps.runs, params.id, scopes)) };
    }),
  ];
}

async function runInScope(runs: RunStore, id: string, scopes: readonly Scope[]): Promise<StatisticsRun> {
  const run = await runs.get(id);
  if (!run || !coversArea(scopes, run.area)) throw new Problem('run-not-found');
  return run;
}

function show(run: StatisticsRun): ReplyOf<typeof readStatisticsRun> {
  const { id, month, quarter = null, fiscalYear = null, area, status, finishedAt } = run;
  return {
    id,
    month,
    quarter,
    fiscalYear,
    area,
    status,
    asOf: formatBangkok(new Date(run.asOf)),
    finishedAt: finishedAt === undefined ? null : formatBangkok(new Date(finishedAt)),
    revision: run.revision ?? null,
  };
}
