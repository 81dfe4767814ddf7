import { randomUUID } from 'node:crypto';

import type { AccessLog, Looked } from './access-log.ts';

export function createMemoryAccessLog(): AccessLog {
  const log: { household: string; looked: Looked }[] = [];
  return {
    async record({ household, ...look }) {
      log.push({ household, looked: structuredClone({ ...look, id: `${look.at}#${randomUUID()}` }) });
    },
    async recordPage({ households, ...page }) {
      const id = `${page.at}#${randomUUID()}`;
      for (const household of new Set(households.map((shown) => shown.id)))
        log.push({ household, looked: structuredClone({ ...page, id }) });
    },
    async of({ household }, before, limit) {
      const looks = log
        .filter((one) => one.household === household && (before === undefined || one.looked.id < before))
        .map(({ looked }) => looked)
        .sort((a, b) => (a.id > b.id ? -1 : 1));
      return structuredClone(looks.slice(0, limit));
    },
  };
}
