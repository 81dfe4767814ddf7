import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';

export const IV_BYTES = 12;
export const TAG_BYTES = 16;

/** AES-256-GCM: the ciphertext and its tag of 16 bytes. `authenticated` is checked with them and not hidden; its parts count as one text. */
export function encrypt(
  key: KeyObject,
  iv: Uint8Array,
  authenticated: readonly Uint8Array[],
  plain: Uint8Array,
): [ciphertext: Buffer, tag: Buffer] {
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
  for (const part of authenticated) cipher.setAAD(part);
  const ciphertext = cipher.update(plain);
  cipher.final();
  return [ciphertext, cipher.getAuthTag()];
}

/** The text; undefined when ciphertext, tag or what is authenticated with them is another. */
export function decrypt(
  key: KeyObject,
  iv: Uint8Array,
  authenticated: readonly Uint8Array[],
  ciphertext: Uint8Array,
  tag: Uint8Array,
): Buffer | undefined {
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
  for (const part of authenticated) decipher.setAAD(part);
  decipher.setAuthTag(tag);
  const plain = decipher.update(ciphertext);
  try {
    decipher.final();
  } catch {
    return undefined;
  }
  return plain;
}
