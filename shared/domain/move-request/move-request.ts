/**
 * A request of an office that met a household which it cannot read: that the unit where the household lives by its file records the move
 * (casework F, I). Nothing of the household is told to the office that asks.
 */
import type { LifeCycle } from '../life-cycle.ts';
import type { Recorder } from '../logbook/entry.ts';

export const MOVE_REQUEST_STATES = ['OPEN', 'ACCEPTED', 'REJECTED'] as const;
export type MoveRequestState = (typeof MOVE_REQUEST_STATES)[number];

export const MOVE_REQUEST_LIFE_CYCLE: LifeCycle<MoveRequestState> = {
  OPEN: ['ACCEPTED', 'REJECTED'],
  ACCEPTED: [],
  REJECTED: [],
};

/** `from`: the sub-district where the household lived when it was asked for, whose unit answers. `on`: the day of the move. Moments: ISO, UTC. */
export type MoveRequest = {
  readonly id: string;
  readonly version: number;
  readonly household: string;
  readonly from: string;
  readonly toArea: string;
  readonly on: string;
  /** Words about people, sealed. */
  readonly reason: { readonly sealed: string };
  readonly askedAt: string;
  readonly askedBy: Recorder;
  readonly answer?: {
    readonly result: Exclude<MoveRequestState, 'OPEN'>;
    readonly reason?: { readonly sealed: string };
    readonly at: string;
    readonly by: string;
  };
};

export function stateOfMoveRequest({ answer }: Pick<MoveRequest, 'answer'>): MoveRequestState {
  return answer?.result ?? 'OPEN';
}
