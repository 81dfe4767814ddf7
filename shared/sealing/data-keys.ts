/** A data key: 32 bytes in the clear, never stored, and the same key wrapped, which only its keeper can unwrap. */
export type DataKey = { plain: Uint8Array; wrapped: Uint8Array };

/** Port of the keeper of data keys. */
export type DataKeys = {
  generate(): Promise<DataKey>;
  /** Throws when the keeper did not wrap these bytes. */
  unwrap(wrapped: Uint8Array): Promise<Uint8Array>;
};
