import type { Call } from '#functions/middleware/call.ts';
import { isMatched, versionOf } from '#functions/middleware/etag.ts';
import type { CommitteeOrder, CommitteeStore } from '#shared/committee/committee-store.ts';
import type { putCommittee as contract } from '#shared/contracts/committees.ts';
import { Problem } from '#shared/problems.ts';

/**
 * Puts the next order of an area. The first one needs no `If-Match`; then it is wanted (`precondition-required`), and another
 * version than the newest is refused with what changed since (`version-conflict`), and so is `*` where there is no order yet.
 */
export async function putCommittee(
  committees: CommitteeStore,
  area: string,
  { body, ifMatch, now }: Pick<Call<typeof contract>, 'body' | 'ifMatch' | 'now'>,
): Promise<CommitteeOrder> {
  const newest = await committees.newest(area);
  if (ifMatch === undefined && newest) throw new Problem('precondition-required', { version: newest.version });
  const standing = newest?.version ?? 0;
  if (ifMatch !== undefined && !isMatched(ifMatch, standing))
    throw await conflict(committees, area, versionOf(ifMatch));
  const order: CommitteeOrder = {
    area,
    version: standing + 1,
    orderNo: body.orderNo,
    orderDate: body.orderDate,
    agencies: body.agencies,
    recordedAt: now.toISOString(),
  };
  if (!(await committees.put(order))) throw await conflict(committees, area, standing);
  return order;
}

/** Names the fields in which the newest order differs from the one that the caller saw. */
async function conflict(committees: CommitteeStore, area: string, seen: number | undefined): Promise<Problem> {
  const newest = await committees.newest(area);
  const before = (await committees.history(area)).find((order) => order.area === area && order.version === seen);
  const fields = ['orderNo', 'orderDate', 'agencies'] as const;
  const changed = fields.filter((field) => JSON.stringify(newest?.[field]) !== JSON.stringify(before?.[field]));
  return new Problem('version-conflict', { version: newest?.version ?? 0, changed });
}
