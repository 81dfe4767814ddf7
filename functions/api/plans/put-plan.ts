import { refuseOutsideScope } from '#functions/api/households/in-scope.ts';
import { recordOn, type RecordOnDeps } from '#functions/api/households/record-on.ts';
import { refuseStalePart } from '#functions/api/logbook/refuse-stale-part.ts';
import type { Call } from '#functions/middleware/call.ts';
import type { ClaimFor } from '#functions/middleware/idempotency.ts';
import type { CatalogueName } from '#shared/contracts/catalogues.ts';
import type { putPlan as contract } from '#shared/contracts/plans.ts';
import { lastSaidPlan, nextPlan, planIn, refusePlanStep, type Plans } from '#shared/domain/case/plan.ts';
import { BUILT_IN_ENTRIES, type CatalogueEntry } from '#shared/domain/catalogue/catalogue.ts';
import { planEntry } from '#shared/domain/logbook/kinds/plan.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import { Problem } from '#shared/problems.ts';
import type { RegisterStore } from '#shared/register/register-store.ts';

export type PutPlanDeps = RecordOnDeps & {
  households: Pick<HouseholdStore, 'entries'>;
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
  {
    params,
    body,
    principal,
    scopes,
    clock,
    ifMatch,
  }: Pick<Call<typeof contract>, 'params' | 'body' | 'principal' | 'scopes' | 'clock' | 'ifMatch'>,
  claimFor: ClaimFor<PutPlanAnswer>,
) {
  return await recordOn<PutPlanAnswer>(
    deps,
    { id: params.id, principal, clock },
    async (standing) => {
      refuseOutsideScope(standing, scopes);
      const { version: _version, ...now } = lastSaidPlan(standing) ?? { version: 0 };
      await refuseStalePart(deps.households, standing, { saidIn: planIn(standing), now }, ifMatch, body);
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
