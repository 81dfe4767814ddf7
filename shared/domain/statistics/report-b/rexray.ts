/** Rounds of Re-X-ray: what came of the households of a round by the last day of the report (casework R20). */
import { isWithin } from '#shared/thai/area-code.ts';
import type { RexrayRound } from '../../campaign/rexray-round.ts';
import { listedCase, type CaseLists } from '../case-lists.ts';
import type { RexrayFact } from '../facts.ts';
import type { FigureTally } from '../figure-tally.ts';
import type { KnownCase } from '../known-case.ts';
import type { RoundFigures } from './shape.ts';
import type { UnitTally } from './unit-tally.ts';

/** A round with its list as known at the moment of the report. */
export type ShownRound = Pick<RexrayRound, 'id' | 'scopeArea'> & { readonly lists: CaseLists };

export function addToRound(
  known: KnownCase,
  round: ShownRound,
  { asOf, day }: { asOf: string; day: string },
  rowsAt: (place: string) => readonly UnitTally[],
): void {
  const { id, residence } = known.household;
  const figure = (name: string): string => `rexray.${round.id}.${name}`;
  if (residence !== null && known.founds.some((found) => found.round === round.id && found.on <= day))
    for (const { tally } of rowsAt(residence)) tally.add(figure('missedHouseholds'), id);
  const listed = listedCase(known, round.lists, asOf);
  if (!listed || !isWithin(listed.standing.area, round.scopeArea)) return;
  const last = lastOf(
    known.rexrays.filter((rexray) => rexray.round === round.id),
    day,
  );
  for (const { tally } of rowsAt(listed.standing.area)) {
    tally.add(figure('cases'), id);
    if (!last) continue;
    tally.add(figure('done'), id);
    tally.add(figure(roundResult(last)), id);
    if (last.needs.length > 0) tally.add(figure('newProblem'), id);
  }
}

/** The result with the latest day; of several on one day the one recorded last. */
function lastOf(rexrays: readonly RexrayFact[], day: string): RexrayFact | undefined {
  let last: RexrayFact | undefined;
  for (const each of rexrays) if (each.on <= day && !(last && each.on < last.on)) last = each;
  return last;
}

/** What came of a household in a round (R20). */
function roundResult({ gone, results }: RexrayFact): 'HOUSEHOLD_GONE' | 'COMPLETE' | 'NOT_STARTED' | 'INCOMPLETE' {
  if (gone) return 'HOUSEHOLD_GONE';
  if (results.every(({ result }) => result === 'COMPLETE')) return 'COMPLETE';
  return results.every(({ result }) => result === 'NOT_STARTED') ? 'NOT_STARTED' : 'INCOMPLETE';
}

export function roundOf(tally: FigureTally, round: string): RoundFigures {
  const of = (name: string): number => tally.of(`rexray.${round}.${name}`);
  return {
    round,
    cases: of('cases'),
    done: of('done'),
    COMPLETE: of('COMPLETE'),
    INCOMPLETE: of('INCOMPLETE'),
    NOT_STARTED: of('NOT_STARTED'),
    HOUSEHOLD_GONE: of('HOUSEHOLD_GONE'),
    newProblem: of('newProblem'),
    missedHouseholds: of('missedHouseholds'),
  };
}
