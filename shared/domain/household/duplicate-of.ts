import type { TargetStateFact } from '../statistics/facts.ts';
import type { Household } from './household.ts';

/**
 * Households that this one is recorded as a duplicate of, by the verification in force of each of its lists (domain.md §6.2), and the one
 * that it was merged into.
 */
export function duplicateOfIn({ facts }: Pick<Household, 'facts'>): string[] {
  const superseded = new Set(facts.map(({ supersedes }) => supersedes));
  const inForce = new Map<string, TargetStateFact>();
  const merged: string[] = [];
  for (const { id, body } of facts) {
    if (superseded.has(id)) continue;
    if (body.type === 'target-state') inForce.set(body.list, body);
    if (body.type === 'merged') merged.push(body.into);
  }
  const named = [...inForce.values()].flatMap(({ state, duplicateOf }) =>
    state === 'DUPLICATE' && duplicateOf !== undefined ? [duplicateOf] : [],
  );
  return [...new Set([...named, ...merged])];
}
