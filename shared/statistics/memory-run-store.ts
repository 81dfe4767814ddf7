import type { RunStore, StatisticsRun } from './statistics-store.ts';

export function createMemoryRunStore(): RunStore {
  const runs = new Map<string, StatisticsRun>();
  return {
    async create(run) {
      if (runs.has(run.id)) throw new Error('A run of this id stands already');
      runs.set(run.id, { ...run });
    },
    get: (id) => Promise.resolve(structuredClone(runs.get(id))),
    async finish(run) {
      runs.set(run.id, { ...run });
    },
  };
}
