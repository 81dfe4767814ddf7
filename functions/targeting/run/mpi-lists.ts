/** Judges the stored answers of an area by a profile of the MPI, and puts the poor on the lists of official targets and of the excluded (casework H). */
import type { Household } from '#shared/domain/household/household.ts';
import type { EntryBody } from '#shared/domain/logbook/entry.ts';
import { AreaTally, type AreaCounts, type MpiTarget } from '#shared/domain/mpi/area-tally.ts';
import { readFraction } from '#shared/domain/mpi/fraction.ts';
import type { HouseholdSummary } from '#shared/household/household-store.ts';
import type { FoundHousehold, MpiListsRun, RunPage, WhatIfRun } from '#shared/target-list/target-run-store.ts';
import { isWithin } from '#shared/thai/area-code.ts';
import { bangkokDay } from '#shared/thai/bangkok-time.ts';

import type { Found, RunDependencies, WorkedOff } from './go-on.ts';
import { putOnList } from './put-on-list.ts';

/** Households of the index that are read together; of those that were surveyed, the documents are. */
const AT_ONCE = 100;

/** Counts the households of a district whose answers are stored, and finds the poor. */
export async function countAnswers(
  run: MpiListsRun | WhatIfRun,
  district: string,
  { households }: Pick<RunDependencies, 'households'>,
): Promise<Found<MpiListsRun | WhatIfRun>> {
  const day = bangkokDay(new Date(run.startedAt));
  const cutOffs = run.cutOffs.flatMap((k) => readFraction(k) ?? []);
  const tallies = new Map<string, AreaTally>();
  const found: FoundHousehold[] = [];
  const place = run.area.length === 6 ? run.area : district;
  let after: HouseholdSummary | undefined;
  do {
    const summaries = await households.listArea(place, after, AT_ONCE);
    const documents = await households.getMany(summaries.filter(isJudged).map(({ id }) => id));
    for (const { id } of summaries) {
      const household = documents.get(id);
      // The index may be behind: who has moved away meanwhile is judged where it lives.
      if (!household || !isWithin(household.areaCode, place)) continue;
      const row = household.areaCode.slice(0, run.area.length === 2 ? 4 : 6);
      const tally = tallies.get(row) ?? new AreaTally(run.profile, cutOffs, day);
      tallies.set(row, tally);
      const target = tally.add(household);
      if (target) found.push({ id, target });
    }
    after = summaries.length < AT_ONCE ? undefined : summaries.at(-1);
  } while (after);
  const counts: Record<string, AreaCounts> = { ...run.counts };
  for (const [row, tally] of tallies) counts[row] = tally.counts();
  return { households: run.kind === 'MPI_LISTS' ? found : [], changes: { counts } };
}

/** Who lives somewhere, and is not counted as another household. */
function isJudged({ status, lists }: HouseholdSummary): boolean {
  return status === 'ACTIVE' && !Object.values(lists).includes('DUPLICATE');
}

/** Puts the households of a page on their lists, by the persons and dimensions that were counted. */
export async function listPage(
  run: MpiListsRun,
  page: RunPage,
  deps: Pick<RunDependencies, 'lists' | 'households' | 'hash' | 'now' | 'pause'>,
): Promise<WorkedOff<MpiListsRun>> {
  for (const id of [run.lists.official, run.lists.excluded])
    if ((await deps.lists.get(id))?.status !== 'DRAFT') return 'STOPPED';
  const added = { ...run.added };
  let { skipped } = run;
  for (const list of ['official', 'excluded'] as const) {
    const targets = new Map(
      page.households.flatMap(({ id, target }) => (target?.list === list ? [[id, target] as const] : [])),
    );
    const bodyOf = (household: Household): EntryBody | undefined =>
      listedBy(household, run.lists[list], targets.get(household.id));
    const { put, refused } = await putOnList([...targets.keys()], bodyOf, run.by, deps);
    added[list] += put;
    skipped += refused;
  }
  return { added, skipped };
}

/** What is recorded of a household; undefined when it is on the list already. */
function listedBy(household: Household, list: string, target: MpiTarget | undefined): EntryBody | undefined {
  if (!target || household.targets.some((one) => one.list === list)) return undefined;
  const persons = target.list === 'official' ? target.persons : [null];
  const targets = persons.map((personId) => ({
    personId,
    dimensions: [...target.deprived],
    indicators: [...target.indicators],
  }));
  return { type: 'listed', list, area: household.areaCode, targets };
}
