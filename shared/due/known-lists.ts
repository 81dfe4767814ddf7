import { type KnownLists, type ListTerms } from '#shared/domain/due/known.ts';
import type { TargetListStore } from '#shared/target-list/target-list-store.ts';

/** The terms of lists by their ids, for writing and comparing items of the queue. */
export type ReadLists = (ids: Iterable<string>) => Promise<KnownLists>;

/** Reads each list once it is published once: its terms do not change any more. */
export function createListReader(lists: Pick<TargetListStore, 'get'>): ReadLists {
  const published = new Map<string, ListTerms>();
  return async (ids) => {
    const found = new Map<string, ListTerms>();
    await Promise.all(
      [...new Set(ids)].map(async (id) => {
        const known = published.get(id) ?? (await lists.get(id));
        if (!known) return;
        const { source, contactDays, openedOn, publishedAt } = known;
        const terms: ListTerms = {
          source,
          ...(contactDays === undefined ? {} : { contactDays }),
          ...(openedOn === undefined ? {} : { openedOn }),
          ...(publishedAt === undefined ? {} : { publishedAt }),
        };
        if (publishedAt !== undefined) published.set(id, terms);
        found.set(id, terms);
      }),
    );
    return found;
  };
}
