/** Kinds that ask a mentor for a plan, and for what it promised: NO_PLAN, PLAN_ITEM. */
import { addDays } from '#shared/thai/bangkok-time.ts';

import { planInForce } from '../case/plan.ts';
import { listsOf } from '../household/checks.ts';
import { targetStateOn } from '../household/household.ts';
import type { DueOwner } from './due-item.ts';
import type { DueRule, Known, Waiting } from './known.ts';

const PLAN_DAYS = 30;

export const noPlan: DueRule = {
  kind: 'NO_PLAN',
  waiting(known) {
    const { household, isIn, state } = known;
    if (!isIn || state !== 'CONFIRMED') return [];
    return listsOf(household).flatMap((list): Waiting[] => {
      const since = household.verifications[list]?.on;
      if (since === undefined || targetStateOn(household, list) !== 'CONFIRMED' || hadPlan(known, since)) return [];
      return [{ owners: mentorOf(known), since, dueOn: addDays(since, PLAN_DAYS) }];
    });
  },
};

/** Whether an agreed plan was in force on a day or after it. */
function hadPlan({ household: { plan } }: Known, day: string): boolean {
  return plan !== null && (plan.status !== 'CLOSED' || (plan.closedOn ?? '') >= day);
}

const ITEM_SHOWN_DAYS = 7;

export const planItem: DueRule = {
  kind: 'PLAN_ITEM',
  waiting(known) {
    if (!known.isIn) return [];
    const plan = planInForce(known.household);
    return (plan?.items ?? []).flatMap(({ status, end }): Waiting[] => {
      if (status === 'DONE' || status === 'CANCELLED' || end === undefined) return [];
      const showFrom = addDays(end, -ITEM_SHOWN_DAYS);
      return [{ owners: mentorOf(known), since: plan?.agreedOn ?? end, dueOn: end, showFrom }];
    });
  },
};

/** Plans are made and followed by the mentor: without one nobody is asked. */
function mentorOf({ household: { mentor } }: Known): readonly DueOwner[] {
  return mentor === null ? [] : [{ kind: 'mentor', sub: mentor }];
}
