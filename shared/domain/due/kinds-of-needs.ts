/** Kinds that ask a unit to see to needs: EXTERNAL, BOUNCED, UNSOLVED. */
import { addDays, bangkokDay } from '#shared/thai/bangkok-time.ts';

import { bouncedNeeds, BOUNCED_AFTER, isOpenReferral, type Referral } from '../case/referral.ts';
import type { Household, Need } from '../household/household.ts';
import { helpsNeed, type DueRule, type Known, type Waiting } from './known.ts';

const EXTERNAL_DAYS = 7;

/** Nobody has been asked yet to solve a need that the household and its mentor cannot (S4 enclosure 5 item 4). */
export const external: DueRule = {
  kind: 'EXTERNAL',
  waiting(known) {
    const { household, openNeeds, facts, isIn, place } = known;
    if (!isIn) return [];
    return openNeeds
      .filter(
        ({ id, solveMode }) =>
          solveMode === 'EXTERNAL' &&
          !household.referrals.some((referral) => isOpenReferral(referral) && referral.needIds.includes(id)) &&
          !isResolved(known, id) &&
          !facts.some((fact) => helpsNeed(fact, id)),
      )
      .map((need) => {
        const since = dayOfNeed(need);
        return { owners: [place], since, dueOn: addDays(since, EXTERNAL_DAYS) };
      });
  },
};

/** Since when a need is open: one that was reopened, since then. */
function dayOfNeed({ openedOn, status, statusOn }: Need): string {
  return status === 'REOPENED' ? statusOn : openedOn;
}

/** Whether an open resolution of a meeting names a need. */
function isResolved({ household }: Known, needId: string): boolean {
  return household.resolutions.some(({ needIds }) => needIds.includes(needId));
}

/** A need was sent to more than two organisations and none works on it (reading R39): its unit and its province see to it. */
export const bounced: DueRule = {
  kind: 'BOUNCED',
  waiting(known) {
    const { household, openNeeds, isIn, place } = known;
    if (!isIn) return [];
    const ids = bouncedNeeds(
      household.referrals,
      openNeeds.map(({ id }) => id),
    );
    const province = { kind: 'unit', unit: household.areaCode.slice(0, 2) } as const;
    return ids.flatMap((id): Waiting[] => {
      const oneTooMany = bouncingReferral(household.referrals, id);
      if (isResolved(known, id) || household.referrals.some((one) => isTaken(one, id, oneTooMany))) return [];
      const since = bangkokDay(new Date(oneTooMany.sentAt));
      return [{ owners: [place, province], since, dueOn: since }];
    });
  },
};

/** An agency works on a need, or worked on it after it had been sent to so many. */
function isTaken(referral: Referral, needId: string, oneTooMany: Referral): boolean {
  if (!referral.needIds.includes(needId) || !('acceptedIn' in referral)) return false;
  return isOpenReferral(referral) || (referral.status === 'DONE' && referral.sentIn >= oneTooMany.sentIn);
}

/** The referral to the organisation that was one too many. */
function bouncingReferral(referrals: readonly Referral[], needId: string): Referral {
  const asked = new Set<string>();
  for (const referral of referrals) {
    if (referral.status === 'WITHDRAWN' || !referral.needIds.includes(needId)) continue;
    asked.add(referral.toAgency);
    if (asked.size > BOUNCED_AFTER) return referral;
  }
  throw new Error('The need was not sent to so many organisations');
}

const UNSOLVED_DAYS = 14;

/** A Re-X-ray found an old need unsolved, and since then nobody has planned for it, has been asked or has helped. */
export const unsolved: DueRule = {
  kind: 'UNSOLVED',
  waiting({ household, openNeeds, facts, isIn, place }) {
    if (!isIn) return [];
    const results = new Map<string, { on: string; version: number; result: string }>();
    for (const { body, version } of facts)
      if (body.type === 'rexray')
        for (const { needId, result } of body.results) {
          const known = results.get(needId);
          // Of several rounds the result of the latest day counts, of one day the one recorded last.
          if (!known || known.on <= body.on) results.set(needId, { on: body.on, version, result });
        }
    return openNeeds.flatMap(({ id }): Waiting[] => {
      const found = results.get(id);
      if (!found || found.result === 'COMPLETE') return [];
      const isSeenTo =
        household.referrals.some(
          (one) => one.needIds.includes(id) && (one.sentIn > found.version || isOpenReferral(one)),
        ) ||
        facts.some((fact) => fact.version > found.version && helpsNeed(fact, id)) ||
        isPlannedAfter(household, id, found.version);
      return isSeenTo ? [] : [{ owners: [place], since: found.on, dueOn: addDays(found.on, UNSOLVED_DAYS) }];
    });
  },
};

/** Whether an item of the plan, agreed or draft, was said for the need after a version of the household. */
function isPlannedAfter({ plan, planDraft, planVersions }: Household, needId: string, version: number): boolean {
  return [plan, planDraft].some(
    (one) =>
      one !== null &&
      one.status !== 'CLOSED' &&
      (planVersions[one.version - 1] ?? 0) > version &&
      one.items.some(({ status, needIds }) => status !== 'CANCELLED' && needIds?.includes(needId) === true),
  );
}
