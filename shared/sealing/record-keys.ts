import { hkdfSync, type KeyObject } from 'node:crypto';

import { COMMITMENT_BYTES } from './envelope-format.ts';

const KEY = 32;
const IV = 12;

/** What one record is sealed with, all of one derivation: the salt is new for each record, so no key meets two texts. */
export type RecordKeys = { key: Uint8Array; commitment: Uint8Array; iv: Uint8Array };

export function deriveRecordKeys(dataKey: KeyObject, salt: Uint8Array, context: string): RecordKeys {
  const bytes = new Uint8Array(hkdfSync('sha256', dataKey, salt, `envelope/1 ${context}`, KEY + COMMITMENT_BYTES + IV));
  return {
    key: bytes.subarray(0, KEY),
    commitment: bytes.subarray(KEY, KEY + COMMITMENT_BYTES),
    iv: bytes.subarray(KEY + COMMITMENT_BYTES),
  };
}
