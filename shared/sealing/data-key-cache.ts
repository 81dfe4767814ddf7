import { createSecretKey, type KeyObject } from 'node:crypto';

import type { DataKeys } from './data-keys.ts';

export type DataKeyBounds = {
  /** Milliseconds that a data key is used in this process. */
  maxAgeMs: number;
  /** Records that one data key seals. */
  maxUses: number;
  /** Unwrapped keys kept for opening. */
  maxKept: number;
};

export const DATA_KEY_BOUNDS: DataKeyBounds = { maxAgeMs: 5 * 60_000, maxUses: 100_000, maxKept: 1000 };

/** A data key as the crypto library keeps it, made once: deriving from bytes costs more than the derivation. */
export type SealingKey = { key: KeyObject; wrapped: Uint8Array };

type Kept<T> = { since: number; value: Promise<T> };

/** Keeps data keys for a few minutes, so that the keeper is asked once for thousands of records. Concurrent callers share one call. */
export class DataKeyCache {
  readonly #dataKeys: DataKeys;
  readonly #bounds: DataKeyBounds;
  readonly #now: () => number;
  #sealing: (Kept<SealingKey> & { uses: number }) | undefined;
  /** Least recently used first. */
  readonly #opening = new Map<string, Kept<KeyObject>>();

  constructor(
    dataKeys: DataKeys,
    bounds: DataKeyBounds = DATA_KEY_BOUNDS,
    now: () => number = () => performance.now(),
  ) {
    this.#dataKeys = dataKeys;
    this.#bounds = bounds;
    this.#now = now;
  }

  /** The key that seals the next record. */
  async forSealing(): Promise<SealingKey> {
    const now = this.#now();
    let current = this.#sealing;
    if (!current || now - current.since >= this.#bounds.maxAgeMs || current.uses >= this.#bounds.maxUses) {
      const made = { since: now, uses: 0, value: this.#generate() };
      made.value.then(
        ({ key, wrapped }) => this.#keep(nameOf(wrapped), { since: now, value: Promise.resolve(key) }),
        () => {
          if (this.#sealing === made) this.#sealing = undefined;
        },
      );
      this.#sealing = made;
      current = made;
    }
    current.uses += 1;
    return current.value;
  }

  /** The key that opens a record. */
  async forOpening(wrapped: Uint8Array): Promise<KeyObject> {
    const name = nameOf(wrapped);
    const now = this.#now();
    const known = this.#opening.get(name);
    if (known && now - known.since < this.#bounds.maxAgeMs) {
      this.#keep(name, known);
      return known.value;
    }
    const asked = { since: now, value: this.#unwrap(wrapped) };
    this.#keep(name, asked);
    asked.value.catch(() => {
      if (this.#opening.get(name) === asked) this.#opening.delete(name);
    });
    return asked.value;
  }

  async #generate(): Promise<SealingKey> {
    const { plain, wrapped } = await this.#dataKeys.generate();
    return { key: createSecretKey(plain), wrapped };
  }

  async #unwrap(wrapped: Uint8Array): Promise<KeyObject> {
    return createSecretKey(await this.#dataKeys.unwrap(wrapped));
  }

  #keep(name: string, kept: Kept<KeyObject>): void {
    this.#opening.delete(name);
    this.#opening.set(name, kept);
    if (this.#opening.size <= this.#bounds.maxKept) return;
    const [oldest] = this.#opening.keys();
    if (oldest !== undefined) this.#opening.delete(oldest);
  }
}

function nameOf(wrapped: Uint8Array): string {
  return Buffer.from(wrapped.buffer, wrapped.byteOffset, wrapped.byteLength).toString('latin1');
}
