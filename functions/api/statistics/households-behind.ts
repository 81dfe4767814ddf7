import type { Call } from '#functions/middleware/call.ts';
import type { Cursors } from '#functions/middleware/cursor.ts';
import type { AccessLog } from '#shared/access-log/access-log.ts';
import type { listHouseholdsBehind as contract } from '#shared/contracts/statistics.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import { coversArea, type Scope } from '#shared/domain/access/access.ts';
import type { RollUp } from '#shared/domain/organisation/organisation.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import { Problem } from '#shared/problems.ts';
import type { Figures } from '#shared/statistics/figures.ts';
import type { TargetListStore } from '#shared/target-list/target-list-store.ts';

import { selectionOf } from './selection.ts';

export type BehindDeps = {
  households: Pick<HouseholdStore, 'factsOf'>;
  accessLog: Pick<AccessLog, 'recordPage'>;
  cursors: Cursors;
};

/**
 * Ids of the households behind a figure, in order, a page at a time. An office of the area opens every figure of it; an
 * agency opens the figures of its own row, not those of the offices that are counted as it.
 */
export async function listHouseholdsBehind(
  deps: BehindDeps & { figures: Figures; lists: Pick<TargetListStore, 'get'> },
  call: Pick<Call<typeof contract>, 'query' | 'scopes' | 'principal' | 'now'>,
): Promise<ReplyOf<typeof contract>> {
  const { query, scopes, now } = call;
  const { agency, figure, rollUp = 'office' } = query;
  const selection = await selectionOf(deps.lists, query, scopes, now);
  if (!opens(scopes, query.area, agency, rollUp)) throw new Problem('outside-scope');
  const ids = await deps.figures.households(
    { ...selection, agency: agency === 'none' ? null : agency, figure, rollUp },
    now,
  );
  return await pageBehind(deps, call, ids.toSorted(), [selection, agency, figure, rollUp]);
}

/**
 * The page that a call asks for of sorted ids. `asked` is what else the cursor is bound to. A line of the access log for each household of
 * the page comes before the answer.
 */
export async function pageBehind(
  deps: BehindDeps,
  {
    query: { cursor, limit },
    scopes,
    principal,
    now,
  }: Pick<Call<typeof contract>, 'scopes' | 'principal' | 'now'> & {
    query: { cursor?: string | undefined; limit: number };
  },
  ids: readonly string[],
  asked: readonly unknown[],
): Promise<ReplyOf<typeof contract>> {
  const { sub, roles } = principal;
  const binding = ['behind', sub, scopes, ...asked];
  const [after = ''] = cursor === undefined ? [] : deps.cursors.read(cursor, binding);
  const rest = ids.filter((id) => id > after);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  // Lines are kept by district, and a figure of an area also holds households that have moved out of it.
  const households = await deps.households.factsOf(page);
  await deps.accessLog.recordPage({ at: now.toISOString(), sub, roles, action: 'LIST', households });
  return {
    items: page.map((id) => ({ id })),
    nextCursor: rest.length > page.length && last !== undefined ? deps.cursors.sign([last], binding) : null,
  };
}

function opens(scopes: readonly Scope[], area: string, agency: string, rollUp: RollUp): boolean {
  const offices = scopes.filter(({ kind }) => kind !== 'agency');
  if (coversArea(offices, area)) return true;
  return rollUp === 'office' && scopes.some((scope) => scope.kind === 'agency' && scope.agency === agency);
}
