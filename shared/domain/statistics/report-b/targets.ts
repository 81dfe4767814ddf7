/** Section 2: the states of the documents on the lists, before the quarter and on its last day. */
import { TARGET_STATES, type TargetState } from '../../target-list/target-state.ts';
import { stateOn, type CaseLists, type ListedCase } from '../case-lists.ts';
import type { FigureTally } from '../figure-tally.ts';
import type { ReportDays } from './days.ts';
import { recordOf } from '../record-of.ts';
import type { ByState, TargetFigures } from './shape.ts';
import type { UnitTally } from './unit-tally.ts';

/** Counts each document in the rows of its own place. */
export function addTargets(
  { documents }: ListedCase,
  lists: CaseLists,
  { before, day }: ReportDays,
  rowsAt: (place: string) => readonly UnitTally[],
): void {
  for (const document of documents) {
    const { id, area: place, inBaseline, late } = document.standing;
    const opening = stateOn(document, lists, before);
    const closing = stateOn(document, lists, day);
    for (const { tally } of rowsAt(place)) {
      if (opening !== undefined) tally.add(`targets.opening.${opening}`, id);
      if (closing !== undefined) tally.add(`targets.closing.${closing}`, id);
      if (opening === undefined && closing !== undefined)
        tally.add(`targets.entered.${late && !inBaseline ? 'lateAdded' : 'baseline'}`, id);
      if (opening === closing) continue;
      if (opening !== undefined) tally.add(`targets.out.${opening}`, id);
      if (closing !== undefined) tally.add(`targets.in.${closing}`, id);
    }
  }
}

export function targetsOf(tally: FigureTally): TargetFigures {
  const byState = (part: string): ByState =>
    recordOf(TARGET_STATES, (state: TargetState) => tally.of(`targets.${part}.${state}`));
  return {
    opening: byState('opening'),
    in: byState('in'),
    out: byState('out'),
    closing: byState('closing'),
    entered: {
      baseline: tally.of('targets.entered.baseline'),
      lateAdded: tally.of('targets.entered.lateAdded'),
    },
  };
}
