/** Section 5: the stages of the households before the quarter and on its last day, graduations and relapses. */
import type { TargetState } from '../../target-list/target-state.ts';
import type { ListedCase } from '../case-lists.ts';
import { stageOn, STAGES } from '../case-on-day.ts';
import type { FigureTally } from '../figure-tally.ts';
import type { ReportDays } from './days.ts';
import { recordOf } from '../record-of.ts';
import type { QuarterFigures } from './shape.ts';
import type { UnitTally } from './unit-tally.ts';

export function addOutcome(
  { known, documents, enteredOn }: ListedCase,
  days: ReportDays,
  rows: readonly UnitTally[],
): void {
  const { before, day } = days;
  const { id } = known.household;
  const stages = `outcome.stages.${stageOn(known, before)}.${stageOn(known, day)}`;
  const said = (state: TargetState): boolean =>
    documents.some(({ document, places }) =>
      places.some(({ list }) =>
        (document.said.get(list) ?? []).some((each) => each.state === state && days.holds(each.on)),
      ),
    );
  const graduated = said('GRADUATED');
  const relapsed = said('RELAPSED');
  for (const { tally } of rows) {
    if (enteredOn <= day) tally.add(stages, id);
    if (graduated) tally.add('outcome.graduated', id);
    if (relapsed) tally.add('outcome.relapsed', id);
  }
}

export function outcomeOf(tally: FigureTally): QuarterFigures['outcome'] {
  return {
    stages: recordOf(STAGES, (opening) =>
      recordOf(STAGES, (closing) => tally.of(`outcome.stages.${opening}.${closing}`)),
    ),
    graduated: tally.of('outcome.graduated'),
    relapsed: tally.of('outcome.relapsed'),
  };
}
