import { coversArea, type Scope } from '#shared/domain/access/access.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import type { readCommittee as contract } from '#shared/contracts/committees.ts';
import { areasFromAbove, DEFAULT_COMMITTEE, orderInForce } from '#shared/domain/statistics/committee.ts';
import { formatBangkok } from '#shared/thai/bangkok-time.ts';
import type { CommitteeOrder, CommitteeStore } from '#shared/committee/committee-store.ts';
import { Problem } from '#shared/problems.ts';
import { isKnownArea } from '#shared/reference/area-codes.ts';

type Reply = ReplyOf<typeof contract>;

/** A province, district or sub-district in the scope. Throws `area-not-found`, `outside-scope`. */
export function committeeArea(area: string, scopes: readonly Scope[]): string {
  if (!/^\d{2,6}$/.test(area) || !isKnownArea(area)) throw new Problem('area-not-found');
  if (!coversArea(scopes, area)) throw new Problem('outside-scope');
  return area;
}

/** The order in force for an area: its own, else that of the nearest area above, else the agencies of the letters' table. */
export async function readCommittee(committees: CommitteeStore, area: string): Promise<Reply> {
  const newest = await Promise.all(areasFromAbove(area).map((each) => committees.newest(each)));
  const order = orderInForce(
    newest.filter((each) => each !== undefined),
    area,
  );
  if (order?.area === area) return show(order);
  if (order) return { ...show(order), area, version: 0, inheritedFrom: order.area };
  return {
    area,
    version: 0,
    orderNo: null,
    orderDate: null,
    agencies: [...DEFAULT_COMMITTEE],
    inheritedFrom: null,
    recordedAt: null,
  };
}

export function show(order: CommitteeOrder): Reply {
  return { ...order, inheritedFrom: null, recordedAt: formatBangkok(new Date(order.recordedAt)) };
}
