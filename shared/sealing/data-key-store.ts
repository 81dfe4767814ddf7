/** A data key as it is stored: the key of a province for the records that a month seals. */
export type StoredDataKey = {
  /** Eight random bytes, which envelopes carry instead of the key. */
  name: Uint8Array;
  /** Two digits; `NO_PROVINCE` for data that belong to none. */
  province: string;
  /** `YYYY-MM` in Asia/Bangkok. */
  month: string;
  wrapped: Uint8Array;
};

export const NO_PROVINCE = '00';
export const KEY_NAME_BYTES = 8;

/** Port of the stored data keys. None is ever changed or removed: with one, a month of a province would be lost. */
export type DataKeyStore = {
  /** Name of the key of a province and month, if it has been made: also one that another process made a moment ago. */
  nameOf(province: string, month: string): Promise<Uint8Array | undefined>;
  /** The wrapped key of a name, if it is there. */
  wrapped(name: Uint8Array): Promise<Uint8Array | undefined>;
  /** Stores a key whole or not at all; false when its province and month, or its name, has one. */
  put(key: StoredDataKey): Promise<boolean>;
};
