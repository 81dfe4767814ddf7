import { mayStep } from '../life-cycle.ts';
import type { Need } from './household.ts';
import { NEED_LIFE_CYCLE, NEED_STATUSES, type NeedStatus } from './need-status.ts';

/** What a follow-up or a Re-X-ray says became of a need. */
export type NeedResult = { needId: string; result: string };

/** What becomes of a need by a result (reading R46); undefined: the result moves nothing. */
function statusByResult(result: string): NeedStatus | undefined {
  if (result === 'RESOLVED' || result === 'COMPLETE') return 'RESOLVED';
  return result === 'INCOMPLETE' ? 'IN_PROGRESS' : undefined;
}

/**
 * The status into which a result moves a need (reading R46). `from`: its status, OPEN where nothing is known of it. Undefined when the
 * result moves nothing, or the life-cycle has no such step.
 */
export function movedByResult(from: string | undefined, result: string): NeedStatus | undefined {
  const known = NEED_STATUSES.find((status) => status === from) ?? 'OPEN';
  const to = statusByResult(result);
  return to !== undefined && mayStep(NEED_LIFE_CYCLE, known, to) ? to : undefined;
}

/** Ids of the needs that results close, where their life-cycle has the step. */
export function closedBy(results: readonly NeedResult[]): string[] {
  return results.flatMap(({ needId, result }) => (statusByResult(result) === 'RESOLVED' ? [needId] : []));
}

/** The needs after the results of a day (`YYYY-MM-DD`). */
export function withResults(needs: readonly Need[], results: readonly NeedResult[], on: string): Need[] {
  return needs.map((need) =>
    results.reduce((moved, { needId, result }) => {
      const status = needId === need.id ? movedByResult(moved.status, result) : undefined;
      return status === undefined ? moved : { ...moved, status, statusOn: on };
    }, need),
  );
}
