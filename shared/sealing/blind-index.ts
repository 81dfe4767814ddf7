import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

import type { BlindIndex } from './sealer.ts';

const FINGERPRINT_BYTES = 16;

/**
 * Fingerprints of 128 bits (22 characters, base64url) under a key of its own for each purpose: who has the tables but not
 * the secret can neither compute nor test a citizen ID. The secret has at least 32 bytes and never changes: stored
 * fingerprints would be lost with it.
 */
export function createBlindIndex(secret: Uint8Array): BlindIndex {
  const keys = {
    person: deriveKey(secret, 'person'),
    address: deriveKey(secret, 'address'),
  };
  return {
    fingerprint: (purpose, value) =>
      createHmac('sha256', keys[purpose])
        .update(value, 'utf8')
        .digest()
        .subarray(0, FINGERPRINT_BYTES)
        .toString('base64url'),
  };
}

function deriveKey(secret: Uint8Array, purpose: 'person' | 'address'): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', `blind-index/${purpose}`, 32)));
}
