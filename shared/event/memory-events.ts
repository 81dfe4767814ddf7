import type { FeedEvent, Told } from '#shared/domain/event/event.ts';

import type { EventReader } from './event-store.ts';
import { eventsAt } from './told.ts';

/** Events in memory: one object for all stores that make events and for their reader. */
export class MemoryEvents implements EventReader {
  readonly #events = new Map<string, FeedEvent>();

  put(at: string, told: readonly Told[]): void {
    for (const event of eventsAt(at, told)) this.#events.set(event.id, structuredClone(event));
  }

  ofDay(organisation: string, day: string, after: string, until: string, limit: number): Promise<FeedEvent[]> {
    const found = [...this.#events.values()].filter(
      (event) =>
        event.organisation === organisation && event.at.startsWith(day) && event.id > after && event.id <= until,
    );
    return Promise.resolve(structuredClone(found.toSorted((a, b) => (a.id < b.id ? -1 : 1)).slice(0, limit)));
  }
}
