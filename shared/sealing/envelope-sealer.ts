import { randomBytes, timingSafeEqual } from 'node:crypto';

import { decrypt, encrypt } from './aes-gcm.ts';
import { canonicalContext } from './canonical-context.ts';
import { type DataKeyBounds, DATA_KEY_BOUNDS, DataKeyCache } from './data-key-cache.ts';
import type { DataKeyStore } from './data-key-store.ts';
import type { DataKeys } from './data-keys.ts';
import { headerOf, readEnvelope, SALT_BYTES, SealBroken } from './envelope-format.ts';
import { deriveRecordKeys, nonceOf } from './record-keys.ts';
import type { Sealer, Sealing } from './sealer.ts';
import { shortBytes, textOfShortBytes } from './short-text.ts';

const INFO = 'envelope/2';

/** Seals records in envelopes of version 2 under the data keys of `store`, and opens those of both versions. */
export function createEnvelopeSealer(options: {
  dataKeys: DataKeys;
  store: DataKeyStore;
  bounds?: Partial<DataKeyBounds>;
  /** Says which month it is, and how old a data key. */
  now?: () => Date;
}): Sealer {
  const { dataKeys, store, bounds, now = () => new Date() } = options;
  const cache = new DataKeyCache(dataKeys, store, { ...DATA_KEY_BOUNDS, ...bounds }, now);

  const begin = async (province: string): Promise<Sealing> => {
    const { key: dataKey, name } = await cache.forSealing(province);
    const salt = randomBytes(SALT_BYTES);
    const keys = deriveRecordKeys(dataKey, salt, INFO);
    const header = headerOf(name, salt, keys.commitment);
    const sealed = new Set<string>();
    return (plain, context) => {
      const canonical = canonicalContext(context);
      // A nonce may never meet a second text under its key.
      if (sealed.has(canonical)) throw new Error('A context is sealed once');
      sealed.add(canonical);
      const belongsTo = Buffer.from(canonical);
      return Buffer.concat([
        header,
        ...encrypt(keys.key, nonceOf(keys, belongsTo), [header, belongsTo], shortBytes(plain)),
      ]);
    };
  };

  return {
    begin,
    seal: async (plain, context, province) => (await begin(province))(plain, context),

    async open(sealed, context) {
      const { key, header, salt, commitment, ciphertext, tag } = readEnvelope(sealed);
      const dataKey = await cache.forOpening(key);
      const canonical = canonicalContext(context);
      const belongsTo = Buffer.from(canonical);
      const isFirst = 'wrapped' in key;
      const keys = deriveRecordKeys(dataKey, salt, isFirst ? `envelope/1 ${canonical}` : INFO);
      // Salt and data key make exactly one key: another data key is refused before anything is decrypted.
      if (!timingSafeEqual(keys.commitment, commitment)) throw new SealBroken('changed-or-other-context');
      const nonce = isFirst ? keys.iv : nonceOf(keys, belongsTo);
      const plain = decrypt(keys.key, nonce, [header, belongsTo], ciphertext, tag);
      if (!plain) throw new SealBroken('changed-or-other-context');
      return isFirst ? plain.toString('utf8') : textOfShortBytes(plain);
    },
  };
}
