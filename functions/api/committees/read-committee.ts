import { coversArea, type Scope } from '#shared/domain/access/access.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import type { readCommittee as contract } from '#shared/contracts/committees.ts';
import { formatBangkok } from '#shared/thai/bangkok-time.ts';
import type { CommitteeOrder, CommitteeStore } from '#shared/committee/committee-store.ts';
import { Problem } from '#shared/problems.ts';
import { agencies } from '#shared/reference/agencies.ts';
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
  const own = await committees.newest(area);
  if (own) return show(own);
  for (let length = area.length - 2; length >= 2; length -= 2) {
    const above = await committees.newest(area.slice(0, length));
    if (above) return { ...show(above), area, version: 0, inheritedFrom: above.area };
  }
  return {
    area,
    version: 0,
    orderNo: null,
    orderDate: null,
    agencies: agencies.filter(({ inSeedTable }) => inSeedTable).map(({ slug }) => slug),
    inheritedFrom: null,
    recordedAt: null,
  };
}

export function show(order: CommitteeOrder): Reply {
  return { ...order, inheritedFrom: null, recordedAt: formatBangkok(new Date(order.recordedAt)) };
}
