/** What every store of documents on shelves does, in memory and in DynamoDB. */
import { beforeAll, describe, expect, it } from 'vitest';

import { KeyTaken } from '#shared/idempotency/claim.ts';
import type { Shelf, Shelved, ShelfStore } from '#shared/shelf/shelf-store.ts';

/** `make`: a document of a new id. `ends`: two next versions of a document, of which one writer each puts one. */
export function describeShelf<Document extends Shelved>(
  name: string,
  engines: Readonly<Record<string, () => Promise<ShelfStore<Document>>>>,
  make: (over?: Partial<Shelved>) => Document,
  ends: (document: Document) => readonly Document[],
): void {
  describe.each(Object.entries(engines))(`${name} in %s`, (_engine, open) => {
    let store: ShelfStore<Document>;
    beforeAll(async () => {
      store = await open();
    });

    it('are made once, and moved on by one of several writers', async () => {
      const document = make();
      const claim = { key: document.id, content: 'c', claimedAt: 1, expiresAt: 9_000_000, answer: { id: document.id } };
      await store.create(document, claim);
      await expect(store.create(make(), claim)).rejects.toThrow(KeyTaken);
      await expect(store.create(document)).rejects.toThrow('exists already');
      expect(await store.get(document.id)).toEqual(document);
      expect(await store.get('nobody')).toBeUndefined();
      const writers = ends(document);
      const won = await Promise.all(writers.map((after) => store.update(document, after)));
      expect(won.filter(Boolean)).toHaveLength(1);
      expect(await store.get(document.id)).toEqual(writers[won.indexOf(true)]);
    });

    it('are listed for each province of the household and for all, newest first', async () => {
      const made = ['01', '02', '03'].map((hour) =>
        make({ areas: ['950101', '960101'], openedAt: `2030-05-20T${hour}:00:00.000Z` }),
      );
      for (const one of made) await store.create(one);
      const ids = async (shelf: Shelf, before?: string) =>
        (await store.list(shelf, before, 2)).map(({ document: { id } }) => id);
      const newest = made.map(({ id }) => id).toReversed();
      expect(await ids('province#95')).toEqual(newest.slice(0, 2));
      expect(await ids('all')).toEqual(newest.slice(0, 2));
      const [, last] = await store.list('province#96', undefined, 2);
      expect(await ids('province#96', last?.key)).toEqual(newest.slice(2));
      expect(await ids('province#97')).toEqual([]);
    });
  });
}
