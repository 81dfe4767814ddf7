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
