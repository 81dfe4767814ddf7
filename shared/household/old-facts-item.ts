/** The item of facts that have left a document. It lies beside the document, no index carries it, and facts are only ever added to it. */
import { isDeepStrictEqual } from 'node:util';

import type { EntryFact } from '#shared/domain/statistics/facts.ts';
import { factsOf } from '#shared/domain/logbook/facts-of.ts';
import { factsWithout, withOldFacts } from '#shared/domain/statistics/lasting-facts.ts';
import { itemOf, openItem, textOf, type Item } from '#shared/dynamo/attributes.ts';

import { packFacts, unpackFacts } from './facts-codec.ts';
import type { HouseholdChange } from './household-store.ts';
import { householdOfOldFacts, oldFactsKey } from './keys.ts';

const FORM = 1;

/** The facts that leave the document by a change: those that it had or that the change brings, and that are not in it afterwards. */
export function leavingFacts({ before, after, entries }: HouseholdChange): EntryFact[] {
  if (after.factsSince === undefined) return [];
  return factsWithout([...(before?.facts ?? []), ...entries.flatMap((entry) => factsOf(entry))], after.facts);
}

/** The item when `facts` join those of `standing`. */
export function oldFactsItem(household: string, facts: readonly EntryFact[], standing?: Item): Item {
  const known = standing ? toOldFacts(standing).facts : [];
  return itemOf(oldFactsKey(household), FORM, { facts: { S: packFacts(household, withOldFacts(known, facts)) } });
}

export function toOldFacts(item: Item): { household: string; facts: EntryFact[] } {
  const household = householdOfOldFacts(textOf(openItem(item, FORM), 'pk'));
  return { household, facts: unpackFacts(household, textOf(item, 'facts')).facts };
}

/**
 * Whether a stored item of old facts has what its household needs: every fact that is not in the document, and none that the entries do not make.
 * It may have facts that a correction has brought back into the document. Throws when the item is damaged.
 */
export function holdsOldFacts(
  standing: Item | undefined,
  document: readonly EntryFact[],
  all: readonly EntryFact[],
): boolean {
  const left = factsWithout(all, document);
  if (!standing) return left.length === 0;
  const { facts } = toOldFacts(standing);
  const made = factsWithout(all, factsWithout(all, facts));
  return factsWithout(left, facts).length === 0 && isDeepStrictEqual(facts, made);
}
