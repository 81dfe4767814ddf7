import { MemoryClaims } from '#shared/idempotency/memory-claims.ts';
import { checkNextVersion } from '#shared/next-version.ts';

import type { RunPage, TargetRun, TargetRunStore } from './target-run-store.ts';

export function createMemoryTargetRunStore({
  keys = new MemoryClaims(),
}: { keys?: MemoryClaims } = {}): TargetRunStore {
  const runs = new Map<string, TargetRun>();
  const pages = new Map<string, RunPage>();
  return {
    async create(run, claim) {
      keys.refuseTaken(claim);
      if (runs.has(run.id)) throw new Error('A run of this id exists already');
      runs.set(run.id, structuredClone(run));
      keys.put(claim);
    },
    get: (id) => Promise.resolve(structuredClone(runs.get(id))),
    async update(before, after) {
      checkNextVersion(before, after);
      if (runs.get(before.id)?.version !== before.version) return false;
      runs.set(after.id, structuredClone(after));
      return true;
    },
    async putPage(run, page) {
      pages.set(`${run} ${page.at}`, structuredClone(page));
    },
    pages: async (run, after = '', limit) =>
      [...pages]
        .filter(([key, { at }]) => key.startsWith(`${run} `) && at > after)
        .map(([, page]) => structuredClone(page))
        .sort((a, b) => (a.at < b.at ? -1 : 1))
        .slice(0, limit),
  };
}
