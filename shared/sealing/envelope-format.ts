/**
 * The bytes of an envelope (docs/decisions/sealed-envelopes.md):
 *
 *     version 2 · name of the data key 8 · salt 16 · commitment 32 · ciphertext · tag 16
 *     version 1 · length of wrapped key 2 (big-endian) · wrapped key · salt 16 · commitment 32 · ciphertext · tag 16
 *
 * Everything before the ciphertext is the header, and is authenticated with it. Version 2 is written; both are read for ever.
 */
import { TAG_BYTES } from './aes-gcm.ts';
import { KEY_NAME_BYTES } from './data-key-store.ts';

export const SALT_BYTES = 16;
export const COMMITMENT_BYTES = 32;

export type SealFault = 'no-envelope' | 'unknown-format' | 'unknown-key' | 'wrong-key' | 'changed-or-other-context';

/** The envelope was changed, belongs to another context, or is none; or its data key is gone. Says nothing of what is inside. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
  readonly reason: SealFault;
  readonly logFields: { seal: SealFault };

  constructor(reason: SealFault) {
    super(reason);
    this.reason = reason;
    this.logFields = { seal: reason };
  }
}

export function headerOf(keyName: Uint8Array, salt: Uint8Array, commitment: Uint8Array): Buffer {
  return Buffer.concat([Uint8Array.of(2), keyName, salt, commitment]);
}

/** What opens an envelope: a stored key by its name, or the key that it carries. */
export type EnvelopeKey = { name: Uint8Array } | { wrapped: Uint8Array };

export type Envelope = {
  key: EnvelopeKey;
  header: Uint8Array;
  salt: Uint8Array;
  commitment: Uint8Array;
  ciphertext: Uint8Array;
  tag: Uint8Array;
};

/** Takes an envelope apart; throws `SealBroken`. */
export function readEnvelope(bytes: Uint8Array): Envelope {
  const [version] = bytes;
  if (version === undefined) throw new SealBroken('no-envelope');
  if (version !== 1 && version !== 2) throw new SealBroken('unknown-format');
  const keyAt = version === 1 ? 3 : 1;
  const saltAt = keyAt + (version === 1 ? ((bytes[1] ?? 0) << 8) | (bytes[2] ?? 0) : KEY_NAME_BYTES);
  const headerLength = saltAt + SALT_BYTES + COMMITMENT_BYTES;
  if (bytes.length < headerLength + TAG_BYTES) throw new SealBroken('no-envelope');
  const key = bytes.subarray(keyAt, saltAt);
  return {
    key: version === 1 ? { wrapped: key } : { name: key },
    header: bytes.subarray(0, headerLength),
    salt: bytes.subarray(saltAt, saltAt + SALT_BYTES),
    commitment: bytes.subarray(saltAt + SALT_BYTES, headerLength),
    ciphertext: bytes.subarray(headerLength, -TAG_BYTES),
    tag: bytes.subarray(-TAG_BYTES),
  };
}
