/** One answer for the API and for files to whether a household is the concern of somebody (domain.md §2.1). */
import { agenciesThatGave } from '../household/given-help.ts';
import { areasConcerned, type Household } from '../household/household.ts';
import { coversHousehold, type Placed, type Scope } from './access.ts';

/** A household is the concern of where it lives, of where it is on a list, and of the agencies that gave help to it. */
export function placed(household: Household): Placed {
  return { areas: areasConcerned(household), agencies: agenciesThatGave(household), mentor: household.mentor };
}

/** Whether the rows of a file may speak of a household. `areas`: subtrees its sender answers for; none is the nation. */
export function coversHouseholdOfFile(areas: readonly string[], household: Household): boolean {
  const scopes =
    areas.length === 0 ? [{ kind: 'nation' as const }] : areas.map((area): Scope => ({ kind: 'area', area }));
  return coversHousehold(scopes, placed(household));
}
