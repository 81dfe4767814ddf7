import type { Call } from '#functions/middleware/call.ts';
import type { ClaimFor } from '#functions/middleware/idempotency.ts';
import type {
  createTargetList,
  freezeTargetList,
  publishTargetList,
  supersedeTargetList,
} from '#shared/contracts/target-lists.ts';
import { manages } from '#shared/domain/access/manages.ts';
import { mayStep } from '#shared/domain/life-cycle.ts';
import { TARGET_LIST_LIFE_CYCLE, type TargetList } from '#shared/domain/target-list/target-list.ts';
import { Problem } from '#shared/problems.ts';
import type { TargetListStore } from '#shared/target-list/target-list-store.ts';

type Deps = { lists: TargetListStore; newId: () => string };

const ATTEMPTS = 5;

/** A draft for an area of the account. Throws `outside-scope`. */
export async function draftTargetList(
  deps: Deps,
  { body, scopes, now }: Pick<Call<typeof createTargetList>, 'body' | 'scopes' | 'now'>,
  claimFor: ClaimFor<{ id: string }>,
): Promise<TargetList> {
  if (!manages(scopes, body.scopeArea)) throw new Problem('outside-scope');
  const { openedOn, contactDays, wantsMentor, ...given } = body;
  const list: TargetList = {
    id: deps.newId(),
    version: 1,
    ...given,
    ...(openedOn === undefined ? {} : { openedOn }),
    ...(contactDays === undefined ? {} : { contactDays }),
    ...(wantsMentor === undefined ? {} : { wantsMentor }),
    status: 'DRAFT',
    createdAt: now.toISOString(),
  };
  await deps.lists.create(list, claimFor({ id: list.id }));
  return list;
}

type Step = Pick<
  Call<typeof publishTargetList | typeof freezeTargetList | typeof supersedeTargetList>,
  'params' | 'scopes' | 'now'
>;

/** DRAFT → PUBLISHED. Throws `list-not-draft`. */
export async function publish(deps: Deps, step: Step): Promise<TargetList> {
  return await move(deps, step, 'list-not-draft', { status: 'PUBLISHED', publishedAt: step.now.toISOString() });
}

/** PUBLISHED → FROZEN: the households on it now are the baseline. Throws `list-not-published`. */
export async function freeze(deps: Deps, step: Step): Promise<TargetList> {
  return await move(deps, step, 'list-not-published', { status: 'FROZEN', frozenAt: step.now.toISOString() });
}

/** FROZEN → SUPERSEDED: another list takes its place; its figures and the work of its time stay (casework A1-4). Throws `list-not-frozen`. */
export async function supersede(deps: Deps, step: Step): Promise<TargetList> {
  return await move(deps, step, 'list-not-frozen', { status: 'SUPERSEDED' });
}

async function move(
  { lists }: Deps,
  { params, scopes }: Step,
  refusal: 'list-not-draft' | 'list-not-frozen' | 'list-not-published',
  change: Pick<TargetList, 'status'> & Partial<TargetList>,
): Promise<TargetList> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const before = await lists.get(params.id);
    if (!before || !manages(scopes, before.scopeArea)) throw new Problem('target-list-not-found');
    if (!mayStep(TARGET_LIST_LIFE_CYCLE, before.status, change.status))
      throw new Problem(refusal, { listStatus: before.status });
    const after: TargetList = { ...before, ...change, version: before.version + 1 };
    if (await lists.update(before, after)) return after;
  }
  throw new Problem('busy');
}
