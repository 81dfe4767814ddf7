import { factsOf } from '#shared/domain/logbook/facts-of.ts';
import type { EntryFact } from '#shared/domain/statistics/facts.ts';
import { factsWithout } from '#shared/domain/statistics/lasting-facts.ts';

import type { HouseholdChange } from './household-store.ts';

/** The facts that leave the document by a change: those that it had or that the change brings, and that are not in it afterwards. */
export function leavingFacts({ before, after, entries }: HouseholdChange): EntryFact[] {
  if (after.factsSince === undefined) return [];
  return factsWithout([...(before?.facts ?? []), ...entries.flatMap((entry) => factsOf(entry))], after.facts);
}
