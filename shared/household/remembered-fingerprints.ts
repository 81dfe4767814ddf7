import type { BlindIndex } from '#shared/sealing/sealer.ts';

/** Two such groups are kept: more than the identities of the rows that are looked up together. */
const GROUP = 1000;

/**
 * The same index, which remembers the last fingerprints: those by which a household is looked for are those of its pointers, when it
 * is written a moment later.
 */
export function rememberFingerprints(index: BlindIndex): BlindIndex {
  let young = new Map<string, string>();
  let old = new Map<string, string>();
  return {
    ...index,
    fingerprint(purpose, value) {
      const key = `${purpose} ${value}`;
      const known = young.get(key) ?? old.get(key);
      if (known !== undefined) return known;
      if (young.size >= GROUP) [old, young] = [young, new Map()];
      const fingerprint = index.fingerprint(purpose, value);
      young.set(key, fingerprint);
      return fingerprint;
    },
  };
}
