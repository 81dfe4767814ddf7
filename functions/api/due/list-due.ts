import type { Call } from '#functions/middleware/call.ts';
import type { Cursors } from '#functions/middleware/cursor.ts';
import type { AccessLog } from '#shared/access-log/access-log.ts';
import type { listDue as contract } from '#shared/contracts/due.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import { placeInOrder, type DueItem, type DueKind } from '#shared/domain/due/due-item.ts';
import { DUE_WORDS } from '#shared/domain/due/due-words.ts';
import { provincesAsked, queuesOf, type Queue } from '#shared/domain/due/queues.ts';
import type { DueStore } from '#shared/due/due-store.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import { Problem } from '#shared/problems.ts';
import { bangkokDay, daysBetween, formatBangkok } from '#shared/thai/bangkok-time.ts';

import type { CommitteeOf } from './committee-of.ts';
import { computedItems, type ComputedDeps } from './computed-items.ts';
import { showHouseholdOf } from './show-household-of.ts';

/** Items are counted exactly up to so many; beyond them a tile says that there are more. */
const COUNTED = 5000;

type Reply = ReplyOf<typeof contract>;

export type DueDeps = ComputedDeps & {
  due: Pick<DueStore, 'shown'>;
  committeeOf: CommitteeOf;
  households: Pick<HouseholdStore, 'getMany' | 'listLed'>;
  accessLog: Pick<AccessLog, 'recordPage'>;
  cursors: Cursors;
};

/**
 * What waits for the account today, of all its grants: counted and listed from the same rows. Whose names a page shows is logged; with
 * `limit=0` it shows none. Throws `cursor-invalid`.
 */
export async function listDue(
  deps: DueDeps,
  { query, principal, scopes, now }: Pick<Call<typeof contract>, 'query' | 'principal' | 'scopes' | 'now'>,
): Promise<Reply> {
  const { kind, cursor, limit } = query;
  const today = bangkokDay(now);
  const committee = await deps.committeeOf(provincesAsked(principal), now);
  const queues = queuesOf(principal, committee);
  const binding = ['due', principal.sub, kind ?? null];
  const after = cursor === undefined ? undefined : positionOf(deps.cursors.read(cursor, binding));
  const found = await Promise.all([
    computedItems(deps, principal, committee, today),
    ...queues.map((queue) => itemsOf(deps, queue, today)),
  ]);
  const items = found
    .flat()
    .filter((item) => kind === undefined || item.kind === kind)
    .map((item) => ({ item, place: placeInOrder(item) }))
    .toSorted((a, b) => (a.place < b.place ? -1 : 1));
  const counts: Partial<Record<DueKind, number>> = {};
  for (const { item } of items) counts[item.kind] = (counts[item.kind] ?? 0) + 1;

  const left = after === undefined ? items : items.filter(({ place }) => place > after);
  const page = left.slice(0, limit);
  const documents = await deps.households.getMany(page.flatMap(({ item }) => item.household ?? []));
  const shown = page.map(({ item }) => {
    const household = item.household === null ? undefined : documents.get(item.household);
    return { item, household, told: household && showHouseholdOf(item, household, scopes, today) };
  });
  const named = shown.flatMap(({ household, told }) => (household && told?.id === household.id ? [household] : []));
  const { sub, roles } = principal;
  if (named.length > 0)
    await deps.accessLog.recordPage({ at: now.toISOString(), sub, roles, action: 'LIST', households: named });
  const last = page.at(-1);
  return {
    asOf: formatBangkok(now),
    today,
    ...(items.length > COUNTED ? { total: null, atLeast: COUNTED } : { total: items.length }),
    counts,
    items: shown.map(({ item, told }) => ({
      kind: item.kind,
      dueOn: item.dueOn,
      since: item.since,
      priority: item.priority,
      overdueDays: Math.max(0, daysBetween(item.dueOn, today)),
      ...(told ? { household: told } : {}),
      ...(item.ref === item.household ? {} : { ref: item.ref }),
      what: DUE_WORDS[item.kind][0],
    })),
    nextCursor: last && left.length > page.length ? deps.cursors.sign([last.place], binding) : null,
  };
}

async function itemsOf({ due }: DueDeps, { owner, kinds }: Queue, today: string): Promise<DueItem[]> {
  const items = await due.shown(owner, today, COUNTED + 1);
  return kinds ? items.filter(({ kind }) => kinds.includes(kind)) : items;
}

function positionOf(keys: readonly string[]): string {
  const [place, ...rest] = keys;
  if (place === undefined || rest.length > 0) throw new Problem('cursor-invalid');
  return place;
}
