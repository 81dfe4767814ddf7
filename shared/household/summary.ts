import { agenciesToList } from '#shared/domain/case/referral.ts';
import { isOpenNeed } from '#shared/domain/household/need-status.ts';
import { targetStateOn, type Household } from '#shared/domain/household/household.ts';
import { stepEvidence } from '#shared/domain/target-list/target-steps.ts';
import { DIMENSIONS } from '#shared/reference/dimensions.ts';

import type { HouseholdSummary } from './household-store.ts';

/** What worklists show of a household. Its dimensions are those of its list entries and of its open needs. */
export function summaryOf(household: Household): HouseholdSummary {
  const open = household.needs.filter(({ status }) => isOpenNeed(status));
  const dimensions = new Set([
    ...household.targets.flatMap((target) => target.dimensions),
    ...open.map(({ dimension }) => dimension),
  ]);
  return {
    id: household.id,
    version: household.version,
    areaCode: household.areaCode,
    lists: Object.fromEntries(household.targets.map(({ list }) => [list, targetStateOn(household, list)])),
    dimensions: DIMENSIONS.filter((dimension) => dimensions.has(dimension)),
    openNeeds: open.length,
    agencies: [...new Set([...household.agencies, ...agenciesToList(household.referrals)])],
    mentor: household.mentor,
    status: household.status,
    surveyedOn: household.surveyedOn,
    nextDue: household.nextDue,
    urgency: household.urgency?.level ?? null,
    evidence: stepEvidence(household),
    since: Object.fromEntries(
      Object.entries(household.verifications)
        .filter(([, { state, afterOut }]) => afterOut || state === 'RELAPSED')
        .map(([list, { on }]) => [list, on]),
    ),
  };
}

/** Whether its mentor has work with it: nobody lives in one that is dissolved, and one that was merged is led as the household that stays. */
export function isLed({ mentor, status }: Pick<Household, 'mentor' | 'status'>): boolean {
  return mentor !== null && status !== 'DISSOLVED' && status !== 'MERGED';
}

/** Some fact speaks of a duplicate, of this household or by it. */
export function isTied(household: Pick<Household, 'facts' | 'duplicates'>): boolean {
  return (
    household.duplicates.length > 0 ||
    household.facts.some(
      ({ body }) => body.type === 'merged' || (body.type === 'target-state' && body.duplicateOf !== undefined),
    )
  );
}
