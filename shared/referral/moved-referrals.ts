import type { Referral } from '#shared/domain/case/referral.ts';
import type { Household } from '#shared/domain/household/household.ts';
import { DIMENSIONS } from '#shared/reference/dimensions.ts';
import { onceFor } from '#shared/once-for.ts';

import type { ReferralItem } from './referral-store.ts';

type Change = { before: Household | undefined; after: Household };

/** Items that an append writes for a referral: its own, one in the box of its organisation and of its unit, and what its organisation is told. */
export const ITEMS_OF_REFERRAL = 4;

/** The items of the referrals that a change of a household sends or moves on. What has moved nothing since costs nothing. */
export const movedReferrals = onceFor(({ before, after }: Change): readonly ReferralItem[] => {
  // They are those of the household that it was merged into, until the merge is undone.
  if (after.mergedInto !== undefined) return [];
  const comesBack = before?.mergedInto !== undefined;
  const known = new Map((before?.referrals ?? []).map(({ id, status }) => [id, status]));
  return after.referrals
    .filter(({ id, status }) => comesBack || known.get(id) !== status)
    .map((referral) => itemOf(after, referral));
});

/** Of those, the ones that somebody sent or answered: that another household has them by a merge, nobody is told. */
export function toldReferrals(change: Change): readonly ReferralItem[] {
  const { before, after } = change;
  const known = new Map((before?.referrals ?? []).map(({ id, status }) => [id, status]));
  const taken = new Set(after.referrals.flatMap(({ id, of }) => (of === undefined ? [] : [id])));
  return movedReferrals(change).filter(({ id, status }) => (known.has(id) ? known.get(id) !== status : !taken.has(id)));
}

function itemOf(household: Household, referral: Referral): ReferralItem {
  const { id, from, toAgency, ofState, place, needIds, status, sentAt, dueAt } = referral;
  const named = new Set(household.needs.filter((need) => needIds.includes(need.id)).map(({ dimension }) => dimension));
  return {
    id,
    household: household.id,
    areaCode: household.areaCode,
    from,
    toAgency,
    ofState,
    place,
    dimensions: DIMENSIONS.filter((dimension) => named.has(dimension)),
    status,
    sentAt,
    dueAt,
    ...('at' in referral ? { endedAt: referral.at } : {}),
  };
}
