import type { DueItem } from '#shared/domain/due/due-item.ts';

import { dueKey, duePk, urbanKey } from './due-rows.ts';
import type { DueStore } from './due-store.ts';
import type { MovedDue } from './moved.ts';

/** The queue in memory, shared by the stores whose writes move it and by its readers. */
export class MemoryDue implements DueStore {
  readonly #rows = new Map<string, DueItem>();

  move({ puts, deletes }: MovedDue): void {
    for (const { pk, sk } of deletes) this.#rows.delete(`${pk} ${sk}`);
    for (const item of puts) {
      const { pk, sk } = dueKey(item);
      this.#rows.set(`${pk} ${sk}`, structuredClone(item));
    }
  }

  urbanPlaces(district: string): Promise<string[]> {
    const places = [...this.#rows.values()].flatMap((item) => urbanKey(item)?.sk ?? []);
    return Promise.resolve([...new Set(places)].filter((place) => place.startsWith(district)).toSorted());
  }

  shown(owner: Parameters<DueStore['shown']>[0], by: string, most: number): Promise<DueItem[]> {
    const found = [...this.#rows.values()]
      .filter((item) => duePk(item.owner) === duePk(owner) && item.showFrom <= by)
      .toSorted((a, b) => (dueKey(a).sk < dueKey(b).sk ? -1 : 1));
    return Promise.resolve(structuredClone(found.slice(0, most)));
  }
}
