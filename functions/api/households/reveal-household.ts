import type { Call } from '#functions/middleware/call.ts';
import type { AccessLog } from '#shared/access-log/access-log.ts';
import type { revealHousehold as contract } from '#shared/contracts/households.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import type { ReadAs } from '#shared/domain/access/field-privacy.ts';
import { readingOf } from '#shared/domain/access/reading.ts';
import { toldDetails, toldIndicators } from '#shared/domain/access/told-fields.ts';
import type { Household } from '#shared/domain/household/household.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import { bangkokDay } from '#shared/thai/bangkok-time.ts';
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
  const today = bangkokDay(now);
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
    ...(fields.has('indicators')
      ? indicatorsOf(household, { ...readingOf(principal, household, today), asked: true })
      : {}),
  };
}

/** What is coded of its needs and its places on lists: to a unit that says what for, also what no file shows. */
function indicatorsOf(
  { needs, targets }: Household,
  reader: ReadAs,
): Pick<ReplyOf<typeof contract>, 'needs' | 'targets'> {
  return {
    needs: needs.map((need) => {
      const { indicator, category } = toldDetails(need, reader, true);
      return { id: need.id, indicator: indicator ?? null, category: category ?? null };
    }),
    targets: targets.map(({ list, personId, indicators }) => ({
      list,
      personId,
      indicators: toldIndicators(indicators, reader),
    })),
  };
}
