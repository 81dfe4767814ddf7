import type { TargetList } from '#shared/domain/target-list/target-list.ts';
import { MemoryClaims } from '#shared/idempotency/memory-claims.ts';
import { checkNextVersion } from '#shared/next-version.ts';

import { oldestFirst } from './oldest-first.ts';
import type { TargetListStore } from './target-list-store.ts';

export function createMemoryTargetListStore({
  keys = new MemoryClaims(),
}: { keys?: MemoryClaims } = {}): TargetListStore {
  const lists = new Map<string, TargetList>();
  return {
    async create(list, claim) {
      keys.refuseTaken(claim);
      if (lists.has(list.id)) throw new Error('A target list of this id exists already');
      lists.set(list.id, structuredClone(list));
      keys.put(claim);
    },
    get: (id) => Promise.resolve(structuredClone(lists.get(id))),
    async update(before, after) {
      checkNextVersion(before, after);
      if (lists.get(before.id)?.version !== before.version) return false;
      lists.set(after.id, structuredClone(after));
      return true;
    },
    all: () => Promise.resolve(oldestFirst(structuredClone([...lists.values()]))),
  };
}
