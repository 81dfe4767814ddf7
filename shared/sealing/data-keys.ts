/** What every data key is bound to; in KMS the encryption context `purpose`, which a policy can demand. */
export const SEALING_PURPOSE = 'household-file';

/** A data key: 32 bytes in the clear, never stored, and the same key wrapped, which only its keeper can unwrap. */
type DataKey = { plain: Uint8Array; wrapped: Uint8Array };

/** Port of the keeper of data keys. A key that is stored is also bound to its name, so that no name can be given another key. */
export type DataKeys = {
  generate(name: Uint8Array): Promise<DataKey>;
  /** `name` is absent for keys that lie in envelopes of version 1. Throws `SealBroken` when the keeper did not wrap these bytes under this name. */
  unwrap(wrapped: Uint8Array, name?: Uint8Array): Promise<Uint8Array>;
};

/** The name as keepers spell it. */
export function spellName(name: Uint8Array): string {
  return Buffer.from(name).toString('hex');
}
