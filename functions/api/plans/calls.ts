import { route, type BoundRoute } from '#functions/middleware/call.ts';
import { versionTag } from '#functions/middleware/etag.ts';
import { putPlan as putContract, readPlan as readContract } from '#shared/contracts/plans.ts';

import { planToRead, type ReadPlanDeps } from './plan-to-read.ts';
import { putPlan, type PutPlanAnswer, type PutPlanDeps } from './put-plan.ts';
import { showPlan } from './show-plan.ts';

export type PlanDeps = ReadPlanDeps & PutPlanDeps;

export function planCalls(deps: PlanDeps): readonly BoundRoute[] {
  return [
    route(putContract)(async (call) => {
      const { answer } = await call.once<PutPlanAnswer>(async (claimFor) => {
        const recorded = await putPlan(deps, call, claimFor);
        return recorded.answer;
      });
      const { household, plan } = await planToRead(deps, { ...call, version: answer.version });
      return { reply: showPlan(household, plan), etag: versionTag(household.version) };
    }),
    route(readContract)(async (call) => {
      const { household, plan } = await planToRead(deps, { ...call, version: call.query.version });
      return { reply: showPlan(household, plan), etag: versionTag(household.version) };
    }),
  ];
}
