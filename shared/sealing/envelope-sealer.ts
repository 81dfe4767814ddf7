import { createCipheriv, createDecipheriv, randomBytes, timingSafeEqual } from 'node:crypto';

import { canonicalContext } from './canonical-context.ts';
import { type DataKeyBounds, DATA_KEY_BOUNDS, DataKeyCache } from './data-key-cache.ts';
import type { DataKeys } from './data-keys.ts';
import { headerOf, readEnvelope, SALT_BYTES, SealBroken, TAG_BYTES } from './envelope-format.ts';
import { deriveRecordKeys } from './record-keys.ts';
import type { Sealer } from './sealer.ts';

/** Seals records in envelopes under data keys of `dataKeys`. `now` in milliseconds, for the age of a data key. */
export function createEnvelopeSealer(options: {
  dataKeys: DataKeys;
  bounds?: Partial<DataKeyBounds>;
  now?: () => number;
}): Sealer {
  const cache = new DataKeyCache(options.dataKeys, { ...DATA_KEY_BOUNDS, ...options.bounds }, options.now);
  return {
    async seal(plain, context) {
      const { key: dataKey, wrapped } = await cache.forSealing();
      const canonical = canonicalContext(context);
      const salt = randomBytes(SALT_BYTES);
      const { key, commitment, iv } = deriveRecordKeys(dataKey, salt, canonical);
      const header = headerOf(wrapped, salt, commitment);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      cipher.setAAD(header);
      cipher.setAAD(Buffer.from(canonical));
      const ciphertext = cipher.update(plain, 'utf8');
      cipher.final();
      return Buffer.concat([header, ciphertext, cipher.getAuthTag()]);
    },

    async open(sealed, context) {
      const { header, wrapped, salt, commitment, ciphertext, tag } = readEnvelope(sealed);
      const dataKey = await cache.forOpening(wrapped);
      const canonical = canonicalContext(context);
      const keys = deriveRecordKeys(dataKey, salt, canonical);
      // The salt, the data key and the context make exactly one key: another one is refused before anything is decrypted.
      if (!timingSafeEqual(keys.commitment, commitment)) throw new SealBroken('changed-or-other-context');
      const decipher = createDecipheriv('aes-256-gcm', keys.key, keys.iv, { authTagLength: TAG_BYTES });
      decipher.setAAD(header);
      decipher.setAAD(Buffer.from(canonical));
      decipher.setAuthTag(tag);
      const plain = decipher.update(ciphertext);
      try {
        decipher.final();
      } catch {
        throw new SealBroken('changed-or-other-context');
      }
      return plain.toString('utf8');
    },
  };
}
