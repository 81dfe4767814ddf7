import type { SealContext } from '#shared/sealing/sealer.ts';

/** The place of one text of a data subject's request: what the person asks, or the reason of the answer. Neither opens in the place of the other. */
export function contextInSubjectRequest(id: string, words: 'text' | 'reason'): SealContext {
  return { table: 'subject-requests', id, words };
}
