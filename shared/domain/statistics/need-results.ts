import type { NeedResult } from '../household/move-need.ts';
import type { FactBody } from './facts.ts';

/** The results that a follow-up or a Re-X-ray gives of needs; none of another fact. */
export function needResults(body: FactBody): readonly NeedResult[] {
  if (body.type === 'rexray') return body.results;
  return body.type === 'follow-up' ? body.resolved.map((needId) => ({ needId, result: 'RESOLVED' })) : [];
}
