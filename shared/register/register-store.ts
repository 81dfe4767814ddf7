/** Port of a register: versioned documents that offices keep, each under its id, read by id or in the order of ids. */
import type { Claim } from '#shared/idempotency/claim.ts';

export type RegisterDocument = { readonly id: string; readonly version: number };

export type RegisterStore<Kept extends RegisterDocument> = {
  /** Puts a new document; false when its id is taken. Throws `KeyTaken` when the claim is another's. */
  create(document: Kept, claim?: Claim): Promise<boolean>;
  get(id: string): Promise<Kept | undefined>;
  /** Those that exist, in no order. Behind other processes by some milliseconds. */
  getMany(ids: readonly string[]): Promise<Kept[]>;
  /** Replaces the document if it still stands at `before.version`; returns whether it did. */
  update(before: Kept, after: Kept): Promise<boolean>;
  /** In the order of ids those whose id begins with `prefix`, behind the id `after`, at most `limit`. */
  list(prefix: string, after: string | undefined, limit: number): Promise<Kept[]>;
};

/** The registers, each a partition of its own. */
export type RegisterName =
  | 'organisations'
  | 'local-authorities'
  | 'menu-items'
  | 'projects'
  | 'area-sets'
  | 'hardship-categories'
  | 'campaigns'
  | 'rexray-rounds'
  | 'quarterly-notes'
  | 'mpi-profiles';
