import { MemoryClaims } from '#shared/idempotency/memory-claims.ts';

import type { RunStore, StatisticsRun } from './statistics-store.ts';

export function createMemoryRunStore({ keys = new MemoryClaims() }: { keys?: MemoryClaims } = {}): RunStore {
  const runs = new Map<string, StatisticsRun>();
  return {
    async create(run, claim) {
      keys.refuseTaken(claim);
      if (runs.has(run.id)) throw new Error('A run of this id exists already');
      runs.set(run.id, { ...run });
      keys.put(claim);
    },
    get: (id) => Promise.resolve(structuredClone(runs.get(id))),
    async finish(run) {
      runs.set(run.id, { ...run });
    },
  };
}
