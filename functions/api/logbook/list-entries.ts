import type { Call } from '#functions/middleware/call.ts';
import type { Cursors } from '#functions/middleware/cursor.ts';
import { householdInScope } from '#functions/api/households/in-scope.ts';
import type { AccessLog } from '#shared/access-log/access-log.ts';
import type { listLogbook as contract } from '#shared/contracts/logbook-routes.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import { Problem } from '#shared/problems.ts';

import { showEntry } from './show-entry.ts';

/** The entries of a household in the scope, oldest first. That they were read is logged. */
export async function listEntries(
  deps: { households: HouseholdStore; accessLog: AccessLog; cursors: Cursors },
  {
    params,
    query,
    scopes,
    principal,
    now,
  }: Pick<Call<typeof contract>, 'params' | 'query' | 'scopes' | 'principal' | 'now'>,
): Promise<ReplyOf<typeof contract>> {
  const household = await householdInScope(deps.households, params.id, scopes);
  const binding = ['logbook', principal.sub, scopes, household.id];
  const after = query.cursor === undefined ? 0 : versionIn(deps.cursors.read(query.cursor, binding));
  const { sub, roles } = principal;
  // Side by side: nothing is shown before both are done.
  const [entries] = await Promise.all([
    deps.households.entries(household.id, after, query.limit + 1),
    deps.accessLog.record({ household: household.id, at: now.toISOString(), sub, roles, action: 'LOGBOOK' }),
  ]);
  const page = entries.slice(0, query.limit);
  const last = page.at(-1);
  return {
    items: page.map(showEntry),
    nextCursor: entries.length > page.length && last ? deps.cursors.sign([String(last.version)], binding) : null,
  };
}

function versionIn([version]: readonly string[]): number {
  const number = Number(version);
  if (!Number.isSafeInteger(number) || number < 0) throw new Problem('cursor-invalid');
  return number;
}
