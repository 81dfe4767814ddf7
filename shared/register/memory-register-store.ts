import { MemoryClaims } from '#shared/idempotency/memory-claims.ts';
import { checkNextVersion } from '#shared/next-version.ts';

import type { RegisterDocument, RegisterStore } from './register-store.ts';

export function createMemoryRegisterStore<Kept extends RegisterDocument>({
  keys = new MemoryClaims(),
}: { keys?: MemoryClaims } = {}): RegisterStore<Kept> {
  const documents = new Map<string, Kept>();
  return {
    async create(document, claim) {
      keys.refuseTaken(claim);
      if (documents.has(document.id)) return false;
      documents.set(document.id, structuredClone(document));
      keys.put(claim);
      return true;
    },
    get: (id) => Promise.resolve(structuredClone(documents.get(id))),
    getMany: (ids) => Promise.resolve(structuredClone([...new Set(ids)].flatMap((id) => documents.get(id) ?? []))),
    async update(before, after) {
      checkNextVersion(before, after);
      if (documents.get(before.id)?.version !== before.version) return false;
      documents.set(after.id, structuredClone(after));
      return true;
    },
    list: (prefix, after, limit) =>
      Promise.resolve(
        structuredClone(
          [...documents.values()]
            .filter(({ id }) => id.startsWith(prefix) && (after === undefined || id > after))
            .sort((a, b) => (a.id < b.id ? -1 : 1))
            .slice(0, limit),
        ),
      ),
  };
}
