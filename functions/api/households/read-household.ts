import type { Call } from '#functions/middleware/call.ts';
import type { readHousehold as contract } from '#shared/contracts/households.ts';
import type { AccessLog } from '#shared/access-log/access-log.ts';
import type { Household } from '#shared/domain/household/household.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import { bangkokDay } from '#shared/thai/bangkok-time.ts';

import { householdInScope } from './in-scope.ts';

/** The file of a household; that it was read is logged before it is shown. Throws `household-not-found` outside the scope. */
export async function readHousehold(
  deps: { households: HouseholdStore; accessLog: AccessLog },
  { params, scopes, principal, now }: Pick<Call<typeof contract>, 'params' | 'scopes' | 'principal' | 'now'>,
): Promise<Household> {
  const household = await householdInScope(deps.households, params.id, scopes, bangkokDay(now));
  const { sub, roles } = principal;
  await deps.accessLog.record({ household: household.id, at: now.toISOString(), sub, roles, action: 'READ' });
  return household;
}
