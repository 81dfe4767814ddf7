/** Port of the place where files are sent to and fetched from. */
export type UploadFiles = {
  /** A form by which an object of exactly `size` bytes can be posted under the key: what broke off on its way is refused. */
  form: (key: string, size: number) => Promise<{ url: string; fields: Record<string, string> }>;
  /** The bytes of an object from `from` up to, without, `to`. */
  bytes: (key: string, from: number, to: number) => Promise<Uint8Array>;
  /** A link by which an object can be fetched for a short time. */
  link: (key: string) => Promise<string>;
};
