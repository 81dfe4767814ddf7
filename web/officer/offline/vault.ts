/**
 * What this device keeps of an account, sealed: one database a person (`box-<sub>`), one key of data, wrapped by a key that the hardware of the
 * device makes, or by one that is made of a PIN and of a part that never leaves this device. Six digits are weak against who copies the disk, so
 * little is kept, and for a week; what was recorded here and has not arrived is kept until it has.
 */
import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { OpenedPasskey, Passkey } from './passkey.ts';

type Sealed = { iv: Uint8Array<ArrayBuffer>; bytes: ArrayBuffer };
type Wrapped = { iv: Uint8Array<ArrayBuffer>; wrapped: ArrayBuffer };
type PinKeys = Wrapped & { device: CryptoKey; salt: Uint8Array<ArrayBuffer>; wrong: number };
type PasskeyKeys = Wrapped & { passkey: Passkey };
type Keys = PasskeyKeys | PinKeys;
export type ItemState = 'conflict' | 'refused' | 'sending' | 'waiting';
/** A call that waits to be sent. Who and what it is about is sealed. */
export type OutboxItem = {
  /** Its Idempotency-Key, too. */
  id: string;
  at: string;
  state: ItemState;
  tries: number;
  reason: string | null;
  /** Where in the call something was refused, and why; no words of the call. */
  errors?: readonly { pointer: string; message: string }[];
  /** Of the call that was refused: who looks after the platform finds it by that. */
  requestId?: string;
  sealed: Sealed;
};

type Kept = { at: number; sealed: Sealed };

type Schema = DBSchema & {
  vault: { key: string; value: Keys };
  outbox: { key: string; value: OutboxItem };
  kept: { key: string; value: Kept };
  drafts: { key: string; value: Kept };
};

const VERSION = 2;
const KEYS = 'keys';
const DRAFT_OF_FORM_1 = 'draft ';
const HOUSEHOLD_OF_FORM_2 = 'household ';
/** Name of the households that are kept for work without signal. */
export const PACK = 'pack';
const ROUNDS = 600_000;
export const LEAST_DIGITS = 6;
const MOST_WRONG = 5;
const WEEK_MS = 7 * 24 * 3600 * 1000;
const AES = { name: 'AES-GCM', length: 256 } as const;
const WRAPS: readonly KeyUsage[] = ['wrapKey', 'unwrapKey'];

function nameOf(sub: string): string {
  return `box-${sub}`;
}

async function open(sub: string): Promise<IDBPDatabase<Schema>> {
  return await openDB<Schema>(nameOf(sub), VERSION, {
    upgrade(database, from) {
      // A later version adds to what is here: an outbox that waits is never emptied by an upgrade.
      if (from < 1) {
        database.createObjectStore('vault');
        database.createObjectStore('outbox', { keyPath: 'id' });
        database.createObjectStore('kept');
      }
      if (from < 2) database.createObjectStore('drafts');
    },
    // Another tab wipes or upgrades: it waits for ever unless this one lets go.
    blocking(_current, _next, event) {
      (event.target as IDBDatabase).close();
      location.reload();
    },
  });
}

/** Whether this device keeps anything for the account. */
export async function hasVault(sub: string): Promise<boolean> {
  const found = await indexedDB.databases();
  return found.some(({ name }) => name === nameOf(sub));
}

export async function wipe(sub: string): Promise<void> {
  await deleteDB(nameOf(sub));
}

async function keyOfPin(pin: string, { device, salt }: Pick<PinKeys, 'device' | 'salt'>): Promise<CryptoKey> {
  const mixed = await crypto.subtle.sign('HMAC', device, new TextEncoder().encode(pin));
  const base = await crypto.subtle.importKey('raw', mixed, 'PBKDF2', false, ['deriveKey']);
  return await crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS },
    base,
    AES,
    false,
    WRAPS,
  );
}

async function keyOfPasskey({ secret, salt }: OpenedPasskey): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const info = new TextEncoder().encode('officer-vault');
  return await crypto.subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt, info }, base, AES, false, WRAPS);
}

/** Begins to keep data of the account on this device, under a PIN. */
export async function createVault(sub: string, pin: string): Promise<Vault> {
  const device = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const by = await keyOfPin(pin, { device, salt });
  return await begin(sub, by, (wrapped) => ({ ...wrapped, device, salt, wrong: 0 }));
}

/** Begins to keep data of the account on this device, under a key of its hardware. */
export async function createVaultByPasskey(sub: string, opened: OpenedPasskey): Promise<Vault> {
  const { id, salt } = opened;
  return await begin(sub, await keyOfPasskey(opened), (wrapped) => ({ ...wrapped, passkey: { id, salt } }));
}

async function begin(sub: string, by: CryptoKey, keysOf: (wrapped: Wrapped) => Keys): Promise<Vault> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const key = await crypto.subtle.generateKey(AES, true, ['encrypt', 'decrypt']);
  const wrapped = await crypto.subtle.wrapKey('raw', key, by, { name: 'AES-GCM', iv });
  const database = await open(sub);
  // Never over the keys that another tab made: what they sealed would not open any more.
  await database.add('vault', keysOf({ iv, wrapped }), KEYS);
  // Granted to an installed app alone; without it the browser may clear what is kept when the disk is full.
  await navigator.storage.persist();
  return new Vault(sub, database, await unwrap(by, { iv, wrapped }));
}

async function unwrap(by: CryptoKey, { iv, wrapped }: Wrapped): Promise<CryptoKey> {
  return await crypto.subtle.unwrapKey('raw', wrapped, by, { name: 'AES-GCM', iv }, AES, false, ['encrypt', 'decrypt']);
}

/** The key of hardware under which the vault of this device is; undefined when it is under a PIN. */
export async function passkeyOfVault(sub: string): Promise<Passkey | undefined> {
  const database = await open(sub);
  const keys = await database.get('vault', KEYS);
  database.close();
  return keys !== undefined && 'passkey' in keys ? keys.passkey : undefined;
}

/** How many items wait in the vault of this device, which may be locked. */
export async function countUnsent(sub: string): Promise<number> {
  const database = await open(sub);
  const counts = await Promise.all([database.count('outbox'), database.count('drafts')]);
  database.close();
  return counts[0] + counts[1];
}

/** The vault under a key of hardware; undefined when that key does not open it. */
export async function unlockByPasskey(sub: string, opened: OpenedPasskey): Promise<Vault | undefined> {
  const database = await open(sub);
  const keys = await database.get('vault', KEYS);
  const by = await keyOfPasskey(opened);
  const key = keys === undefined ? undefined : await unwrap(by, keys).catch(() => undefined);
  if (key !== undefined) return await ready(new Vault(sub, database, key));
  database.close();
  return undefined;
}

/** The vault, or how many tries are left; after the last one nothing is left of it. */
export async function unlockVault(sub: string, pin: string): Promise<Vault | number> {
  const database = await open(sub);
  // Read and counted in one transaction, so that tries in several tabs all count, and before it is tried: closing the tab gives no try back.
  const count = database.transaction('vault', 'readwrite');
  const keys = await count.store.get(KEYS);
  if (keys === undefined || 'passkey' in keys) {
    database.close();
    if (keys === undefined) await wipe(sub);
    return 0;
  }
  const wrong = keys.wrong + 1;
  await count.store.put({ ...keys, wrong }, KEYS);
  await count.done;
  const key = await unwrap(await keyOfPin(pin, keys), keys).catch(() => undefined);
  if (key === undefined) {
    database.close();
    if (wrong >= MOST_WRONG) await wipe(sub);
    return MOST_WRONG - wrong;
  }
  await database.put('vault', { ...keys, wrong: 0 }, KEYS);
  return await ready(new Vault(sub, database, key));
}

async function ready(vault: Vault): Promise<Vault> {
  // A device without room, or one record that does not open, locks nobody out of the items that wait here.
  await vault.dropOld().catch(() => {});
  await vault.moveDrafts().catch(() => {});
  await vault.moveHouseholds().catch(() => {});
  return vault;
}

export class Vault {
  readonly sub: string;
  readonly #database: IDBPDatabase<Schema>;
  readonly #key: CryptoKey;

  constructor(sub: string, database: IDBPDatabase<Schema>, key: CryptoKey) {
    this.sub = sub;
    this.#database = database;
    this.#key = key;
  }

  /** Sealed to its place: a record that is moved to another place does not open. */
  async #seal(place: string, what: unknown): Promise<Sealed> {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const additionalData = new TextEncoder().encode(`${this.sub}/${place}`);
    const text = new TextEncoder().encode(JSON.stringify(what));
    return { iv, bytes: await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, this.#key, text) };
  }

  async #opened(place: string, { iv, bytes }: Sealed): Promise<unknown> {
    const additionalData = new TextEncoder().encode(`${this.sub}/${place}`);
    const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, this.#key, bytes);
    return JSON.parse(new TextDecoder().decode(text));
  }

  async keep(name: string, what: unknown): Promise<void> {
    await this.#keepAt(Date.now(), name, what);
  }

  async #keepAt(at: number, name: string, what: unknown): Promise<void> {
    await this.#database.put('kept', { at, sealed: await this.#seal(`kept/${name}`, what) }, name);
  }

  async kept(name: string): Promise<unknown> {
    const found = await this.#database.get('kept', name);
    return found === undefined ? undefined : await this.#opened(`kept/${name}`, found.sealed);
  }

  async forget(name: string): Promise<void> {
    await this.#database.delete('kept', name);
  }

  /** When something was kept, in milliseconds. */
  async keptAt(name: string): Promise<number | undefined> {
    return (await this.#database.get('kept', name))?.at;
  }

  /** Households are kept for a week; the account itself, drafts, and items that wait to be sent are kept. */
  async dropOld(): Promise<void> {
    for (const name of await this.#database.getAllKeys('kept')) {
      if (name !== PACK && !name.startsWith(HOUSEHOLD_OF_FORM_2)) continue;
      const at = await this.keptAt(name);
      if (at !== undefined && at < Date.now() - WEEK_MS) await this.forget(name);
    }
  }

  /** Before the pack each file that was opened was kept by itself: those that are left are the first pack of this device. */
  async moveHouseholds(): Promise<void> {
    const names = (await this.#database.getAllKeys('kept')).filter((name) => name.startsWith(HOUSEHOLD_OF_FORM_2));
    if (names.length === 0) return;
    const at = Math.min(...(await Promise.all(names.map(async (name) => (await this.keptAt(name)) ?? Date.now()))));
    const households = await Promise.all(names.map(async (name) => await this.kept(name)));
    const items = households.map((household) => ({ household, plan: null, visits: [] }));
    if ((await this.keptAt(PACK)) === undefined)
      await this.#keepAt(at, PACK, { asOf: new Date(at).toISOString(), items, more: false });
    for (const name of names) await this.forget(name);
  }

  /** Version 1 kept drafts among the households, for a week. */
  async moveDrafts(): Promise<void> {
    for (const name of await this.#database.getAllKeys('kept')) {
      if (!name.startsWith(DRAFT_OF_FORM_1)) continue;
      const household = name.slice(DRAFT_OF_FORM_1.length);
      if ((await this.#database.count('drafts', household)) === 0)
        await this.keepDraft(household, await this.kept(name));
      await this.forget(name);
    }
  }

  /** A visit that was begun, kept until it is saved or discarded. */
  async keepDraft(household: string, what: unknown): Promise<void> {
    await this.#database.put('drafts', await this.#sealedDraft(household, what), household);
  }

  async #sealedDraft(household: string, what: unknown): Promise<Kept> {
    return { at: Date.now(), sealed: await this.#seal(`drafts/${household}`, what) };
  }

  async draft(household: string): Promise<unknown> {
    const found = await this.#database.get('drafts', household);
    return found === undefined ? undefined : await this.#opened(`drafts/${household}`, found.sealed);
  }

  async forgetDraft(household: string): Promise<void> {
    await this.#database.delete('drafts', household);
  }

  /** Households with a draft. */
  async draftsOf(): Promise<string[]> {
    return await this.#database.getAllKeys('drafts');
  }

  /** Makes a draft of an item, which does not wait any more: at once, so that it is never in both places and never in none. */
  async fromOutboxToDraft(id: string, household: string, what: unknown): Promise<void> {
    const draft = await this.#sealedDraft(household, what);
    const change = this.#database.transaction(['outbox', 'drafts'], 'readwrite');
    await Promise.all([
      change.objectStore('drafts').put(draft, household),
      change.objectStore('outbox').delete(id),
      change.done,
    ]);
  }

  async addToOutbox(id: string, what: unknown, tried: boolean): Promise<void> {
    const item = { id, at: new Date().toISOString(), state: 'waiting', tries: tried ? 1 : 0, reason: null } as const;
    await this.#database.put('outbox', { ...item, sealed: await this.#seal(`outbox/${id}`, what) });
  }

  /** Puts back what a copy of the outbox holds. False: it waits here already. */
  async restore(item: Omit<OutboxItem, 'sealed'>, what: unknown): Promise<boolean> {
    if ((await this.#database.count('outbox', item.id)) > 0) return false;
    await this.#database.put('outbox', { ...item, sealed: await this.#seal(`outbox/${item.id}`, what) });
    return true;
  }

  /** Oldest first. */
  async outbox(): Promise<OutboxItem[]> {
    return (await this.#database.getAll('outbox')).toSorted((one, other) => (one.at < other.at ? -1 : 1));
  }

  async outboxBody(item: OutboxItem): Promise<unknown> {
    return await this.#opened(`outbox/${item.id}`, item.sealed);
  }

  async putInOutbox(item: OutboxItem): Promise<void> {
    await this.#database.put('outbox', item);
  }

  async takeFromOutbox(id: string): Promise<void> {
    await this.#database.delete('outbox', id);
  }

  close(): void {
    this.#database.close();
  }
}
