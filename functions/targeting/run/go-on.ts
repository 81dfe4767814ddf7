/**
 * Runs over the households of a target list. First each district is read, from facts alone, and the households that were found are kept in
 * pages; then, when the run writes, each page is worked off. So what was counted is what is written. A run that was killed goes on at the
 * district or page where it was: a district that is read again gives the same pages, and a household that is on the list is not put there twice.
 */
import { districtsOf, type GroupStores } from '#shared/statistics/household-groups.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import type { Recording } from '#shared/domain/logbook/record.ts';
import type { TargetListStore } from '#shared/target-list/target-list-store.ts';
import {
  isCounted,
  pageName,
  type RunPage,
  type TargetRun,
  type TargetRunStore,
} from '#shared/target-list/target-run-store.ts';

import { findToFill, fillPage } from './fill-list.ts';

export type RunDependencies = {
  runs: TargetRunStore;
  lists: Pick<TargetListStore, 'get' | 'all'>;
  households: GroupStores & Pick<HouseholdStore, 'get' | 'append'>;
  hash: Recording['hash'];
  now: () => Date;
  pause: (attempt: number) => Promise<void>;
  /** Whether the caller has no time for another district or page. */
  isOver?: () => boolean;
};

/** Households of a page. */
const PAGE = 100;
/** Pages that are read together. */
const PAGES_READ = 10;

/** Goes on with a run until it is done or `isOver`. Does nothing for a run that has ended. */
export async function goOn({ run: id }: { run: string }, deps: RunDependencies): Promise<{ done: boolean }> {
  const { runs, isOver = () => false } = deps;
  let run = await runs.get(id);
  while (run?.status === 'RUNNING') {
    if (isOver()) return { done: false };
    const { pages }: TargetRun = run;
    const district = districtsOf(run.area).find((code) => pages[code] === undefined);
    run = district === undefined ? await workOff(run, deps) : await readDistrict(run, district, deps);
  }
  return { done: true };
}

async function readDistrict(run: TargetRun, district: string, deps: RunDependencies): Promise<TargetRun | undefined> {
  const found = await findToFill(run, district, deps);
  const ids = found.toSorted();
  let pages = 0;
  for (let at = 0; at < ids.length; at += PAGE) {
    const households = ids.slice(at, at + PAGE).map((household) => ({ id: household }));
    await deps.runs.putPage(run.id, { at: pageName(district, pages), households });
    pages += 1;
  }
  return await moveRun(deps.runs, run.id, (stands) =>
    // Another process may have read the same district meanwhile.
    stands.pages[district] === undefined
      ? { pages: { ...stands.pages, [district]: pages }, wouldAdd: stands.wouldAdd + ids.length }
      : undefined,
  );
}

/** Works off the next page, or ends the run. */
async function workOff(run: TargetRun, deps: RunDependencies): Promise<TargetRun | undefined> {
  const { runs } = deps;
  const end = async (status: TargetRun['status']): Promise<TargetRun | undefined> =>
    await moveRun(runs, run.id, () => ({ status, finishedAt: deps.now().toISOString() }));
  if (run.dryRun) return await end('DONE');
  const page = await nextPage(run, runs);
  if (!page) return await end('DONE');
  const list = await deps.lists.get(run.of);
  if (list?.status !== 'DRAFT') return await end('STOPPED');
  const { added, skipped } = await fillPage(run, page, list, deps);
  return await moveRun(runs, run.id, (stands) =>
    (stands.written ?? '') < page.at
      ? { written: page.at, added: stands.added + added, skipped: stands.skipped + skipped }
      : undefined,
  );
}

async function nextPage(run: TargetRun, runs: TargetRunStore): Promise<RunPage | undefined> {
  for (let after = run.written; ;) {
    const pages = await runs.pages(run.id, after, PAGES_READ);
    const page = pages.find((one) => isCounted(run, one));
    if (page || pages.length < PAGES_READ) return page;
    after = pages.at(-1)?.at;
  }
}

/** Moves a run on by what `step` makes of it as it is stored; `step` returns undefined to leave it, and a run that has ended is left. */
async function moveRun(
  runs: TargetRunStore,
  id: string,
  step: (run: TargetRun) => Partial<TargetRun> | undefined,
): Promise<TargetRun | undefined> {
  for (;;) {
    const before = await runs.get(id);
    if (before?.status !== 'RUNNING') return before;
    const changes = step(before);
    if (!changes) return before;
    const after: TargetRun = { ...before, ...changes, version: before.version + 1 };
    if (await runs.update(before, after)) return after;
  }
}
