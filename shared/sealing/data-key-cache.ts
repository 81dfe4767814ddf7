import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';

import { bangkokMonth } from '#shared/thai/bangkok-time.ts';

import { KEY_NAME_BYTES, type DataKeyStore } from './data-key-store.ts';
import type { DataKeys } from './data-keys.ts';
import { SealBroken, type EnvelopeKey } from './envelope-format.ts';

export type DataKeyBounds = {
  /** Milliseconds that an unwrapped data key is kept in this process. */
  maxAgeMs: number;
  /** Unwrapped keys kept for opening. */
  maxKept: number;
};

/** The nation has 77 keys a month: the kept ones are those of two years. The bill reckons with these (test/bench/cost). */
export const DATA_KEY_BOUNDS: DataKeyBounds = { maxAgeMs: 60 * 60_000, maxKept: 2000 };

/** A data key as the crypto library keeps it, made once: deriving from bytes costs more than the derivation. */
export type SealingKey = { key: KeyObject; name: Uint8Array };

type Kept<T> = { since: number; value: Promise<T> };

/** Attempts to make the key of a month, when another process or a name that is taken comes between. */
const ATTEMPTS = 3;

/** Keeps data keys for an hour, so that their keeper is asked once for thousands of records. Concurrent callers share one call. */
export class DataKeyCache {
  readonly #dataKeys: DataKeys;
  readonly #store: DataKeyStore;
  readonly #bounds: DataKeyBounds;
  readonly #now: () => Date;
  /** By province and month. */
  readonly #sealing = new Map<string, Kept<SealingKey>>();
  /** Least recently used first. */
  readonly #opening = new Map<string, Kept<KeyObject>>();

  constructor(dataKeys: DataKeys, store: DataKeyStore, bounds: DataKeyBounds, now: () => Date) {
    this.#dataKeys = dataKeys;
    this.#store = store;
    this.#bounds = bounds;
    this.#now = now;
  }

  /** The key that seals what a province writes in this month. */
  async forSealing(province: string): Promise<SealingKey> {
    const now = this.#now();
    const month = bangkokMonth(now);
    const slot = `${province} ${month}`;
    const known = this.#sealing.get(slot);
    if (known && this.#isFresh(known, now)) return known.value;
    // Keys of months that are over go, too.
    for (const [other, kept] of this.#sealing) if (!this.#isFresh(kept, now)) this.#sealing.delete(other);
    return await keep(this.#sealing, slot, { since: now.getTime(), value: this.#ofMonth(province, month) });
  }

  /** The key that opens an envelope. Throws `SealBroken` when its name has none. */
  async forOpening(of: EnvelopeKey): Promise<KeyObject> {
    const bytes = 'name' in of ? of.name : of.wrapped;
    const slot = spelt(bytes);
    const now = this.#now();
    const known = this.#opening.get(slot);
    if (known && this.#isFresh(known, now)) {
      this.#remember(slot, known);
      return known.value;
    }
    const asked = { since: now.getTime(), value: this.#unwrap(of) };
    this.#remember(slot, asked);
    return await keep(this.#opening, slot, asked);
  }

  async #ofMonth(province: string, month: string): Promise<SealingKey> {
    if (!/^\d\d$/.test(province)) throw new RangeError('A province is two digits');
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const name = await this.#store.nameOf(province, month);
      if (name) return { name, key: await this.forOpening({ name }) };
      const made = await this.#make(province, month);
      if (made) return made;
    }
    throw new Error('The data key of a month could not be made');
  }

  /** A new key, stored before anything is sealed with it; undefined when another process was first. */
  async #make(province: string, month: string): Promise<SealingKey | undefined> {
    const name = randomBytes(KEY_NAME_BYTES);
    const { plain, wrapped } = await this.#dataKeys.generate(name);
    if (!(await this.#store.put({ name, province, month, wrapped }))) return undefined;
    const key = createSecretKey(plain);
    this.#remember(spelt(name), { since: this.#now().getTime(), value: Promise.resolve(key) });
    return { name, key };
  }

  async #unwrap(of: EnvelopeKey): Promise<KeyObject> {
    if ('wrapped' in of) return createSecretKey(await this.#dataKeys.unwrap(of.wrapped));
    const wrapped = await this.#store.wrapped(of.name);
    if (!wrapped) throw new SealBroken('unknown-key');
    return createSecretKey(await this.#dataKeys.unwrap(wrapped, of.name));
  }

  /** A clock that was set back makes nothing fresh for longer. */
  #isFresh({ since }: Kept<unknown>, now: Date): boolean {
    const age = now.getTime() - since;
    return age >= 0 && age < this.#bounds.maxAgeMs;
  }

  #remember(slot: string, kept: Kept<KeyObject>): void {
    this.#opening.delete(slot);
    this.#opening.set(slot, kept);
    if (this.#opening.size <= this.#bounds.maxKept) return;
    const [oldest] = this.#opening.keys();
    if (oldest !== undefined) this.#opening.delete(oldest);
  }
}

/** Keeps what was asked for until it fails: a failure is asked for again. */
async function keep<T>(kept: Map<string, Kept<T>>, slot: string, asked: Kept<T>): Promise<T> {
  kept.set(slot, asked);
  asked.value.catch(() => {
    if (kept.get(slot) === asked) kept.delete(slot);
  });
  return await asked.value;
}

function spelt(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
