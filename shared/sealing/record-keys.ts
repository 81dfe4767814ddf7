import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

import { COMMITMENT_BYTES } from './envelope-format.ts';

const KEY = 32;
const IV = 12;

/** What one record is sealed with, all of one derivation: the salt is new for each record, so no key meets two texts. */
export type RecordKeys = { key: KeyObject; commitment: Uint8Array; iv: Uint8Array };

export function deriveRecordKeys(dataKey: KeyObject, salt: Uint8Array, context: string): RecordKeys {
  const bytes = new Uint8Array(hkdfSync('sha256', dataKey, salt, `envelope/1 ${context}`, KEY + COMMITMENT_BYTES + IV));
  return {
    // As an object: to find out that bytes are none, Node throws and catches for each cipher, a third of an opening.
    key: createSecretKey(bytes.subarray(0, KEY)),
    commitment: bytes.subarray(KEY, KEY + COMMITMENT_BYTES),
    iv: bytes.subarray(KEY + COMMITMENT_BYTES),
  };
}
