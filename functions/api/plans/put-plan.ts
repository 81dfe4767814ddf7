import { recordPart, type PartCall, type RecordPartDeps } from '#functions/api/households/record-part.ts';
import type { Call } from '#functions/middleware/call.ts';
import type { ClaimFor } from '#functions/middleware/idempotency.ts';
import type { CatalogueName } from '#shared/contracts/catalogues.ts';
import type { putPlan as contract } from '#shared/contracts/plans.ts';
import { lastSaidPlan, nextPlan, planIn, refusePlanStep, type Plans } from '#shared/domain/case/plan.ts';
import { BUILT_IN_ENTRIES, type CatalogueEntry } from '#shared/domain/catalogue/catalogue.ts';
import { planEntry } from '#shared/domain/logbook/kinds/plan.ts';
import { Problem } from '#shared/problems.ts';
import type { RegisterStore } from '#shared/register/register-store.ts';

export type PutPlanDeps = RecordPartDeps & {
  catalogue: (name: CatalogueName) => Pick<RegisterStore<CatalogueEntry>, 'getMany'>;
};

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
      await refuseUnknown(deps, body, standing);
      return { bodies: [planEntry(next)], answer: { version: next.version } };
    },
    claimFor,
  );
}

/** Throws `invalid-input` with each entry of the menu, and each project, that no catalogue has or that is closed; the plan keeps what it names. */
async function refuseUnknown(
  { catalogue }: Pick<PutPlanDeps, 'catalogue'>,
  { items }: Call<typeof contract>['body'],
  { plan, planDraft }: Plans,
): Promise<void> {
  const before = [plan, planDraft].flatMap((one) => one?.items ?? []);
  const unknown = async (name: CatalogueName, field: 'menuItem' | 'project', message: string) => {
    const named = items.flatMap((item, at) =>
      item[field] === undefined || before.some((one) => one[field] === item[field]) ? [] : [{ id: item[field], at }],
    );
    if (named.length === 0) return [];
    const stored = await catalogue(name).getMany(named.map(({ id }) => id));
    const known = new Map([...(BUILT_IN_ENTRIES[name] ?? []), ...stored].map((entry) => [entry.id, entry]));
    return named.flatMap(({ id, at }) => {
      const entry = known.get(id);
      return entry && entry.said['active'] !== false
        ? []
        : [{ pointer: `/items/${at}/${field}`, message, code: 'not-in-catalogue' }];
    });
  };
  const errors = [
    ...(await unknown('menu-items', 'menuItem', 'ไม่พบเมนูแก้จนนี้ หรือเลิกใช้แล้ว')),
    ...(await unknown('projects', 'project', 'ไม่พบโครงการนี้ หรือเลิกใช้แล้ว')),
  ];
  if (errors.length > 0) throw new Problem('invalid-input', { errors });
}
