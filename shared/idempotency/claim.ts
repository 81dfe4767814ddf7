/**
 * A caller's word that a write is to happen once (`Idempotency-Key`). The key is claimed in the transaction of the write
 * itself: either both are there or neither is, whenever the process dies. What is kept is hashes, ids and moments, never a name.
 */

/** What a repeated call is answered from: ids and moments. */
export type KeptAnswer = { readonly [name: string]: unknown };

/** A key as it is claimed, with the answer of the write that claims it. Moments are epoch milliseconds. */
export type Claim = {
  /** Names account, call and the caller's key, by a hash. */
  key: string;
  /** Keyed hash of what was asked: the same key with other content is refused. */
  content: string;
  claimedAt: number;
  /** From then on the key is free again. */
  expiresAt: number;
  answer: KeptAnswer;
};

/** Port of what finds claimed keys. They are put by the stores, with what is written. */
export type ClaimStore = {
  /** The claim of a key that has not expired at `now` (epoch milliseconds). Read consistently. */
  find(key: string, now: number): Promise<Pick<Claim, 'content' | 'answer'> | undefined>;
};

/** Nothing was written: somebody else holds the key. */
export class KeyTaken extends Error {
  override readonly name = 'KeyTaken';

  constructor() {
    super('The key is claimed');
  }
}
