import type { TargetStateFact } from '../statistics/facts.ts';
import type { Household } from './household.ts';

/** Households that this one is recorded as a duplicate of, by the verification in force of each of its lists (domain.md §6.2). */
export function duplicateOfIn({ facts }: Pick<Household, 'facts'>): string[] {
  const superseded = new Set(facts.map(({ supersedes }) => supersedes));
  const inForce = new Map<string, TargetStateFact>();
  for (const { id, body } of facts)
    if (body.type === 'target-state' && !superseded.has(id)) inForce.set(body.list, body);
  return [...inForce.values()].flatMap(({ state, duplicateOf }) =>
    state === 'DUPLICATE' && duplicateOf !== undefined ? [duplicateOf] : [],
  );
}
