import { laterDay } from '#shared/thai/bangkok-time.ts';

import type { Referral } from '../case/referral.ts';
import { mayStep } from '../life-cycle.ts';
import type { Household, Need } from './household.ts';
import { NEED_LIFE_CYCLE, type NeedStatus } from './need-status.ts';

/**
 * Moves those of the needs on that `may` names, when their life-cycle has the step. `on`: the day of the step (`YYYY-MM-DD`), of
 * which a need that was moved later keeps its own.
 */
export function moveNeeds(
  household: Household,
  needIds: readonly string[],
  may: (need: Need) => boolean,
  to: NeedStatus,
  on: string,
): void {
  household.needs = household.needs.map((need) =>
    needIds.includes(need.id) && may(need) && mayStep(NEED_LIFE_CYCLE, need.status, to)
      ? { ...need, status: to, statusOn: laterDay(need.statusOn, on) }
      : need,
  );
}

/**
 * What help that was delivered on a day changes of the referral that it names (casework D, Referral): one that is accepted is
 * IN_PROGRESS, and so are its needs. One that is not accepted yet remembers the help until it is. Nothing changes when the
 * referral is unknown or asks another agency.
 */
export function helpReferral(household: Household, id: string, agency: string | null, deliveredOn: string): void {
  const referral = household.referrals.find((one) => one.id === id);
  if (referral?.toAgency !== agency) return;
  const helped = helpedReferral(referral);
  household.referrals = household.referrals.map((one) => (one.id === id ? helped : one));
  // A correction applies again what it corrects, perhaps after the referral has ended.
  if (!('acceptedIn' in referral)) return;
  const waits = ({ status, statusOn }: Need): boolean =>
    status === 'OPEN' || status === 'ACCEPTED' || (status === 'REOPENED' && statusOn <= deliveredOn);
  moveNeeds(household, referral.needIds, waits, 'IN_PROGRESS', deliveredOn);
}

function helpedReferral(referral: Referral): Referral {
  if (referral.status === 'SENT') return { ...referral, helped: true };
  return referral.status === 'ACCEPTED' ? { ...referral, status: 'IN_PROGRESS' } : referral;
}
