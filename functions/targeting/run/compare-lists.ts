/** Compares a list with another one over the area of the first, from facts alone. */
import { knownCases } from '#shared/domain/statistics/known-case.ts';
import { changeOf } from '#shared/domain/target-list/list-changes.ts';
import { readHouseholdGroups } from '#shared/statistics/household-groups.ts';
import type { ChangesRun, FoundHousehold } from '#shared/target-list/target-run-store.ts';
import { isWithin } from '#shared/thai/area-code.ts';

import { LAST_MOMENT } from './fill-list.ts';
import type { Found, RunDependencies } from './go-on.ts';

/** The households whose entries place them in a district, each with its change. */
export async function findChanges(
  run: ChangesRun,
  district: string,
  { households }: Pick<RunDependencies, 'households'>,
): Promise<Found<ChangesRun>> {
  let found = new Map<string, FoundHousehold>();
  // Entries of lists stay in a document for ever: no month is asked for.
  await readHouseholdGroups(households, district, run.startedAt.slice(0, 7), {
    begin: () => (found = new Map()),
    add: (group) => {
      for (const { household } of knownCases(group, LAST_MOMENT)) {
        const changed = changeOf(household, run.of, run.against);
        if (!changed || !isWithin(changed.area, district) || !isWithin(changed.area, run.area)) continue;
        found.set(household.id, { id: household.id, ...changed });
      }
    },
  });
  const counts = { ...run.counts };
  for (const { change } of found.values()) if (change) counts[change] += 1;
  return { households: [...found.values()], changes: { counts } };
}
