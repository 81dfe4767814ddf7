import { MemoryClaims } from '#shared/idempotency/memory-claims.ts';
import { checkNextVersion } from '#shared/next-version.ts';

import { placeOnShelf, shelvesOf, type Shelved, type ShelfStore } from './shelf-store.ts';

export function createMemoryShelfStore<Document extends Shelved>({
  keys = new MemoryClaims(),
}: { keys?: MemoryClaims } = {}): ShelfStore<Document> {
  const all = new Map<string, Document>();
  return {
    async create(document, claim) {
      keys.refuseTaken(claim);
      if (all.has(document.id)) throw new Error('A document of this id exists already');
      all.set(document.id, structuredClone(document));
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
          .filter((document) => shelvesOf(document).includes(shelf))
          .map((document) => ({ key: placeOnShelf(document), document: structuredClone(document) }))
          .filter(({ key }) => key < before)
          .toSorted((a, b) => (a.key > b.key ? -1 : 1))
          .slice(0, limit),
      ),
  };
}
