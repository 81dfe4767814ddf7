import { route, type BoundRoute } from '#functions/middleware/call.ts';
import { versionTag } from '#functions/middleware/etag.ts';
import type { CommitteeStore } from '#shared/committee/committee-store.ts';
import {
  listCommittees,
  putCommittee as putContract,
  readCommittee as readContract,
} from '#shared/contracts/committees.ts';

import { putCommittee } from './put-committee.ts';
import { committeeUnit, listUnits, readCommittee, show } from './read-committee.ts';

export type CommitteeDeps = { committees: CommitteeStore };

export function committeeCalls({ committees }: CommitteeDeps): readonly BoundRoute[] {
  return [
    route(listCommittees)(async ({ query, scopes, now }) => ({
      reply: await listUnits(committees, query.area, scopes, now),
    })),
    route(readContract)(async ({ params, scopes, principal }) => {
      const reply = await readCommittee(committees, committeeUnit(params.unit, scopes, principal.unit));
      return { reply, etag: versionTag(reply.version) };
    }),
    route(putContract)(async (call) => {
      const order = await putCommittee(committees, committeeUnit(call.params.unit, call.scopes), call);
      return { reply: show(order), etag: versionTag(order.version) };
    }),
  ];
}
