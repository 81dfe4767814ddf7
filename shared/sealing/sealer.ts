/** Port of sealing: personal data leave memory only inside an envelope that names what it belongs to. */
export type SealContext = Readonly<Record<string, string>>;

/** Seals one text of several that are written together. Each needs a context of its own; throws when one comes again. */
export type Sealing = (plain: string, context: SealContext) => Uint8Array;

export type Sealer = {
  /** Begins to seal what is written together, under one derivation. `province`: whose data key; two digits, or `NO_PROVINCE`. */
  begin(province: string): Promise<Sealing>;
  /** Seals one text alone. The same context must be given to open it; the province is not asked for then, because households move. */
  seal(plain: string, context: SealContext, province: string): Promise<Uint8Array>;
  /** Throws `SealBroken` when the envelope was changed or belongs to another context. */
  open(sealed: Uint8Array, context: SealContext): Promise<string>;
};

/**
 * Keyed fingerprints: a citizen ID, the address of a house or that of an account is found by one without being stored. That of a `chain`
 * is shown in place of the hash of an entry, by which one could try what an entry says in the fields that one is not told.
 */
export type BlindIndex = {
  fingerprint(purpose: 'person' | 'address' | 'email' | 'chain', value: string): string;
  /** A number of 10 bits, so short that many values share it: it finds names, and many names that are not meant. */
  tag(value: string): number;
};
