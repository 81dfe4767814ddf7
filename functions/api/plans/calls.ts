import { route, type BoundRoute } from '#functions/middleware/call.ts';
import { versionTag } from '#functions/middleware/etag.ts';
import {
  printPlan as printContract,
  putPlan as putContract,
  readPlan as readContract,
} from '#shared/contracts/plans.ts';

import { planToPrint, type PrintDeps } from './plan-to-print.ts';
import { planToRead, type ReadPlanDeps } from './plan-to-read.ts';
import { PRINT_POLICY, printPlan } from './print-plan.ts';
import { putPlan, type PutPlanAnswer, type PutPlanDeps } from './put-plan.ts';
import { showPlan } from './show-plan.ts';

export type PlanDeps = ReadPlanDeps & PutPlanDeps & PrintDeps;

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
    route(printContract)(async (call) => {
      const { household, plan } = await planToRead(deps, { ...call, version: undefined });
      const page = printPlan(await planToPrint(deps, household, plan));
      return { reply: { name: 'แผนครัวเรือน.html', bytes: Buffer.from(page), policy: PRINT_POLICY } };
    }),
    route(readContract)(async (call) => {
      const { household, plan } = await planToRead(deps, { ...call, version: call.query.version });
      return { reply: showPlan(household, plan), etag: versionTag(household.version) };
    }),
  ];
}
