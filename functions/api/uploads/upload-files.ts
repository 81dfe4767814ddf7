/** Port of the place where files are sent to and fetched from. */
export type UploadFiles = {
  /** A form by which exactly one object of at most `largest` bytes can be posted under the key. */
  form: (key: string, largest: number) => Promise<{ url: string; fields: Record<string, string> }>;
  /** A link by which an object can be fetched for a short time. */
  link: (key: string) => Promise<string>;
};
