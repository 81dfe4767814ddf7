import type { AccessLog, AccessRecord } from './access-log.ts';

export function createMemoryAccessLog(): AccessLog {
  const log: AccessRecord[] = [];
  return {
    async record(records) {
      log.push(...structuredClone([...records]));
    },
    async of(household, before, limit) {
      const records = log
        .filter((record) => record.household === household && (before === undefined || record.at < before))
        .sort((a, b) => (a.at > b.at ? -1 : a.at < b.at ? 1 : 0));
      return structuredClone(records.slice(0, limit));
    },
  };
}
