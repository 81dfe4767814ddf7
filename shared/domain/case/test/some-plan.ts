import { DIMENSIONS } from '#shared/reference/dimensions.ts';

import { planEntry, type PlanBody } from '../../logbook/kinds/plan.ts';
import {
  nextPlan,
  PLAN_ITEM_LIFE_CYCLE,
  PLAN_ITEM_STATUSES,
  PLAN_STATUSES,
  planInForce,
  type PlanItemStatus,
  type Plans,
} from '../plan.ts';

/** A word on the plan of a household, chosen by a number from 0 to 999; nearly all may be recorded. */
export function somePlan(
  plans: Plans,
  { pick, day, text, needId }: { pick: number; day: string; text: string; needId?: string | undefined },
): PlanBody {
  const inForce = planInForce(plans);
  const can = inForce || pick % 20 === 0 ? PLAN_STATUSES : (['DRAFT', 'AGREED'] as const);
  const status = can[pick % can.length] ?? 'DRAFT';
  const isNew = status === 'AGREED' && (!inForce || plans.planDraft !== null || pick % 3 === 0);
  const next = nextPlan(plans, {
    status,
    ultimateGoal: text,
    ...(isNew ? { agreedOn: day } : {}),
    // A day before that of the agreement is refused.
    ...(status === 'REVIEWED' ? { reviewedOn: pick % 7 ? '2026-05-31' : day } : {}),
    ...(status === 'CLOSED' ? { closedOn: pick % 7 ? '2026-05-31' : day, reason: text } : {}),
    items: Array.from({ length: (pick % 4) + 1 }, (_, at) => ({
      seq: at + 1,
      dimension: DIMENSIONS[(pick + at) % DIMENSIONS.length] ?? 'income',
      selfActivity: text,
      supportActivity: '',
      periodText: text,
      status: statusAfter(inForce?.items[at]?.status, pick >> at),
      ...(needId === undefined ? {} : { needIds: [needId] }),
    })),
  });
  return planEntry(next);
}

function statusAfter(before: PlanItemStatus | undefined, pick: number): PlanItemStatus {
  const can = before === undefined || pick % 11 === 0 ? PLAN_ITEM_STATUSES : [before, ...PLAN_ITEM_LIFE_CYCLE[before]];
  return can[pick % can.length] ?? 'NOT_STARTED';
}
