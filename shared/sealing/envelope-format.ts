/**
 * The bytes of an envelope (docs/decisions: one envelope for sealed data):
 *
 *     version 1 · length of wrapped key 2 (big-endian) · wrapped key · salt 16 · commitment 32 · ciphertext · tag 16
 *
 * Everything before the ciphertext is the header, and is authenticated with it.
 */
const FORMAT_VERSION = 1;
export const SALT_BYTES = 16;
export const COMMITMENT_BYTES = 32;
export const TAG_BYTES = 16;
const FIXED_HEADER = 3 + SALT_BYTES + COMMITMENT_BYTES;

export type SealFault = 'no-envelope' | 'unknown-format' | 'wrong-key' | 'changed-or-other-context';

/** The envelope was changed, belongs to another context, or is none. Says nothing of what is inside. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
  readonly reason: SealFault;

  constructor(reason: SealFault) {
    super(reason);
    this.reason = reason;
  }
}

export function headerOf(wrapped: Uint8Array, salt: Uint8Array, commitment: Uint8Array): Buffer {
  const header = Buffer.allocUnsafe(FIXED_HEADER + wrapped.length);
  header[0] = FORMAT_VERSION;
  header.writeUInt16BE(wrapped.length, 1);
  header.set(wrapped, 3);
  header.set(salt, 3 + wrapped.length);
  header.set(commitment, 3 + wrapped.length + SALT_BYTES);
  return header;
}

export type Envelope = {
  header: Uint8Array;
  wrapped: Uint8Array;
  salt: Uint8Array;
  commitment: Uint8Array;
  ciphertext: Uint8Array;
  tag: Uint8Array;
};

/** Takes an envelope apart; throws `SealBroken`. */
export function readEnvelope(bytes: Uint8Array): Envelope {
  if (bytes.length < FIXED_HEADER + TAG_BYTES) throw new SealBroken('no-envelope');
  if (bytes[0] !== FORMAT_VERSION) throw new SealBroken('unknown-format');
  const wrappedLength = ((bytes[1] ?? 0) << 8) | (bytes[2] ?? 0);
  const headerLength = FIXED_HEADER + wrappedLength;
  if (bytes.length < headerLength + TAG_BYTES) throw new SealBroken('no-envelope');
  const saltAt = 3 + wrappedLength;
  return {
    header: bytes.subarray(0, headerLength),
    wrapped: bytes.subarray(3, saltAt),
    salt: bytes.subarray(saltAt, saltAt + SALT_BYTES),
    commitment: bytes.subarray(saltAt + SALT_BYTES, headerLength),
    ciphertext: bytes.subarray(headerLength, -TAG_BYTES),
    tag: bytes.subarray(-TAG_BYTES),
  };
}
