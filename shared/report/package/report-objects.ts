/** Port of the bucket of packages: objects are put once and never change. */
export type ReportObjects = {
  /** Puts the object if the key is free. Answers the bytes that are stored then: those given, or those of the first writer. */
  put: (key: string, bytes: Uint8Array, contentType: string) => Promise<Uint8Array>;
  /** The bytes of an object that exists. */
  get: (key: string) => Promise<Uint8Array>;
};
