import { LOOKS_A_DAY, type BreakGlass } from '#shared/domain/break-glass/break-glass.ts';
import { MemoryClaims } from '#shared/idempotency/memory-claims.ts';
import { checkNextVersion } from '#shared/next-version.ts';

import { shelvesOf, type BreakGlassStore } from './break-glass-store.ts';

export function createMemoryBreakGlassStore({
  keys = new MemoryClaims(),
}: { keys?: MemoryClaims } = {}): BreakGlassStore {
  const all = new Map<string, BreakGlass>();
  const looks = new Map<string, number>();
  return {
    async takeLook(sub, day) {
      const taken = looks.get(`${sub} ${day}`) ?? 0;
      if (taken >= LOOKS_A_DAY) return false;
      looks.set(`${sub} ${day}`, taken + 1);
      return true;
    },
    async create(opened, claim) {
      keys.refuseTaken(claim);
      if (all.has(opened.id)) throw new Error('A break-glass of this id exists already');
      all.set(opened.id, structuredClone(opened));
      keys.put(claim);
    },
    newestOf: (sub, household) =>
      Promise.resolve(
        structuredClone([...all.values()].findLast((one) => one.sub === sub && one.household === household)),
      ),
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
          .filter((opened) => shelvesOf(opened).includes(shelf))
          .map((opened) => ({ key: `${opened.openedAt}#${opened.id}`, opened: structuredClone(opened) }))
          .filter(({ key }) => key < before)
          .toSorted((a, b) => (a.key > b.key ? -1 : 1))
          .slice(0, limit),
      ),
  };
}
