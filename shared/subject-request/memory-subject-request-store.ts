import type { SubjectRequest } from '#shared/domain/subject-request/subject-request.ts';
import { MemoryClaims } from '#shared/idempotency/memory-claims.ts';
import { checkNextVersion } from '#shared/next-version.ts';

import { shelvesOf, type SubjectRequestStore } from './subject-request-store.ts';

export function createMemorySubjectRequestStore({
  keys = new MemoryClaims(),
}: { keys?: MemoryClaims } = {}): SubjectRequestStore {
  const all = new Map<string, SubjectRequest>();
  return {
    async create(request, claim) {
      keys.refuseTaken(claim);
      if (all.has(request.id)) throw new Error('A request of this id exists already');
      all.set(request.id, structuredClone(request));
      keys.put(claim);
    },
    get: (id) => Promise.resolve(structuredClone(all.get(id))),
    async update(before, after) {
      checkNextVersion(before, after);
      if (all.get(before.id)?.version !== before.version) return false;
      all.set(after.id, structuredClone(after));
      return true;
    },
    list: (shelf, before = '~', limit) =>
      Promise.resolve(
        [...all.values()]
          .filter((request) => shelvesOf(request).includes(shelf))
          .map((request) => ({ key: `${request.openedAt}#${request.id}`, listed: structuredClone(request) }))
          .filter(({ key }) => key < before)
          .toSorted((a, b) => (a.key > b.key ? -1 : 1))
          .slice(0, limit),
      ),
  };
}
