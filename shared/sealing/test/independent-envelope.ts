/**
 * Envelopes once more, written after docs/decisions/sealed-envelopes.md with the Web Crypto of the platform and nothing of the
 * product: what the product seals, this opens, and the other way round.
 */
const { subtle } = globalThis.crypto;

export type Parts = {
  /** 32 bytes. */
  dataKey: Uint8Array<ArrayBuffer>;
  /** 16 bytes. */
  salt: Uint8Array<ArrayBuffer>;
  /** What names the data key: version 1 the wrapped key, version 2 eight bytes. */
  keyPart: Uint8Array<ArrayBuffer>;
  /** The context, spelt canonically. */
  context: string;
};

const bytes = (text: string) => new TextEncoder().encode(text);

function join(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

async function expand(dataKey: Uint8Array<ArrayBuffer>, salt: Uint8Array<ArrayBuffer>, info: string) {
  const from = await subtle.importKey('raw', dataKey, 'HKDF', false, ['deriveBits']);
  const bits = await subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info: bytes(info) }, from, 76 * 8);
  const derived = new Uint8Array(bits);
  const key = await subtle.importKey('raw', derived.slice(0, 32), 'AES-GCM', false, ['encrypt', 'decrypt']);
  return { key, commitment: derived.slice(32, 64), iv: derived.slice(64) };
}

async function sealedBy(
  version: 1 | 2,
  { dataKey, salt, keyPart, context }: Parts,
  text: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array> {
  const info = version === 1 ? `envelope/1 ${context}` : 'envelope/2';
  const { key, commitment, iv } = await expand(dataKey, salt, info);
  const length = version === 1 ? [keyPart.length >> 8, keyPart.length & 255] : [];
  const header = join(Uint8Array.of(version, ...length), keyPart, salt, commitment);
  const hashed = new Uint8Array(await subtle.digest('SHA-256', join(iv, bytes(context))));
  const nonce = version === 1 ? iv : hashed.slice(0, 12);
  const additionalData = join(header, bytes(context));
  const sealed = await subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData }, key, text);
  return join(header, new Uint8Array(sealed));
}

/** An envelope of version 1 around a text in UTF-8. */
export const firstVersion = (parts: Parts, text: string): Promise<Uint8Array> => sealedBy(1, parts, bytes(text));

/** An envelope of version 2 around bytes in the short spelling. */
export const secondVersion = (parts: Parts, short: Uint8Array<ArrayBuffer>): Promise<Uint8Array> =>
  sealedBy(2, parts, short);
