import { Problem, wrongInput } from '#shared/problems.ts';
import { bangkokDay } from '#shared/thai/bangkok-time.ts';

/** A round of Re-X-ray: the households of a list are looked at again by a day (letters S2, S3; casework D). */
export type RexrayRound = {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly list: string;
  readonly scopeArea: string;
  readonly dueOn: string;
  /** ISO UTC. */
  readonly createdAt: string;
  /** ISO UTC; absent: nobody has closed it. */
  readonly closedAt?: string;
};

export const ROUND_STATUSES = ['OPEN', 'CLOSED'] as const;
export type RoundStatus = (typeof ROUND_STATUSES)[number];

/** A round is closed by a call, or when its due day has ended. `today`: a Bangkok day. Results that come later still count. */
export function roundStatus({ closedAt, dueOn }: Pick<RexrayRound, 'closedAt' | 'dueOn'>, today: string): RoundStatus {
  return closedAt !== undefined || dueOn < today ? 'CLOSED' : 'OPEN';
}

/** A round ends on the day on which it begins or later. Throws `invalid-input`. */
export function refusePastDue(dueOn: string, now: Date): void {
  if (dueOn < bangkokDay(now)) throw wrongInput('/dueOn', 'วันครบกำหนดต้องไม่ก่อนวันนี้', 'date-in-past');
}

/** The round, closed by a call. Throws `round-closed`. */
export function closedRound(before: RexrayRound, now: Date): RexrayRound {
  if (roundStatus(before, bangkokDay(now)) === 'CLOSED') throw new Problem('round-closed');
  return { ...before, version: before.version + 1, closedAt: now.toISOString() };
}
