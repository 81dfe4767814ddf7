/** One answer for the API and for files to whether a household is the concern of somebody (domain.md §2.1). */
import { agenciesReferred } from '../case/referral.ts';
import { agenciesThatGave } from '../household/given-help.ts';
import { areasConcerned, type Household } from '../household/household.ts';
import { coversHousehold, type Placed, type Scope } from './access.ts';

/**
 * A household is the concern of where it lives, of where it is on a list, of the agencies that gave help to it, and of those of the
 * state that work on a referral. `on` (`YYYY-MM-DD`): for the days after a referral was done, on which its agency reads on.
 */
export function placed(household: Household, on?: string): Placed {
  const agencies = new Set([...agenciesThatGave(household), ...agenciesReferred(household.referrals, on)]);
  return { areas: areasConcerned(household), agencies: [...agencies], mentor: household.mentor };
}

/**
 * The agency of the scopes that a household names in its help. Outside `placed`, it is an agency that only plans help: it is told
 * id and area of the household and its own entries, and nothing else (domain.md §2.1).
 */
export function agencyNamedBy(household: Household, scopes: readonly Scope[]): string | undefined {
  return scopes
    .flatMap((scope) => (scope.kind === 'agency' && !scope.partner ? [scope.agency] : []))
    .find((agency) => household.agencies.includes(agency));
}

/** Whether the rows of a file may speak of a household. `areas`: subtrees its sender answers for; none is the nation. */
export function coversHouseholdOfFile(areas: readonly string[], household: Household): boolean {
  const scopes =
    areas.length === 0 ? [{ kind: 'nation' as const }] : areas.map((area): Scope => ({ kind: 'area', area }));
  return coversHousehold(scopes, placed(household));
}
