import type { Household } from '#shared/domain/household/household.ts';
import { MOST_HOPS } from '#shared/domain/merge/most-hops.ts';

import type { HouseholdStore } from './household-store.ts';

/**
 * By each id the household that it is now: one that was merged is the household that it was merged into (casework I). Ids of none are left
 * out. Pointers go on naming the household that they were claimed for, so what they lead to is read with this.
 */
export async function readFollowing(
  households: Pick<HouseholdStore, 'getMany'>,
  ids: readonly string[],
): Promise<Map<string, Household>> {
  const found = await households.getMany(ids);
  for (let hop = 0; hop < MOST_HOPS; hop += 1) {
    const into = [...found.values()].flatMap(({ mergedInto }) => mergedInto ?? []);
    if (into.length === 0) break;
    const next = await households.getMany([...new Set(into)]);
    for (const [id, { mergedInto }] of found) {
      const household = next.get(mergedInto ?? '');
      if (household) found.set(id, household);
    }
  }
  return found;
}

/** A household, and those that it was merged into one after another, up to the one that it is now. Empty when there is none. */
export async function readChain(households: Pick<HouseholdStore, 'get'>, id: string): Promise<Household[]> {
  const chain: Household[] = [];
  for (let next: string | undefined = id; next !== undefined && chain.length <= MOST_HOPS;) {
    const household: Household | undefined = await households.get(next);
    if (!household) break;
    chain.push(household);
    next = household.mergedInto;
  }
  return chain;
}
