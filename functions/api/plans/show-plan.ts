import type * as z from 'zod';

import type { readPlan } from '#shared/contracts/plans.ts';
import type { Plan } from '#shared/domain/case/plan.ts';
import type { Household } from '#shared/domain/household/household.ts';

export function showPlan(
  { id, planDraft }: Pick<Household, 'id' | 'planDraft'>,
  plan: Plan,
): z.input<typeof readPlan.reply> {
  return {
    householdId: id,
    version: plan.version,
    status: plan.status,
    ultimateGoal: plan.ultimateGoal,
    agreedOn: plan.agreedOn ?? null,
    agreedBy: plan.agreedBy ?? null,
    reviewedOn: plan.reviewedOn ?? null,
    closedOn: plan.closedOn ?? null,
    reason: plan.reason ?? null,
    draftVersion: planDraft?.version ?? null,
    items: plan.items.map((item) => ({
      ...item,
      supportAgency: item.supportAgency ?? null,
      start: item.start ?? null,
      end: item.end ?? null,
      needIds: item.needIds ?? [],
      menuItem: item.menuItem ?? null,
      project: item.project ?? null,
    })),
  };
}
