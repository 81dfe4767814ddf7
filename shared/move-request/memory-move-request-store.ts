import type { MoveRequest } from '#shared/domain/move-request/move-request.ts';
import { MemoryDue } from '#shared/due/memory-due.ts';
import { MemoryClaims } from '#shared/idempotency/memory-claims.ts';
import { checkNextVersion } from '#shared/next-version.ts';

import { dueMovedByRequest, type MoveRequestStore } from './move-request-store.ts';

export function createMemoryMoveRequestStore({
  keys = new MemoryClaims(),
  due = new MemoryDue(),
}: { keys?: MemoryClaims; due?: MemoryDue } = {}): MoveRequestStore {
  const requests = new Map<string, MoveRequest>();
  return {
    async create(request, claim) {
      keys.refuseTaken(claim);
      if ([...requests.values()].some(({ household, answer }) => household === request.household && !answer))
        return false;
      requests.set(request.id, structuredClone(request));
      due.move(dueMovedByRequest(undefined, request));
      keys.put(claim);
      return true;
    },
    get: (id) => Promise.resolve(structuredClone(requests.get(id))),
    async answer(before, after) {
      checkNextVersion(before, after);
      if (requests.get(before.id)?.version !== before.version) return false;
      requests.set(after.id, structuredClone(after));
      due.move(dueMovedByRequest(before, after));
      return true;
    },
  };
}
