/** Rounds of Re-X-ray: what came of the households of a round by the last day of the report (casework R20). */
import type { FigureTally } from '../figure-tally.ts';
import type { KnownCase } from '../known-case.ts';
import { roundCase, type ShownRound } from '../round-case.ts';
import type { RoundFigures } from './shape.ts';
import type { UnitTally } from './unit-tally.ts';

export function addToRound(
  known: KnownCase,
  round: ShownRound,
  moment: { asOf: string; day: string },
  rowsAt: (place: string) => readonly UnitTally[],
): void {
  const { id, residence } = known.household;
  const figure = (name: string): string => `rexray.${round.id}.${name}`;
  if (residence !== null && known.founds.some((found) => found.round === round.id && found.on <= moment.day))
    for (const { tally } of rowsAt(residence)) tally.add(figure('missedHouseholds'), id);
  const one = roundCase(known, round, moment);
  if (!one) return;
  for (const { tally } of rowsAt(one.area)) {
    tally.add(figure('cases'), id);
    if (!one.last) continue;
    tally.add(figure('done'), id);
    tally.add(figure(one.last.result), id);
    if (one.last.newNeeds > 0) tally.add(figure('newProblem'), id);
  }
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
