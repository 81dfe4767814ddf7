import { mayStep } from '../life-cycle.ts';
import type { Need } from './household.ts';
import { NEED_LIFE_CYCLE, type NeedStatus } from './need-status.ts';

/** What becomes of a need by a result of a follow-up or a Re-X-ray (reading R46); undefined: the result moves nothing. */
export function statusByResult(result: string): NeedStatus | undefined {
  if (result === 'RESOLVED' || result === 'COMPLETE') return 'RESOLVED';
  return result === 'INCOMPLETE' ? 'IN_PROGRESS' : undefined;
}

/**
 * The needs after a result of a follow-up or a Re-X-ray has moved one of them on a day (reading R46): when its life-cycle has no
 * such step, all stay as they are.
 */
export function moveNeed(needs: readonly Need[], id: string, to: NeedStatus, on: string): Need[] {
  return needs.map((need) =>
    need.id === id && mayStep(NEED_LIFE_CYCLE, need.status, to) ? { ...need, status: to, statusOn: on } : need,
  );
}
