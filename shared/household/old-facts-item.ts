/** The item of facts that have left a document. Its key is beside that of the document, no index carries it, and facts are only ever added to it. */
import { isDeepStrictEqual } from 'node:util';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

import type { EntryFact } from '#shared/domain/statistics/facts.ts';
import { factsWithout, withOldFacts } from '#shared/domain/statistics/lasting-facts.ts';
import { bytesOf, itemOf, openItem, textOf, type Item } from '#shared/dynamo/attributes.ts';
import { ROOM_BYTES } from '#shared/domain/household/room.ts';
import { Problem } from '#shared/problems.ts';

import { packFacts, unpackFacts } from './facts-codec.ts';
import { householdOfOldFacts, oldFactsKey } from './keys.ts';

const FORM = 1;

/** The item when `facts` join those of `standing`. Throws `household-full` when they are more than an item takes: tens of thousands. */
export function oldFactsItem(household: string, facts: readonly EntryFact[], standing?: Item): Item {
  const known = standing ? toOldFacts(standing).facts : [];
  // Deflated: they are written whole once a year, and seldom read.
  const packed = deflateRawSync(packFacts(household, withOldFacts(known, facts)));
  if (packed.length > ROOM_BYTES) throw new Problem('household-full');
  return itemOf(oldFactsKey(household), FORM, { facts: { B: packed } });
}

export function toOldFacts(item: Item): { household: string; facts: EntryFact[] } {
  const household = householdOfOldFacts(textOf(openItem(item, FORM), 'pk'));
  const packed = inflateRawSync(bytesOf(item, 'facts')).toString('utf8');
  return { household, facts: unpackFacts(household, packed).facts };
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
