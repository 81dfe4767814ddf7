import type { EntryFact } from '../statistics/facts.ts';
import type { Household } from './household.ts';

/**
 * The newest visits of a household in force, the newest day first, of one day the one recorded last first. They are those that its document
 * still holds facts of: of this fiscal year and the last one.
 */
export function lastVisits({ facts }: Pick<Household, 'facts'>, most: number): EntryFact[] {
  const superseded = new Set(facts.map(({ supersedes }) => supersedes));
  return facts
    .flatMap((fact) => (fact.body.type === 'visit' && !superseded.has(fact.id) ? [{ fact, on: fact.body.on }] : []))
    .toSorted((a, b) => (a.on === b.on ? b.fact.version - a.fact.version : a.on < b.on ? 1 : -1))
    .slice(0, most)
    .map(({ fact }) => fact);
}
