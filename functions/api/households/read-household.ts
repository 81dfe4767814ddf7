import type { Call } from '#functions/middleware/call.ts';
import type { readHousehold as contract } from '#shared/contracts/households.ts';
import type { AccessLog } from '#shared/access-log/access-log.ts';
import type { BreakGlassReader } from '#shared/break-glass/break-glass-store.ts';
import type { Household } from '#shared/domain/household/household.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import type { TargetListStore } from '#shared/target-list/target-list-store.ts';

import { householdToRead } from './household-to-read.ts';
import { viewOf, type HouseholdView } from './view-of.ts';

export type ReadHousehold = HouseholdView & { household: Household };

/** The file of a household; that it was read is logged before it is shown. Throws `household-not-found` outside the scope without a break-glass. */
export async function readHousehold(
  deps: {
    households: HouseholdStore;
    lists: Pick<TargetListStore, 'get'>;
    accessLog: AccessLog;
    breakGlass: BreakGlassReader;
  },
  { params, scopes, principal, now }: Pick<Call<typeof contract>, 'params' | 'scopes' | 'principal' | 'now'>,
): Promise<ReadHousehold> {
  const { household, byGlass } = await householdToRead(deps, params.id, { scopes, principal, now });
  const { sub, roles } = principal;
  // Side by side: nothing is shown before both are done.
  const [view] = await Promise.all([
    viewOf(deps, household, principal, now, byGlass),
    deps.accessLog.record({
      household: household.id,
      at: now.toISOString(),
      sub,
      roles,
      action: byGlass ? 'BREAK_GLASS' : 'READ',
    }),
  ]);
  return { household, ...view };
}
