/** The approval of a published package: a second person answers for the figures (casework F). */
import { Problem } from '#shared/problems.ts';

/** `at` ISO UTC; `by` the account that approved. */
export type Approval = { at: string; by: string; note?: string };

/**
 * Refuses an approval by somebody who started one of the runs that the package comes from. Throws `own-report`. A package that the schedule
 * made comes from none: whoever may approve at all approves it.
 */
export function refuseOwnReport(startedBy: readonly string[], approver: string): void {
  if (startedBy.includes(approver)) throw new Problem('own-report');
}
