import type { Call } from '#functions/middleware/call.ts';
import type { AccessLog } from '#shared/access-log/access-log.ts';
import type { revealHousehold as contract } from '#shared/contracts/households.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import { idTypeOf } from '#shared/thai/citizen-id.ts';

import { householdInScope } from './in-scope.ts';
import { birthDateText } from './show-household.ts';

/** The asked fields without masks. Who, which fields and what for is logged before anything is shown (domain.md §7.7). */
export async function revealHousehold(
  deps: { households: HouseholdStore; accessLog: AccessLog },
  {
    params,
    body,
    scopes,
    principal,
    now,
  }: Pick<Call<typeof contract>, 'params' | 'body' | 'scopes' | 'principal' | 'now'>,
): Promise<ReplyOf<typeof contract>> {
  const household = await householdInScope(deps.households, params.id, scopes);
  const fields = new Set(body.fields);
  await deps.accessLog.record({
    household: household.id,
    at: now.toISOString(),
    sub: principal.sub,
    roles: principal.roles,
    action: 'REVEAL',
    fields: [...fields],
    purpose: body.purpose,
  });
  return {
    id: household.id,
    version: household.version,
    ...(fields.has('houseCode') ? { houseCode: household.houseCode ?? null } : {}),
    members: household.members.map(({ id, citizenId, birthDate, telephone }) => ({
      id,
      ...(fields.has('citizenId') ? { citizenId: citizenId ?? null, idType: idTypeOf(citizenId) } : {}),
      ...(fields.has('telephone') ? { telephone: telephone ?? null } : {}),
      ...(fields.has('birthDate') ? { birthDate: birthDateText(birthDate) } : {}),
    })),
  };
}
