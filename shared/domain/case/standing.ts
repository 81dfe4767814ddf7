/** How an account stands to a referral, and what of it that lets it see. */
import { isOpenTo, type Referral, type Standing } from './referral.ts';
import { coversHousehold, scopesFor, withRoles, type Principal } from '../access/access.ts';
import { placed } from '../access/placed.ts';
import type { Household } from '../household/household.ts';

/** The committee unit that an account works for: an area, or a municipality with an order of its own. */
export function unitOf({ unit, area }: Principal): string | undefined {
  return unit ?? area;
}

/**
 * How an account stands to a referral of a household; undefined when it has nothing to do with it. An office stands by the place of
 * the household, or as the unit that sent it, wherever the household has gone since.
 */
export function standingOf(
  principal: Principal,
  household: Household,
  referral: Pick<Referral, 'toAgency' | 'from'>,
): Standing | undefined {
  const scopes = scopesFor(principal, 'referrals:read');
  if (scopes.some((scope) => scope.kind === 'agency' && scope.agency === referral.toAgency)) return 'AGENCY';
  const sends = scopesFor(principal, 'referrals:send').length > 0;
  if (sends && unitOf(principal) === referral.from) return 'SENDER';
  const local = scopes.filter(({ kind }) => kind !== 'agency');
  if (!coversHousehold(local, placed(household))) return undefined;
  const secretariat = withRoles(principal, (role) => role === 'PROVINCE_SECRETARIAT');
  return coversHousehold(scopesFor(secretariat, 'referrals:send'), placed(household)) ? 'SECRETARIAT' : 'READER';
}

/**
 * What of a household a referral shows (casework G). BEFORE: the agency has not accepted, or what it opened has ended. PARTNER: it
 * has, and is no organisation of the state.
 */
export type Sight = 'OFFICE' | 'STATE' | 'PARTNER' | 'BEFORE';

/** `today`: the Bangkok day of the call. A state organisation that gave help reads the file by that, whatever became of the referral. */
export function sightOf(standing: Standing, household: Household, referral: Referral, today: string): Sight {
  if (standing !== 'AGENCY') return 'OFFICE';
  const { toAgency, ofState } = referral;
  if (!ofState) return isOpenTo(referral, today) ? 'PARTNER' : 'BEFORE';
  return coversHousehold([{ kind: 'agency', agency: toAgency }], placed(household, today)) ? 'STATE' : 'BEFORE';
}
