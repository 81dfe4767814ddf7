import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

import type { BlindIndex } from './sealer.ts';

const FINGERPRINT_BYTES = 16;
/** Values of a tag: 10 bits. */
export const TAGS = 1024;
/** Tags kept of values met before: beginnings of names come again and again. */
const TAGS_KEPT = 20_000;

/**
 * Fingerprints of 128 bits (22 characters, base64url) under a key of its own for each purpose: who has the tables but not
 * the secret can neither compute nor test a citizen ID. The secret has at least 32 bytes and never changes: stored
 * fingerprints would be lost with it.
 */
export function createBlindIndex(secret: Uint8Array): BlindIndex {
  const keys = {
    person: deriveKey(secret, 'person'),
    address: deriveKey(secret, 'address'),
    email: deriveKey(secret, 'email'),
    name: deriveKey(secret, 'name'),
    chain: deriveKey(secret, 'chain'),
  };
  const digestOf = (key: KeyObject, value: string): Buffer => createHmac('sha256', key).update(value, 'utf8').digest();
  const tags = new Map<string, number>();
  return {
    fingerprint: (purpose, value) =>
      digestOf(keys[purpose], value).subarray(0, FINGERPRINT_BYTES).toString('base64url'),
    tag: (value) => {
      const known = tags.get(value);
      if (known !== undefined) return known;
      const tag = digestOf(keys.name, value).readUInt16BE() % TAGS;
      if (tags.size >= TAGS_KEPT) tags.clear();
      tags.set(value, tag);
      return tag;
    },
  };
}

function deriveKey(secret: Uint8Array, purpose: 'person' | 'address' | 'email' | 'name' | 'chain'): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', `blind-index/${purpose}`, 32)));
}
