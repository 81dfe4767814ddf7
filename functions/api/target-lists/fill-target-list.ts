import type { StartExecution } from '#functions/api/start-execution.ts';
import type { Call } from '#functions/middleware/call.ts';
import { recorderOf } from '#functions/api/households/in-scope.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import type {
  fillTargetList as fillContract,
  readTargetListFill as readContract,
} from '#shared/contracts/target-lists.ts';
import type { Scope } from '#shared/domain/access/access.ts';
import { manages } from '#shared/domain/access/manages.ts';
import type { TargetList } from '#shared/domain/target-list/target-list.ts';
import { Problem } from '#shared/problems.ts';
import type { TargetListStore } from '#shared/target-list/target-list-store.ts';
import type { FillRun, TargetRun, TargetRunStore } from '#shared/target-list/target-run-store.ts';
import { formatBangkok } from '#shared/thai/bangkok-time.ts';

import { concerns } from './list-in-scope.ts';

export type TargetRunDeps = {
  lists: TargetListStore;
  targetRuns: TargetRunStore;
  startTargeting: StartExecution;
  newId: () => string;
};

type Fill = ReplyOf<typeof readContract>;

/** Begins to fill a draft, and starts its machine. Throws `target-list-not-found` of the list or of its source, `list-not-draft`. */
export async function beginFill(
  deps: TargetRunDeps,
  { params, body, scopes, principal, now, once }: Call<typeof fillContract>,
): Promise<Fill> {
  const { lists, targetRuns, newId } = deps;
  const { answer } = await once<{ id: string }>(async (claimFor) => {
    const list = await managedList(lists, params.id, scopes);
    if (list.status !== 'DRAFT') throw new Problem('list-not-draft', { listStatus: list.status });
    const { dryRun, ...query } = body;
    if (query.sourceList !== undefined) await refuseUnknownList(lists, query.sourceList, scopes);
    const run: FillRun = {
      id: newId(),
      version: 1,
      kind: 'FILL',
      of: list.id,
      area: list.scopeArea,
      by: recorderOf(principal),
      startedAt: now.toISOString(),
      status: 'RUNNING',
      pages: {},
      query,
      dryRun,
      wouldAdd: 0,
      added: 0,
      skipped: 0,
    };
    await targetRuns.create(run, claimFor({ id: run.id }));
    return { id: run.id };
  });
  return show(await started(deps, await fillOf(targetRuns, params.id, answer.id)));
}

/** Throws `target-list-not-found`, `target-run-not-found`. */
export async function readFill(
  { lists, targetRuns }: Pick<TargetRunDeps, 'lists' | 'targetRuns'>,
  { params, scopes }: Pick<Call<typeof readContract>, 'params' | 'scopes'>,
): Promise<Fill> {
  await managedList(lists, params.id, scopes);
  return show(await fillOf(targetRuns, params.id, params.fillId));
}

/** Starts the machine of a run that is not over. The process may have died before it did: the machine starts once under its name. */
export async function started<Run extends TargetRun>(
  { startTargeting }: Pick<TargetRunDeps, 'startTargeting'>,
  run: Run,
): Promise<Run> {
  if (run.status === 'RUNNING') await startTargeting(`target-run-${run.id}`, { run: run.id });
  return run;
}

export async function managedList(lists: TargetListStore, id: string, scopes: readonly Scope[]): Promise<TargetList> {
  const list = await lists.get(id);
  if (!list || !manages(scopes, list.scopeArea)) throw new Problem('target-list-not-found');
  return list;
}

export async function refuseUnknownList(lists: TargetListStore, id: string, scopes: readonly Scope[]): Promise<void> {
  const list = await lists.get(id);
  if (!list || !concerns(scopes, list)) throw new Problem('target-list-not-found', { list: id });
}

async function fillOf(targetRuns: TargetRunStore, list: string, id: string): Promise<FillRun> {
  const run = await targetRuns.get(id);
  if (run?.kind !== 'FILL' || run.of !== list) throw new Problem('target-run-not-found');
  return run;
}

function show({ id, status, startedAt, finishedAt, dryRun, wouldAdd, added, skipped }: FillRun): Fill {
  return {
    id,
    status,
    startedAt: formatBangkok(new Date(startedAt)),
    finishedAt: finishedAt === undefined ? null : formatBangkok(new Date(finishedAt)),
    dryRun,
    wouldAdd,
    added,
    skipped,
  };
}
