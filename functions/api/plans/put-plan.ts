import { refuseUnlisted, type CatalogueReader, type Listed } from '#functions/api/registers/refuse-unlisted.ts';
import { recordPart, type PartCall, type RecordPartDeps } from '#functions/api/households/record-part.ts';
import type { Call } from '#functions/middleware/call.ts';
import type { ClaimFor } from '#functions/middleware/idempotency.ts';
import type { putPlan as contract } from '#shared/contracts/plans.ts';
import { lastSaidPlan, nextPlan, planIn, refusePlanStep, type Plans } from '#shared/domain/case/plan.ts';
import { planEntry } from '#shared/domain/logbook/kinds/plan.ts';

export type PutPlanDeps = RecordPartDeps & { catalogue: CatalogueReader };

/** What is kept for a caller's key. */
export type PutPlanAnswer = { version: number };

/**
 * Says a version of the plan of a household in the scope. Throws `household-not-found`, `precondition-required`, `version-conflict` when
 * somebody else changed the plan meanwhile, `transition-not-allowed`, and what the kind refuses.
 */
export async function putPlan(
  deps: PutPlanDeps,
  call: PartCall & Pick<Call<typeof contract>, 'body'>,
  claimFor: ClaimFor<PutPlanAnswer>,
) {
  const { body } = call;
  return await recordPart<PutPlanAnswer>(
    deps,
    call,
    async (standing, refuseStale) => {
      const { version: _version, ...now } = lastSaidPlan(standing) ?? { version: 0 };
      await refuseStale({ saidIn: planIn(standing), now, sent: body });
      const next = nextPlan(standing, body);
      refusePlanStep(standing, next);
      await refuseUnlisted(deps.catalogue, listedIn(body, standing));
      return { bodies: [planEntry(next)], answer: { version: next.version } };
    },
    claimFor,
  );
}

/** What the items name of catalogues; what the plan named before, it keeps. */
function listedIn({ items }: Call<typeof contract>['body'], { plan, planDraft }: Plans): Listed[] {
  const before = [plan, planDraft].flatMap((one) => one?.items ?? []);
  const named = (field: 'menuItem' | 'project', catalogue: Listed['catalogue']): Listed[] =>
    items.flatMap(({ [field]: id }, at) =>
      id === undefined || before.some((one) => one[field] === id)
        ? []
        : [{ catalogue, id, pointer: `/items/${at}/${field}` }],
    );
  return [...named('menuItem', 'menu-items'), ...named('project', 'projects')];
}
