import { route, type BoundRoute } from '#functions/middleware/call.ts';
import { versionTag } from '#functions/middleware/etag.ts';
import type { CommitteeStore } from '#shared/committee/committee-store.ts';
import { putCommittee as putContract, readCommittee as readContract } from '#shared/contracts/committees.ts';

import { putCommittee } from './put-committee.ts';
import { committeeArea, readCommittee, show } from './read-committee.ts';

export type CommitteeDeps = { committees: CommitteeStore };

export function committeeCalls({ committees }: CommitteeDeps): readonly BoundRoute[] {
  return [
    route(readContract)(async ({ params, scopes }) => {
      const reply = await readCommittee(committees, committeeArea(params.area, scopes));
      return { reply, etag: versionTag(reply.version) };
    }),
    route(putContract)(async (call) => {
      const order = await putCommittee(committees, committeeArea(call.params.area, call.scopes), call);
      return { reply: show(order), etag: versionTag(order.version) };
    }),
  ];
}
