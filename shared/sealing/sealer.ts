/** Port of sealing: personal data leave memory only inside an envelope that names what it belongs to. */
export type SealContext = Readonly<Record<string, string>>;

export type Sealer = {
  /** Seals UTF-8 text. The same context must be given to open it. */
  seal(plain: string, context: SealContext): Promise<Uint8Array>;
  /** Throws when the envelope was changed or belongs to another context. */
  open(sealed: Uint8Array, context: SealContext): Promise<string>;
};

/** Keyed fingerprints: a citizen ID or an address is found by one without being stored. */
export type BlindIndex = {
  fingerprint(purpose: 'person' | 'address', value: string): string;
  /** A number of 10 bits, so short that many values share it: it finds names, and many names that are not meant. */
  tag(value: string): number;
};
