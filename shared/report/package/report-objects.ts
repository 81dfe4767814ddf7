/** Port of the bucket of packages: objects are put once and never change. */
export type ReportObjects = {
  /** Puts the object if none stands under the key. Answers the bytes that stand there then: those given, or those of whoever was first. */
  put: (key: string, bytes: Uint8Array, contentType: string) => Promise<Uint8Array>;
};
