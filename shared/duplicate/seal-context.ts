import type { SealContext } from '#shared/sealing/sealer.ts';

/** The place of the only text of a candidate: why it was dismissed. */
export function contextInDuplicate(id: string): SealContext {
  return { table: 'duplicates', id, words: 'dismissed' };
}
