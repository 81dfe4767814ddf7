import { recorderOf } from '#functions/api/households/in-scope.ts';
import type { Call } from '#functions/middleware/call.ts';
import type { Cursors } from '#functions/middleware/cursor.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import type {
  compareTargetList as compareContract,
  readTargetListChanges as readContract,
} from '#shared/contracts/target-lists.ts';
import type { Scope } from '#shared/domain/access/access.ts';
import { Problem } from '#shared/problems.ts';
import { isCounted, type ChangesRun, type FoundHousehold } from '#shared/target-list/target-run-store.ts';
import { isWithin } from '#shared/thai/area-code.ts';
import { formatBangkok } from '#shared/thai/bangkok-time.ts';

import { managedList, refuseUnknownList, started, type TargetRunDeps } from './fill-target-list.ts';
import { listOfConcern } from './list-in-scope.ts';

type Changes = ReplyOf<typeof readContract>;

/** Pages of a run that one answer reads at most. */
const PAGES_READ = 20;

/** Begins to compare a list with another. Throws `target-list-not-found` of either. */
export async function beginComparison(
  deps: TargetRunDeps,
  { params, body, scopes, principal, now, once }: Call<typeof compareContract>,
): Promise<Changes> {
  const { lists, targetRuns, newId } = deps;
  const { answer } = await once<{ id: string }>(async (claimFor) => {
    const list = await managedList(lists, params.id, scopes);
    await refuseUnknownList(lists, body.against, scopes);
    const run: ChangesRun = {
      id: newId(),
      version: 1,
      kind: 'CHANGES',
      of: list.id,
      area: list.scopeArea,
      by: recorderOf(principal),
      startedAt: now.toISOString(),
      status: 'RUNNING',
      pages: {},
      against: body.against,
      counts: { ADDED: 0, GONE: 0, KEPT: 0, DIMENSIONS_CHANGED: 0 },
    };
    await targetRuns.create(run, claimFor({ id: run.id }));
    return { id: run.id };
  });
  const run = await started(deps, await changesOf(targetRuns, params.id, answer.id));
  return { ...show(run), items: [], nextCursor: null };
}

/** The counts, and a page of the households that are in an area of the account. Throws `target-list-not-found`, `target-run-not-found`, `cursor-invalid`. */
export async function readChanges(
  { lists, targetRuns, cursors }: Pick<TargetRunDeps, 'lists' | 'targetRuns'> & { cursors: Cursors },
  { params, query, scopes, principal }: Pick<Call<typeof readContract>, 'params' | 'query' | 'scopes' | 'principal'>,
): Promise<Changes> {
  await listOfConcern(lists, params.id, scopes);
  const run = await changesOf(targetRuns, params.id, params.changesId);
  const shown = show(run);
  const binding = ['target-list-changes', principal.sub, run.id, query.change ?? ''];
  const [from = '', skipped = '0'] = query.cursor === undefined ? [] : cursors.read(query.cursor, binding);
  const isShown = ({ change, area }: FoundHousehold): boolean =>
    (query.change === undefined || change === query.change) && area !== undefined && holds(scopes, area);
  const items: Changes['items'] = [];
  let [after, skip] = [from, Number(skipped)];
  for (let read = 0; read < PAGES_READ; read += 1) {
    const [page] = await targetRuns.pages(run.id, after === '' ? undefined : after, 1);
    if (!page) return { ...shown, items, nextCursor: null };
    const found = isCounted(run, page) ? page.households : [];
    for (const [at, one] of found.entries()) {
      if (at < skip || !isShown(one) || one.change === undefined) continue;
      if (items.length === query.limit)
        return { ...shown, items, nextCursor: cursors.sign([after, String(at)], binding) };
      items.push({ id: one.id, change: one.change });
    }
    [after, skip] = [page.at, 0];
  }
  return { ...shown, items, nextCursor: cursors.sign([after, '0'], binding) };
}

/** Whether an area is one of the account's own: who sees lists everywhere sees counts, but no households. */
function holds(scopes: readonly Scope[], area: string): boolean {
  return scopes.some((scope) => scope.kind === 'area' && isWithin(area, scope.area));
}

async function changesOf(targetRuns: TargetRunDeps['targetRuns'], list: string, id: string): Promise<ChangesRun> {
  const run = await targetRuns.get(id);
  if (run?.kind !== 'CHANGES' || run.of !== list) throw new Problem('target-run-not-found');
  return run;
}

function show({
  id,
  status,
  startedAt,
  finishedAt,
  against,
  counts,
}: ChangesRun): Omit<Changes, 'items' | 'nextCursor'> {
  return {
    id,
    status,
    startedAt: formatBangkok(new Date(startedAt)),
    finishedAt: finishedAt === undefined ? null : formatBangkok(new Date(finishedAt)),
    against,
    added: counts.ADDED,
    gone: counts.GONE,
    // Those whose dimensions changed are on both lists, too.
    kept: counts.KEPT + counts.DIMENSIONS_CHANGED,
    dimensionsChanged: counts.DIMENSIONS_CHANGED,
  };
}
