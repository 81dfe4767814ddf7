import type { SealContext } from '#shared/sealing/sealer.ts';

/** The place of one text of a move request: why the move was asked for, or why that was rejected. Neither opens in the place of the other. */
export function contextInMoveRequest(id: string, words: 'reason' | 'answer'): SealContext {
  return { table: 'move-requests', id, words };
}
