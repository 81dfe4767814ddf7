import { statusByResult } from '../household/move-need.ts';
import { NEED_LIFE_CYCLE, NEED_STATUSES, type NeedStatus } from '../household/need-status.ts';
import { mayStep } from '../life-cycle.ts';
import type { FactBody } from './facts.ts';

/** The results that a follow-up or a Re-X-ray gives of needs; none of another fact. */
export function needResults(body: FactBody): readonly { needId: string; result: string }[] {
  if (body.type === 'rexray') return body.results;
  return body.type === 'follow-up' ? body.resolved.map((needId) => ({ needId, result: 'RESOLVED' })) : [];
}

/**
 * The status that a result gives a need whose status is `from` (undefined: nothing was said of it yet, so OPEN). Undefined when the result
 * moves nothing, or the life-cycle has no such step (reading R46).
 */
export function statusAfterResult(from: string | undefined, result: string): NeedStatus | undefined {
  const to = statusByResult(result);
  const known = NEED_STATUSES.find((status) => status === from) ?? 'OPEN';
  return to !== undefined && mayStep(NEED_LIFE_CYCLE, known, to) ? to : undefined;
}
