import { versionOf } from '#functions/middleware/etag.ts';
import { stale } from '#functions/api/registers/refuse-stale.ts';
import type { ClaimFor } from '#functions/middleware/idempotency.ts';
import type { Principal, Scope } from '#shared/domain/access/access.ts';
import type { Household } from '#shared/domain/household/household.ts';
import { refuseMerged } from '#shared/domain/merge/refuse-merged.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import type { KeptAnswer } from '#shared/idempotency/claim.ts';
import { Problem } from '#shared/problems.ts';

import { refuseOutsideScope } from './in-scope.ts';
import { recordOn, type Decided, type RecordOnDeps } from './record-on.ts';

/** A part of a household: the version in which it was said last (0: never), what it says now, and what was sent in its place. */
type Part = { readonly saidIn: number; readonly now: object; readonly sent: object };

export type RecordPartDeps = RecordOnDeps & { households: Pick<HouseholdStore, 'entries'> };

export type PartCall = {
  params: { id: string };
  principal: Principal;
  scopes: readonly Scope[];
  clock: () => Date;
  ifMatch: string | undefined;
};

/**
 * Records a new word on a part of a household in the scope: its mentor, its plan, who lives there. `decide` has the caller's
 * `If-Match` judged by `refuseStale`. Throws what `recordOn` throws, and what `refuseStalePart` throws.
 */
export async function recordPart<Answer extends KeptAnswer>(
  deps: RecordPartDeps,
  { params, principal, scopes, clock, ifMatch }: PartCall,
  decide: (standing: Household, refuseStale: (part: Part) => Promise<void>) => Promise<Decided<Answer>>,
  claimFor: ClaimFor<Answer> = () => undefined,
): Promise<{ answer: Answer; household: Household }> {
  return await recordOn(
    deps,
    { id: params.id, principal, clock },
    async (standing) => {
      refuseOutsideScope(standing, scopes);
      refuseMerged(standing);
      return await decide(standing, (part) => refuseStalePart(deps.households, standing, part, ifMatch));
    },
    claimFor,
  );
}

/**
 * Lets a caller replace a part of a household when the part is as it was in the version that the caller read: what others recorded
 * meanwhile of other parts does not matter. Throws `precondition-required` without `If-Match`, and `version-conflict` with what differs
 * from what was sent, and who said it when.
 */
async function refuseStalePart(
  households: Pick<HouseholdStore, 'entries'>,
  household: Household,
  { saidIn, now, sent }: Part,
  ifMatch: string | undefined,
): Promise<void> {
  if (ifMatch === undefined) throw new Problem('precondition-required', { version: household.version });
  const read = versionOf(ifMatch);
  if (ifMatch.trim() === '*' || (read !== undefined && read >= Math.max(1, saidIn) && read <= household.version))
    return;
  const [entry] = saidIn === 0 ? [] : await households.entries(household.id, saidIn - 1, 1);
  const standing = {
    version: household.version,
    changedAt: entry?.recordedAt ?? household.updatedAt,
    changedBy: entry?.recordedBy.sub ?? '',
  };
  throw stale(standing, now, sent);
}
