/** What every data key is bound to; in KMS the encryption context `purpose`, which a policy can demand. */
export const SEALING_PURPOSE = 'household-file';

/** A data key: 32 bytes in the clear, never stored, and the same key wrapped, which only its keeper can unwrap. */
type DataKey = { plain: Uint8Array; wrapped: Uint8Array };

/** Port of the keeper of data keys. */
export type DataKeys = {
  generate(): Promise<DataKey>;
  /** Throws when the keeper did not wrap these bytes. */
  unwrap(wrapped: Uint8Array): Promise<Uint8Array>;
};
