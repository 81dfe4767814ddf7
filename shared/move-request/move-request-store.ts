/** Port of the store of move requests. Nothing of it is ever taken away. */
import { dueOfMoveRequest } from '#shared/domain/due/kinds-of-answers.ts';
import type { MoveRequest } from '#shared/domain/move-request/move-request.ts';
import { moved, type MovedDue } from '#shared/due/moved.ts';
import type { Claim } from '#shared/idempotency/claim.ts';

export type MoveRequestStore = {
  /** False while another request of the household is open. Throws `KeyTaken`. */
  create(request: MoveRequest, claim?: Claim): Promise<boolean>;
  get(id: string): Promise<MoveRequest | undefined>;
  /** Puts the answered request; false when it was answered already. */
  answer(before: MoveRequest, after: MoveRequest): Promise<boolean>;
};

/** The answer that goes with the move of the household, in one transaction. */
export type MoveRequestStep = { before: MoveRequest; after: MoveRequest };

/** The row of the queue that a request moves: it waits for the unit from the moment it is asked. */
export function dueMovedByRequest(before: MoveRequest | undefined, after: MoveRequest): MovedDue {
  return moved(before ? dueOfMoveRequest(before) : [], dueOfMoveRequest(after));
}
