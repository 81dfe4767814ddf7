import { LOOKS_A_DAY, type BreakGlass } from '#shared/domain/break-glass/break-glass.ts';
import { MemoryDue } from '#shared/due/memory-due.ts';
import type { MemoryClaims } from '#shared/idempotency/memory-claims.ts';
import { createMemoryShelfStore } from '#shared/shelf/memory-shelf-store.ts';

import { dueMovedByBreakGlass, type BreakGlassStore } from './break-glass-store.ts';

export function createMemoryBreakGlassStore({
  due = new MemoryDue(),
  ...options
}: { keys?: MemoryClaims; due?: MemoryDue } = {}): BreakGlassStore {
  const shelves = createMemoryShelfStore<BreakGlass>(options);
  const newest = new Map<string, string>();
  const looks = new Map<string, number>();
  return {
    ...shelves,
    async takeLook(sub, day) {
      const taken = looks.get(`${sub} ${day}`) ?? 0;
      if (taken >= LOOKS_A_DAY) return false;
      looks.set(`${sub} ${day}`, taken + 1);
      return true;
    },
    async create(opened, claim) {
      await shelves.create(opened, claim);
      due.move(dueMovedByBreakGlass(undefined, opened));
      if (opened.household !== null) newest.set(`${opened.sub} ${opened.household}`, opened.id);
    },
    async update(before, after) {
      const isMoved = await shelves.update(before, after);
      if (isMoved) due.move(dueMovedByBreakGlass(before, after));
      return isMoved;
    },
    newestOf: (sub, household) => shelves.get(newest.get(`${sub} ${household}`) ?? ''),
  };
}
