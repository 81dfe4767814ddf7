/** A page of the documents on a shelf, newest first, of which a filter shows some. */
import type { Cursors } from '#functions/middleware/cursor.ts';
import type { Scope } from '#shared/domain/access/access.ts';
import type { Shelf, Shelved, ShelfStore } from '#shared/shelf/shelf-store.ts';

/** Documents of a page that is short where few fit its filter. */
const LOOKED_AT = 300;

/**
 * Of the shelf of the scopes' province. `fits`: which documents are shown. The cursor is good for the same `binding` alone.
 * Throws `cursor-invalid`.
 */
export async function pageOfShelf<Document extends Shelved>(
  store: Pick<ShelfStore<Document>, 'list'>,
  scopes: readonly Scope[],
  fits: (document: Document) => boolean,
  {
    cursor,
    limit,
    binding,
    cursors,
  }: { cursor: string | undefined; limit: number; binding: unknown; cursors: Cursors },
): Promise<{ items: Document[]; nextCursor: string | null }> {
  const shelf = shelfOf(scopes);
  let [before] = cursor === undefined ? [] : cursors.read(cursor, binding);
  const items: Document[] = [];
  const next = (): string | null => (before === undefined ? null : cursors.sign([before], binding));
  for (let lookedAt = 0; lookedAt < LOOKED_AT;) {
    const read = await store.list(shelf, before, limit + 1);
    for (const { key, document } of read) {
      if (items.length >= limit) return { items, nextCursor: next() };
      before = key;
      lookedAt += 1;
      if (fits(document)) items.push(document);
    }
    if (read.length <= limit) return { items, nextCursor: null };
  }
  return { items, nextCursor: next() };
}

/** An office is in one province and goes through its shelf; an account of several provinces or of the nation goes through all. */
function shelfOf(scopes: readonly Scope[]): Shelf {
  const provinces = new Set(scopes.map((scope) => (scope.kind === 'area' ? scope.area.slice(0, 2) : '')));
  const [only = ''] = provinces;
  return provinces.size === 1 && only !== '' ? `province#${only}` : 'all';
}
