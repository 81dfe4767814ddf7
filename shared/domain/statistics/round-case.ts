/** A household as a case of a round of Re-X-ray (casework R20). */
import { isWithin } from '#shared/thai/area-code.ts';
import type { RexrayRound } from '../campaign/rexray-round.ts';
import type { RoundResult } from '../campaign/round-result.ts';
import { listedCase, type CaseLists } from './case-lists.ts';
import type { RexrayFact } from './facts.ts';
import type { KnownCase } from './known-case.ts';

/** A round with its list as known at the moment. */
export type ShownRound = Pick<RexrayRound, 'id' | 'scopeArea'> & { readonly lists: CaseLists };

/** `area`: of the list entry, in which the case counts. `last` null: nobody has looked at it in this round (PENDING). */
export type RoundCase = {
  readonly area: string;
  readonly last: { readonly on: string; readonly result: RoundResult; readonly newNeeds: number } | null;
};

/**
 * What came of a household in a round by a day, as known at `asOf` (ISO UTC): a case is a household of the round's list, wherever it lives and
 * whatever came of it since. Undefined: it is no case of the round.
 */
export function roundCase(
  known: KnownCase,
  { id, scopeArea, lists }: ShownRound,
  { asOf, day }: { asOf: string; day: string },
): RoundCase | undefined {
  const listed = listedCase(known, lists, asOf);
  if (!listed || !isWithin(listed.standing.area, scopeArea)) return undefined;
  const { area } = listed.standing;
  let last: RexrayFact | undefined;
  // The result with the latest day; of several on one day the one recorded last.
  for (const each of known.rexrays)
    if (each.round === id && each.on <= day && !(last && each.on < last.on)) last = each;
  return { area, last: last ? { on: last.on, result: resultOf(last), newNeeds: last.needs.length } : null };
}

function resultOf({ gone, results }: RexrayFact): RoundResult {
  if (gone) return 'HOUSEHOLD_GONE';
  if (results.every(({ result }) => result === 'COMPLETE')) return 'COMPLETE';
  return results.every(({ result }) => result === 'NOT_STARTED') ? 'NOT_STARTED' : 'INCOMPLETE';
}
