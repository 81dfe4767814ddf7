/** Port of a store of documents that offices go through, newest first. Nothing of it is ever taken away. */
import type { Claim } from '#shared/idempotency/claim.ts';

/** A shelf has all documents, or those about households of one province. */
export type Shelf = 'all' | `province#${string}`;

/** `areas`: where its household lived and was listed. `openedAt`: ISO, UTC. */
export type Shelved = {
  readonly id: string;
  readonly version: number;
  readonly areas: readonly string[];
  readonly openedAt: string;
};

export type ShelfStore<Document extends Shelved> = {
  /** Throws `KeyTaken`. */
  create(document: Document, claim?: Claim): Promise<void>;
  get(id: string): Promise<Document | undefined>;
  /** Puts the next version; false when it is there already. */
  update(before: Document, after: Document): Promise<boolean>;
  /** Newest first, behind the place `before`. `key`: the place of the document in the order. */
  list(shelf: Shelf, before: string | undefined, limit: number): Promise<{ key: string; document: Document }[]>;
};

/** The shelves on which a document is. */
export function shelvesOf({ areas }: Pick<Shelved, 'areas'>): Shelf[] {
  return ['all', ...new Set(areas.map((area): Shelf => `province#${area.slice(0, 2)}`))];
}

/** The place of a document in the order of its shelves. */
export function placeOnShelf({ openedAt, id }: Pick<Shelved, 'openedAt' | 'id'>): string {
  return `${openedAt}#${id}`;
}
