import { createSecretKey, hash, hkdfSync, type KeyObject } from 'node:crypto';

import { IV_BYTES } from './aes-gcm.ts';
import { COMMITMENT_BYTES } from './envelope-format.ts';

const KEY = 32;

/** What is sealed with, all of one derivation (HKDF-SHA-256): the salt is random, so every salt has keys of its own. */
export type RecordKeys = { key: KeyObject; commitment: Uint8Array; iv: Uint8Array };

export function deriveRecordKeys(dataKey: KeyObject, salt: Uint8Array, info: string | Uint8Array): RecordKeys {
  const bytes = new Uint8Array(hkdfSync('sha256', dataKey, salt, info, KEY + COMMITMENT_BYTES + IV_BYTES));
  return {
    // As an object: to find out that bytes are none, Node throws and catches for each cipher, a third of an opening.
    key: createSecretKey(bytes.subarray(0, KEY)),
    commitment: bytes.subarray(KEY, KEY + COMMITMENT_BYTES),
    iv: bytes.subarray(KEY + COMMITMENT_BYTES),
  };
}

/** The nonce of one of several texts that are sealed under one derivation: another one for each context. */
export function nonceOf({ iv }: RecordKeys, context: Uint8Array): Uint8Array {
  return hash('sha256', Buffer.concat([iv, context]), 'buffer').subarray(0, IV_BYTES);
}
