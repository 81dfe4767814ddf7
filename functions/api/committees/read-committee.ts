import { coversArea, type Scope } from '#shared/domain/access/access.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import type { listCommittees, readCommittee as contract } from '#shared/contracts/committees.ts';
import { coversOf, isMunicipalUnit, kindByCode, unitCovers, unitsKnownAt } from '#shared/domain/committee/units.ts';
import { areasFromAbove, DEFAULT_COMMITTEE, orderInForce } from '#shared/domain/statistics/committee.ts';
import { isWithin } from '#shared/thai/area-code.ts';
import { formatBangkok } from '#shared/thai/bangkok-time.ts';
import { unitOrderOf, type CommitteeOrder, type CommitteeStore } from '#shared/committee/committee-store.ts';
import { Problem } from '#shared/problems.ts';
import { isKnownPlace } from '#shared/reference/area-codes.ts';

type Reply = ReplyOf<typeof contract>;

/**
 * A unit in the scope, or `own`, the account's own: a province, district or sub-district, or a municipality of a district. Throws `area-not-found`,
 * `outside-scope`.
 */
export function committeeUnit(unit: string, scopes: readonly Scope[], own?: string): string {
  const area = isMunicipalUnit(unit) ? unit.slice(0, 4) : unit;
  if (!/^\d{2,6}$/.test(area) || !isKnownPlace(area)) throw new Problem('area-not-found');
  if (unit !== own && !coversArea(scopes, unit)) throw new Problem('outside-scope');
  return unit;
}

/** The order in force for a unit: its own, else that of the nearest area above, else the agencies of the letters' table. */
export async function readCommittee(committees: CommitteeStore, unit: string): Promise<Reply> {
  const newest = await Promise.all(areasFromAbove(unit).map((each) => committees.newest(each)));
  const order = orderInForce(
    newest.filter((each) => each !== undefined),
    unit,
  );
  if (order?.area === unit) return show(order);
  return {
    area: unit,
    unit,
    version: 0,
    kind: kindByCode(unit) ?? null,
    name: null,
    covers: [...coversOf(unit, undefined)],
    orderNo: order?.orderNo ?? null,
    orderDate: order?.orderDate ?? null,
    agencies: [...(order?.agencies ?? DEFAULT_COMMITTEE)],
    members: [],
    inheritedFrom: order?.area ?? null,
    recordedAt: order ? formatBangkok(new Date(order.recordedAt)) : null,
  };
}

export function show(order: CommitteeOrder): Reply {
  const { kind, name, covers, unit } = unitOrderOf(order);
  return {
    ...order,
    unit,
    kind,
    name,
    covers: [...covers],
    members: order.members ?? [],
    inheritedFrom: null,
    recordedAt: formatBangkok(new Date(order.recordedAt)),
  };
}

/** The units in an area, or that cover some of it, by the newest order of each, in the order of their codes. Throws `outside-scope`. */
export async function listUnits(
  committees: Pick<CommitteeStore, 'units'>,
  area: string,
  scopes: readonly Scope[],
  now: Date,
): Promise<ReplyOf<typeof listCommittees>> {
  if (!coversArea(scopes, area)) throw new Problem('outside-scope');
  const { orders } = await committees.units(area.slice(0, 2));
  const items = unitsKnownAt(orders, now.toISOString()).filter(
    ({ unit, covers }) => isWithin(unit, area) || unitCovers([area], covers),
  );
  return {
    items: items.map((order) => ({
      ...order,
      covers: [...order.covers],
      agencies: [...order.agencies],
      recordedAt: formatBangkok(new Date(order.recordedAt)),
    })),
    nextCursor: null,
  };
}
