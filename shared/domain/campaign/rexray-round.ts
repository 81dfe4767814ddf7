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
