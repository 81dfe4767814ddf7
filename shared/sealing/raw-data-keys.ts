import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

import { SEALING_PURPOSE, type DataKeys } from './data-keys.ts';
import { SealBroken } from './envelope-format.ts';

const IV = 12;
const TAG = 16;
const PURPOSE = Buffer.from(SEALING_PURPOSE);

/** Data keys wrapped by a key of 32 bytes that this process holds: for one machine and for tests, never on AWS. */
export function createRawDataKeys(key: Uint8Array): DataKeys {
  if (key.length !== 32) throw new Error('A raw sealing key has 32 bytes');
  return {
    generate() {
      const plain = randomBytes(32);
      const iv = randomBytes(IV);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(PURPOSE);
      return Promise.resolve({
        plain,
        wrapped: Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]),
      });
    },
    async unwrap(wrapped) {
      if (wrapped.length !== IV + 32 + TAG) throw new SealBroken('wrong-key');
      const decipher = createDecipheriv('aes-256-gcm', key, wrapped.subarray(0, IV), { authTagLength: TAG }).setAAD(
        PURPOSE,
      );
      decipher.setAuthTag(wrapped.subarray(-TAG));
      try {
        return Buffer.concat([decipher.update(wrapped.subarray(IV, -TAG)), decipher.final()]);
      } catch {
        throw new SealBroken('wrong-key');
      }
    },
  };
}
