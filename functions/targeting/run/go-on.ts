/**
 * Runs over the households of target lists and of mentors. First each district is read, or what a mentor leads, and the households that were found are kept in pages; then, when
 * the run writes, each page is worked off. So what was counted is what is written. A run that was killed goes on at the district or page
 * where it was: a district that is read again gives the same pages, and a household that is on a list is not put there twice.
 */
import { districtsOf, type GroupStores } from '#shared/statistics/household-groups.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import type { Recording } from '#shared/domain/logbook/record.ts';
import type { TargetListStore } from '#shared/target-list/target-list-store.ts';
import {
  isCounted,
  LED,
  PAGE_OF_RUN,
  pageName,
  type FillRun,
  type FoundHousehold,
  type MpiListsRun,
  type RunPage,
  type TargetRun,
  type TargetRunStore,
  type TransferRun,
} from '#shared/target-list/target-run-store.ts';

import { findChanges } from './compare-lists.ts';
import { fillPage, findToFill } from './fill-list.ts';
import { countAnswers, listPage } from './mpi-lists.ts';
import { findLed, transferPage, type TransferDependencies } from './transfer-households.ts';

export type RunDependencies = TransferDependencies & {
  runs: TargetRunStore;
  lists: Pick<TargetListStore, 'get' | 'all'>;
  households: GroupStores & Pick<HouseholdStore, 'get' | 'getMany' | 'listArea' | 'listLed' | 'entries' | 'append'>;
  hash: Recording['hash'];
  now: () => Date;
  pause: (attempt: number) => Promise<void>;
  /** Whether the caller has no time for another district or page. */
  isOver?: () => boolean;
};

/** What a run found in a district, and how that changes the run. */
export type Found<Run extends TargetRun> = { households: readonly FoundHousehold[]; changes: Partial<Run> };

/** How a page that was worked off changes the run; STOPPED: a list is no draft any more. */
export type WorkedOff<Run extends TargetRun> = Partial<Run> | 'STOPPED';

/** Goes on with a run until it is done or `isOver`. Does nothing for a run that has ended. */
export async function goOn({ run: id }: { run: string }, deps: RunDependencies): Promise<{ done: boolean }> {
  const { runs, isOver = () => false } = deps;
  let run = await runs.get(id);
  while (run?.status === 'RUNNING') {
    if (isOver()) return { done: false };
    const { pages }: TargetRun = run;
    const district = stretchesOf(run).find((code) => pages[code] === undefined);
    run = district === undefined ? await workOff(run, deps) : await readDistrict(run, district, deps);
  }
  return { done: true };
}

/** What a run reads one after another. */
function stretchesOf(run: TargetRun): readonly string[] {
  return run.kind === 'TRANSFER' ? [LED] : districtsOf(run.area);
}

async function readDistrict(run: TargetRun, district: string, deps: RunDependencies): Promise<TargetRun | undefined> {
  const { households, changes } =
    run.kind === 'FILL'
      ? await findToFill(run, district, deps)
      : run.kind === 'CHANGES'
        ? await findChanges(run, district, deps)
        : run.kind === 'TRANSFER'
          ? await findLed(run, deps)
          : await countAnswers(run, district, deps);
  const found = households.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  let pages = 0;
  for (let at = 0; at < found.length; at += PAGE_OF_RUN) {
    await deps.runs.putPage(run.id, { at: pageName(district, pages), households: found.slice(at, at + PAGE_OF_RUN) });
    pages += 1;
  }
  return await moveOn(deps.runs, run, { ...changes, pages: { ...run.pages, [district]: pages } });
}

/** Works off the next page, or ends the run. */
async function workOff(run: TargetRun, deps: RunDependencies): Promise<TargetRun | undefined> {
  const { runs } = deps;
  const end = async (status: TargetRun['status']): Promise<TargetRun | undefined> =>
    await moveOn(runs, run, { status, finishedAt: deps.now().toISOString() });
  if (run.kind === 'WHAT_IF' || run.kind === 'CHANGES' || (run.kind === 'FILL' && run.dryRun)) return await end('DONE');
  const page = await nextPage(run, runs);
  if (!page) return await end('DONE');
  const changes =
    run.kind === 'FILL'
      ? await fillPage(run, page, deps)
      : run.kind === 'TRANSFER'
        ? await transferPage(run, page, deps)
        : await listPage(run, page, deps);
  if (changes === 'STOPPED') return await end('STOPPED');
  return await moveOn(runs, run, { ...changes, written: page.at });
}

async function nextPage(run: FillRun | MpiListsRun | TransferRun, runs: TargetRunStore): Promise<RunPage | undefined> {
  for (let after = run.written; ;) {
    const [page] = await runs.pages(run.id, after, 1);
    if (!page || isCounted(run, page)) return page;
    after = page.at;
  }
}

/** Changes a run as it was read; when another process has moved it on meanwhile, the answer is the run as that one left it. */
async function moveOn(runs: TargetRunStore, run: TargetRun, changes: object): Promise<TargetRun | undefined> {
  const after: TargetRun = { ...run, ...changes, version: run.version + 1 };
  return (await runs.update(run, after)) ? after : await runs.get(run.id);
}
