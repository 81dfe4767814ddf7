/** What an item of the queue tells of its household (casework E, G). */
import { sightOf, type Sight } from '#shared/domain/case/standing.ts';
import { coversHousehold, type Scope } from '#shared/domain/access/access.ts';
import { placed } from '#shared/domain/access/placed.ts';
import type { DueItem } from '#shared/domain/due/due-item.ts';
import { isAsked } from '#shared/domain/due/kinds-of-answers.ts';
import { headOf } from '#shared/domain/household/head.ts';
import type { Household } from '#shared/domain/household/household.ts';
import { areaLabel } from '#shared/reference/area-names.ts';

type Told = { id: string | null; areaName: string; headName: string | null };

/**
 * Offices and mentors are told who it is; an agency when it accepted what waits, and before that only the place it was told. `scopes`: of
 * the account, which know whether its agency is a partner.
 */
export function showHouseholdOf(item: DueItem, household: Household, scopes: readonly Scope[], today: string): Told {
  const { id, areaCode } = household;
  const { sight, place } = seenBy(item, household, scopes, today);
  if (sight === 'BEFORE') return { id: null, areaName: areaLabel(place), headName: null };
  return { id, areaName: areaLabel(areaCode), headName: headName(household, sight) };
}

function seenBy(
  { owner, kind, ref }: DueItem,
  household: Household,
  scopes: readonly Scope[],
  today: string,
): { sight: Sight; place: string } {
  // Where few are on lists, the sub-district would tell too much.
  const place = household.areaCode.slice(0, 4);
  // Of a household that has moved away, the unit that was asked is told where it lived then.
  if (owner.kind === 'place' && isAsked(kind) && !coversHousehold(scopes, placed(household, today)))
    return { sight: 'BEFORE', place: owner.area.slice(0, 4) };
  if (owner.kind !== 'agency') return { sight: 'OFFICE', place };
  const referral = household.referrals.find((one) => one.id === ref);
  if (referral) return { sight: sightOf('AGENCY', household, referral, today), place: referral.place };
  const own = scopes.filter((scope) => scope.kind === 'agency' && scope.agency === owner.agency);
  const reads = coversHousehold(own, placed(household, today));
  return { sight: reads ? 'STATE' : 'BEFORE', place };
}

/** The first name of its head, and for who may know it the initial of the family name. */
function headName(household: Household, sight: Sight): string | null {
  const head = headOf(household);
  if (!head) return null;
  // A vowel that is written before its consonant is no initial.
  const initial = sight === 'PARTNER' ? undefined : /^[เแโใไ]?./u.exec(head.lastName ?? '')?.[0];
  return initial === undefined ? head.firstName : `${head.firstName} ${initial}.`;
}
