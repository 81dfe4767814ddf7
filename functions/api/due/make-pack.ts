import { showHousehold } from '#functions/api/households/show-household.ts';
import { viewOf } from '#functions/api/households/view-of.ts';
import { showEntry } from '#functions/api/logbook/show-entry.ts';
import { showPlan } from '#functions/api/plans/show-plan.ts';
import type { Call } from '#functions/middleware/call.ts';
import type { AccessLog } from '#shared/access-log/access-log.ts';
import type { readPack as contract } from '#shared/contracts/pack.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import { coversHousehold, heldBy, type Principal } from '#shared/domain/access/access.ts';
import { placed } from '#shared/domain/access/placed.ts';
import { toldPlan } from '#shared/domain/access/told-plan.ts';
import { placeInOrder } from '#shared/domain/due/due-item.ts';
import { provincesAsked, queuesOf } from '#shared/domain/due/queues.ts';
import type { Household } from '#shared/domain/household/household.ts';
import { lastVisits } from '#shared/domain/household/last-visits.ts';
import type { LogbookEntry } from '#shared/domain/logbook/entry.ts';
import type { DueStore } from '#shared/due/due-store.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import type { TargetListStore } from '#shared/target-list/target-list-store.ts';
import { bangkokDay, formatBangkok } from '#shared/thai/bangkok-time.ts';

import type { CommitteeOf } from './committee-of.ts';

export type PackDeps = {
  due: Pick<DueStore, 'shown'>;
  committeeOf: CommitteeOf;
  households: Pick<HouseholdStore, 'getMany' | 'entries' | 'listLed'>;
  lists: Pick<TargetListStore, 'get'>;
  accessLog: Pick<AccessLog, 'record'>;
};

type Packed = ReplyOf<typeof contract>['items'][number];

/** Households of a pack. */
const MOST = 200;
/** Bytes of a pack, but for its last household: an answer of a function may have 6 MB. */
const MOST_BYTES = 4_000_000;
/** Items of a queue that are looked at for a pack. */
const QUEUE = 5000;
const VISITS = 3;
/** Households that are read and logged side by side. */
const AT_ONCE = 20;

/**
 * What a phone keeps for work without signal: the households that an account leads as mentor, and those of the queue of its unit or team, what
 * is due first first. Each is told as its file, its plan and its logbook tell it, and logged as read before it is shown. `more`: the
 * account has households that the pack had no room for.
 */
export async function makePack(
  deps: PackDeps,
  { principal, scopes, now }: Pick<Call<typeof contract>, 'principal' | 'scopes' | 'now'>,
): Promise<ReplyOf<typeof contract>> {
  const today = bangkokDay(now);
  const ids = await householdsOf(deps, principal, now);
  const lists = eachOnce(deps.lists);
  const items: Packed[] = [];
  let bytes = 0;
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const some = ids.slice(at, at + AT_ONCE);
    const documents = await deps.households.getMany(some);
    const readable = some
      .flatMap((id) => documents.get(id) ?? [])
      .filter(
        (household) =>
          household.mergedInto === undefined &&
          household.status !== 'DISSOLVED' &&
          coversHousehold(scopes, placed(household, today)),
      );
    const packed = await Promise.all(readable.map((household) => pack({ ...deps, lists }, household, principal, now)));
    const taken: Packed[] = [];
    let isFull = false;
    for (const one of packed) {
      isFull = items.length + taken.length >= MOST || bytes >= MOST_BYTES;
      if (isFull) break;
      taken.push(one);
      bytes += Buffer.byteLength(JSON.stringify(one));
    }
    const { sub, roles } = principal;
    await Promise.all(
      taken.map(({ household: { id } }) =>
        deps.accessLog.record({ household: id, at: now.toISOString(), sub, roles, action: 'READ' }),
      ),
    );
    items.push(...taken);
    if (isFull) return { asOf: formatBangkok(now), items, more: true };
  }
  return { asOf: formatBangkok(now), items, more: false };
}

/** Ids in the order of the queue; after them those that the account leads and that wait for nothing today. */
async function householdsOf(
  { due, committeeOf, households }: Pick<PackDeps, 'due' | 'committeeOf' | 'households'>,
  principal: Principal,
  now: Date,
): Promise<string[]> {
  const today = bangkokDay(now);
  const committee = await committeeOf(provincesAsked(principal), now);
  // What waits for an agency is told by its referrals.
  const queues = queuesOf(principal, committee).filter(({ owner }) => owner.kind !== 'agency');
  const isMentor = heldBy(principal).some(({ role }) => role === 'MENTOR');
  const [led, ...waiting] = await Promise.all([
    isMentor ? households.listLed(principal.sub) : [],
    ...queues.map(async ({ owner, kinds }) => {
      const items = await due.shown(owner, today, QUEUE);
      return kinds ? items.filter(({ kind }) => kinds.includes(kind)) : items;
    }),
  ]);
  const inOrder = waiting
    .flat()
    .map((item) => ({ household: item.household, place: placeInOrder(item) }))
    .toSorted((a, b) => (a.place < b.place ? -1 : 1));
  return [...new Set([...inOrder.flatMap(({ household }) => household ?? []), ...led.map(({ id }) => id)])];
}

async function pack(deps: PackDeps, household: Household, principal: Principal, now: Date): Promise<Packed> {
  const [view, visits] = await Promise.all([
    viewOf(deps, household, principal, now),
    Promise.all(
      lastVisits(household, VISITS).map(async ({ householdId, version }) => {
        const [entry] = await deps.households.entries(householdId, version - 1, 1);
        return entry;
      }),
    ),
  ]);
  const plan = household.plan ?? household.planDraft;
  return {
    household: showHousehold(household, view),
    plan: plan ? showPlan(household, toldPlan(plan, view.reading)) : null,
    visits: visits
      .filter((entry): entry is LogbookEntry => entry !== undefined)
      .map((entry) => showEntry(entry, household, principal, view.reading)),
  };
}

/** Target lists, each of which is read once for a pack. */
function eachOnce(lists: Pick<TargetListStore, 'get'>): Pick<TargetListStore, 'get'> {
  const read = new Map<string, ReturnType<typeof lists.get>>();
  return {
    get: (id) => {
      const reading = read.get(id) ?? lists.get(id);
      read.set(id, reading);
      return reading;
    },
  };
}
