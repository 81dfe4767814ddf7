import type { Principal } from '#shared/domain/access/access.ts';
import { readingOf, type Reading } from '#shared/domain/access/reading.ts';
import { duplicateOfIn } from '#shared/domain/household/duplicate-of.ts';
import type { Household } from '#shared/domain/household/household.ts';
import { mayDoNext, type NextStep } from '#shared/domain/logbook/may-do-next.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import type { TargetListStore } from '#shared/target-list/target-list-store.ts';
import { bangkokDay } from '#shared/thai/bangkok-time.ts';

import { openingsFor } from './list-openings.ts';

/** What the file shows beside the household itself. */
export type HouseholdView = {
  /** Days on which its target lists opened, by which its states are shown. */
  listsOpened: ReadonlyMap<string, string>;
  /** What the account that looks may do next. */
  steps: readonly NextStep[];
  /** As what it reads the household. */
  reading: Reading;
};

export type ViewDeps = { households: Pick<HouseholdStore, 'getMany'>; lists: Pick<TargetListStore, 'get'> };

export async function viewOf(
  deps: ViewDeps,
  household: Household,
  principal: Principal,
  now: Date,
  byGlass = false,
): Promise<HouseholdView> {
  const [listsOpened, duplicates] = await Promise.all([
    openingsFor(deps.lists, household),
    countedDuplicates(deps.households, household),
  ]);
  return {
    listsOpened,
    steps: mayDoNext(principal, household, { listsOpened, duplicates }, now),
    reading: readingOf(principal, household, bangkokDay(now), byGlass),
  };
}

/** The households whose help and follow-ups count as this one's. Named once, a household may since have been found to be none. */
export async function countedDuplicates(
  households: Pick<HouseholdStore, 'getMany'>,
  { id, duplicates, merged = [] }: Household,
): Promise<Household[]> {
  if (duplicates.length === 0) return [];
  // Also those that were merged into one that was merged into this one.
  const gone = new Set(merged.map((one) => one.id));
  const others = await households.getMany([...new Set([...duplicates, ...gone])]);
  return [...others.values()].filter((other) => gone.has(other.id) || duplicateOfIn(other).includes(id));
}
