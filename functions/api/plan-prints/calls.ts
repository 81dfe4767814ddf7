import { planToRead, type ReadPlanDeps } from '#functions/api/plans/plan-to-read.ts';
import { route, type BoundRoute } from '#functions/middleware/call.ts';
import { PDF_MEDIA_TYPE } from '#shared/contracts/file-reply.ts';
import { printPlan as printContract } from '#shared/contracts/plans.ts';

import { planForm } from './plan-form.ts';
import { PLAN_PAGE_POLICY, planPage } from './plan-page.ts';
import { planPdf } from './plan-pdf.ts';
import { planToPrint, type PrintDeps } from './plan-to-print.ts';
import type { Typesetter } from './typesetter.ts';

export type PlanPrintDeps = ReadPlanDeps & PrintDeps & { typeset: Typesetter };

export function planPrintCalls(deps: PlanPrintDeps): readonly BoundRoute[] {
  return [
    route(printContract)(async (call) => {
      const { household, plan } = await planToRead(deps, { ...call, version: undefined });
      const form = planForm(await planToPrint(deps, household, plan));
      if (call.query.format === 'pdf') {
        const bytes = await planPdf(form, deps.typeset);
        return { reply: { name: 'แผนครัวเรือน.pdf', bytes, mediaType: PDF_MEDIA_TYPE } };
      }
      return { reply: { name: 'แผนครัวเรือน.html', bytes: Buffer.from(planPage(form)), policy: PLAN_PAGE_POLICY } };
    }),
  ];
}
