/** Scope on the household itself, for every verb: outside of it there is no such household. */
import { coversHousehold, type Principal, type Scope } from '#shared/domain/access/access.ts';
import { placed } from '#shared/domain/access/placed.ts';
import type { Household } from '#shared/domain/household/household.ts';
import type { Recorder } from '#shared/domain/logbook/entry.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import { readChain } from '#shared/household/read-following.ts';
import { Problem } from '#shared/problems.ts';

/** The household when one of the scopes covers it; throws `household-not-found` else, whether it exists or not. */
export async function householdInScope(
  households: Pick<HouseholdStore, 'get'>,
  id: string,
  scopes: readonly Scope[],
): Promise<Household> {
  const household = await households.get(id);
  if (!household) throw new Problem('household-not-found');
  if (!(await isSeen(households, household, (one) => coversHousehold(scopes, placed(one)))))
    throw new Problem('household-not-found');
  return household;
}

/** One that was merged into another is seen by who may see both (casework I). */
export async function isSeen(
  households: Pick<HouseholdStore, 'get'>,
  household: Household,
  covers: (household: Household) => boolean,
): Promise<boolean> {
  if (!covers(household)) return false;
  if (household.mergedInto === undefined) return true;
  const now = (await readChain(households, household.id)).at(-1);
  return now !== undefined && covers(now);
}

/** Throws `household-not-found` unless one of the scopes covers a household that was read. */
export function refuseOutsideScope(household: Household, scopes: readonly Scope[]): void {
  if (!coversHousehold(scopes, placed(household))) throw new Problem('household-not-found');
}

export function recorderOf({ sub, roles, agency, area, unit }: Principal): Recorder {
  return {
    sub,
    roles: [...roles],
    ...(agency === undefined ? {} : { agency }),
    ...(area === undefined ? {} : { area }),
    ...(unit === undefined ? {} : { unit }),
  };
}
