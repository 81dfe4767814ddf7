import { createSecretKey, randomBytes } from 'node:crypto';

import { decrypt, encrypt, IV_BYTES, TAG_BYTES } from './aes-gcm.ts';
import { SEALING_PURPOSE, spellName, type DataKeys } from './data-keys.ts';
import { SealBroken } from './envelope-format.ts';

const KEY_BYTES = 32;

/** Data keys wrapped by a key of 32 bytes that this process holds: for one machine and for tests, never on AWS. */
export function createRawDataKeys(key: Uint8Array): DataKeys {
  if (key.length !== KEY_BYTES) throw new Error('A raw sealing key has 32 bytes');
  const wrapping = createSecretKey(key);
  const boundTo = (name: Uint8Array | undefined): Uint8Array[] => [
    Buffer.from(name ? `${SEALING_PURPOSE} ${spellName(name)}` : SEALING_PURPOSE),
  ];
  return {
    generate(name) {
      const plain = randomBytes(KEY_BYTES);
      const iv = randomBytes(IV_BYTES);
      return Promise.resolve({ plain, wrapped: Buffer.concat([iv, ...encrypt(wrapping, iv, boundTo(name), plain)]) });
    },
    async unwrap(wrapped, name) {
      const [iv, ciphertext, tag] = [
        wrapped.subarray(0, IV_BYTES),
        wrapped.subarray(IV_BYTES, -TAG_BYTES),
        wrapped.subarray(-TAG_BYTES),
      ];
      const fits = wrapped.length === IV_BYTES + KEY_BYTES + TAG_BYTES;
      const plain = fits ? decrypt(wrapping, iv, boundTo(name), ciphertext, tag) : undefined;
      if (!plain) throw new SealBroken('wrong-key');
      return plain;
    },
  };
}
