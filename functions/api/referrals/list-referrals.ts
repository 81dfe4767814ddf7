import type { Call } from '#functions/middleware/call.ts';
import type { Cursors } from '#functions/middleware/cursor.ts';
import type { listReferrals as contract } from '#shared/contracts/referrals.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import { coversHousehold, type Principal, type Scope } from '#shared/domain/access/access.ts';
import { placed } from '#shared/domain/access/placed.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import { Problem } from '#shared/problems.ts';
import type { Box, BoxPosition, ReferralItem, ReferralStore } from '#shared/referral/referral-store.ts';
import { isWithin } from '#shared/thai/area-code.ts';
import { bangkokDay } from '#shared/thai/bangkok-time.ts';

import { isLate, showItem } from './show-referral.ts';
import { unitOf } from './standing.ts';

/** So many items of a box are looked at for a page; then it comes short, and its cursor goes on. */
const LOOKED_AT = 2000;
/** Read at once at most: more the longer a page looks, so that a filter that few fit is not many small reads. */
const MOST_AT_ONCE = 500;

type Deps = {
  households: Pick<HouseholdStore, 'getMany'>;
  referrals: Pick<ReferralStore, 'list'>;
  cursors: Cursors;
};

/**
 * Referrals to an agency or from a unit, newest first, of those that the account may see: an agency its own, an office those that
 * its area sent or whose household lives there, a mentor those of its households.
 */
export async function listReferrals(
  deps: Deps,
  { query, scopes, principal, now }: Pick<Call<typeof contract>, 'query' | 'scopes' | 'principal' | 'now'>,
): Promise<ReplyOf<typeof contract>> {
  const { cursor, limit, ...filters } = query;
  const today = bangkokDay(now);
  const box = boxOf(filters, scopes, principal);
  const binding = ['referrals', principal.sub, scopes, filters];
  let after = cursor === undefined ? undefined : positionOf(deps.cursors.read(cursor, binding));
  const found: ReferralItem[] = [];
  let isEnd = false;
  let atOnce = limit;
  for (let lookedAt = 0; found.length < limit && !isEnd && lookedAt < LOOKED_AT;) {
    const items = await deps.referrals.list(box, after, atOnce);
    lookedAt += items.length;
    isEnd = items.length < atOnce;
    atOnce = Math.min(MOST_AT_ONCE, atOnce * 2);
    const mine = await visibleIn(deps.households, items, scopes);
    for (const item of items) {
      after = item;
      if (!mine.has(item.id) || !fits(item, filters, today)) continue;
      found.push(item);
      if (found.length === limit) {
        isEnd = isEnd && item === items.at(-1);
        break;
      }
    }
  }
  const agencies = agenciesOf(scopes);
  return {
    items: found.map((item) => showItem(item, agencies.includes(item.toAgency), today)),
    nextCursor: isEnd || after === undefined ? null : deps.cursors.sign([after.sentAt, after.id], binding),
  };
}

type Filters = Pick<Call<typeof contract>['query'], 'to' | 'from' | 'status' | 'overdue'>;

/** The box that is read: what is asked for, else the account's own. Throws `outside-scope` for one that holds nothing for it. */
function boxOf({ to, from }: Filters, scopes: readonly Scope[], principal: Principal): Box {
  const agencies = agenciesOf(scopes);
  const areas = scopes.flatMap((scope) => (scope.kind === 'area' || scope.kind === 'mentor' ? [scope.area] : []));
  if (to !== undefined) {
    if (areas.length === 0 && !agencies.includes(to)) throw new Problem('outside-scope');
    return { to };
  }
  if (from !== undefined) {
    const isNear =
      (from === unitOf(principal) && areas.length > 0) ||
      areas.some((area) => isWithin(from.slice(0, 4), area) || isWithin(area, from));
    if (!isNear && agencies.length === 0) throw new Problem('outside-scope');
    return { from };
  }
  const [agency] = agencies;
  if (agency !== undefined) return { to: agency };
  const unit = unitOf(principal) ?? areas[0];
  if (unit === undefined) throw new Problem('outside-scope');
  // A field team sends nothing itself: it looks at what the district of its sub-districts has sent.
  return { from: /^\d{6}$/u.test(unit) ? unit.slice(0, 4) : unit };
}

function agenciesOf(scopes: readonly Scope[]): string[] {
  return scopes.flatMap((scope) => (scope.kind === 'agency' ? [scope.agency] : []));
}

function fits(item: ReferralItem, { to, from, status, overdue }: Filters, today: string): boolean {
  if (to !== undefined && item.toAgency !== to) return false;
  if (from !== undefined && item.from !== from) return false;
  if (status !== undefined && item.status !== status) return false;
  return overdue === undefined || isLate(item, today) === (overdue === 'true');
}

/** Ids of the items that a scope shows. Only mentors ask the households, whose they are. */
async function visibleIn(
  households: Pick<HouseholdStore, 'getMany'>,
  items: readonly ReferralItem[],
  scopes: readonly Scope[],
): Promise<ReadonlySet<string>> {
  const visible = new Set(items.filter((item) => scopes.some((scope) => shows(scope, item))).map(({ id }) => id));
  const mentors = scopes.filter(({ kind }) => kind === 'mentor');
  const left = mentors.length === 0 ? [] : items.filter(({ id }) => !visible.has(id));
  const documents = await households.getMany(left.map(({ household }) => household));
  for (const { id, household } of left) {
    const document = documents.get(household);
    if (document && coversHousehold(mentors, placed(document))) visible.add(id);
  }
  return visible;
}

function shows(scope: Scope, { toAgency, from, areaCode }: ReferralItem): boolean {
  switch (scope.kind) {
    case 'nation':
      return true;
    case 'agency':
      return scope.agency === toAgency;
    case 'area':
      return isWithin(areaCode, scope.area) || isWithin(from.slice(0, 4), scope.area);
    case 'mentor':
      return false;
  }
}

function positionOf(keys: readonly string[]): BoxPosition {
  const [sentAt, id, ...rest] = keys;
  if (sentAt === undefined || id === undefined || rest.length > 0) throw new Problem('cursor-invalid');
  return { sentAt, id };
}
