/** A page of the documents of a shelf, newest first, of which a filter shows some. */
import type { Cursors } from '#functions/middleware/cursor.ts';
import type { Scope } from '#shared/domain/access/access.ts';

/** Documents of a page that is short where few fit its filter. */
const LOOKED_AT = 300;

/**
 * `list`: documents of the shelf behind a place, newest first. `fits`: what of them is shown. The cursor is good for the same `binding` alone.
 * Throws `cursor-invalid`.
 */
export async function pageOfShelf<Document>(
  list: (before: string | undefined, limit: number) => Promise<readonly { key: string; document: Document }[]>,
  fits: (document: Document) => boolean,
  {
    cursor,
    limit,
    binding,
    cursors,
  }: { cursor: string | undefined; limit: number; binding: Parameters<Cursors['read']>[1]; cursors: Cursors },
): Promise<{ items: Document[]; nextCursor: string | null }> {
  let [before] = cursor === undefined ? [] : cursors.read(cursor, binding);
  const items: Document[] = [];
  const next = (): string | null => (before === undefined ? null : cursors.sign([before], binding));
  for (let lookedAt = 0; lookedAt < LOOKED_AT;) {
    const read = await list(before, limit + 1);
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

/** The shelf that an account goes through: an office reads that of its province; an account of several provinces, or of the nation, reads the shelf of all. */
export function provinceShelf(scopes: readonly Scope[]): 'all' | `province#${string}` {
  const provinces = new Set(scopes.map((scope) => (scope.kind === 'area' ? scope.area.slice(0, 2) : '')));
  const [only = ''] = provinces;
  return provinces.size === 1 && only !== '' ? `province#${only}` : 'all';
}
