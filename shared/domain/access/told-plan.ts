/** What of a plan a reader is told. */
import type { Plan, PlanItem } from '../case/plan.ts';
import { leaves } from './field-privacy.ts';
import type { Reading } from './reading.ts';

/** Whether an activity concerns an organisation of the reader: it supports it, helps in its dimension, or accepted its need. */
export function isOwnItem(
  { dimension, supportAgency, needIds = [] }: PlanItem,
  { agencies, referred, dimensions }: Reading,
): boolean {
  if (supportAgency !== undefined && agencies.includes(supportAgency)) return true;
  return dimensions.has(dimension) || needIds.some((id) => referred.has(id));
}

/** A version of a plan with empty words where the reader is not told them. */
export function toldPlan(plan: Plan, reading: Reading): Plan {
  const { ultimateGoal, reason, ...said } = plan;
  const tells = (own: boolean): boolean => leaves('plan', reading, own) === 'VISIBLE';
  return {
    ...said,
    ultimateGoal: tells(false) ? ultimateGoal : '',
    ...(reason !== undefined && leaves('words', reading) === 'VISIBLE' ? { reason } : {}),
    items: plan.items.map((item) =>
      tells(isOwnItem(item, reading)) ? item : { ...item, selfActivity: '', supportActivity: '', periodText: '' },
    ),
  };
}
