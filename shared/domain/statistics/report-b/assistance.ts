/** Section 4: help that was delivered in the quarter. */
import { countedAs, type Find } from '#shared/domain/organisation/organisation.ts';
import type { ListedCase } from '../case-lists.ts';
import type { KnownHelp } from '../known-household.ts';
import { percentOf } from '../percent.ts';
import type { ReportDays } from './days.ts';
import type { AssistanceFigures } from './shape.ts';
import type { UnitTally } from './unit-tally.ts';

const UNKNOWN = 'UNKNOWN';

export type HelpCounter = (listed: ListedCase, days: ReportDays, rows: readonly UnitTally[]) => void;

/** Counts the help of households by the departments and sectors of the organisations that `find` knows. */
export function createHelpCounter(find: Find): HelpCounter {
  const bodies = new Map<string, string>();

  function bodyOf(agency: string): string {
    const known = bodies.get(agency) ?? countedAs(agency, 'department', find);
    bodies.set(agency, known);
    return known;
  }

  function sectorsOf({ agencies }: KnownHelp): string[] {
    return agencies.map((agency) => (agency === null ? UNKNOWN : (find(agency)?.sector ?? UNKNOWN)));
  }

  function addHelp({ known }: ListedCase, days: ReportDays, rows: readonly UnitTally[]): void {
    const { id } = known.household;
    const helps = known.household.helps.filter(({ deliveredOn }) => days.holds(deliveredOn));
    if (helps.length === 0) return;
    const named = new Set(
      helps.flatMap(({ agencies }) => agencies.filter((agency) => agency !== null).map((agency) => bodyOf(agency))),
    );
    const onlyAdvice = helps.every(({ fact }) => fact.assistanceType === 'ADVICE');
    for (const row of rows) {
      const { tally } = row;
      tally.add('assistance.households', id);
      if (named.size >= 2) tally.add('assistance.integratedHouseholds', id);
      if (onlyAdvice) tally.add('assistance.adviceOnlyHouseholds', id);
      for (const { fact } of helps) {
        tally.add('assistance.assistances', id);
        if (fact.cashBaht === null && fact.inKindBaht === null) tally.add('assistance.withoutValue', id);
        for (const person of fact.personIds) row.persons.add(person);
      }
      row.help.add(helps);
      row.byAgency.add(helps, ({ agencies }) => agencies);
      row.byType.add(helps, ({ fact }) => [fact.assistanceType]);
      row.bySector.add(helps, sectorsOf);
    }
  }

  return addHelp;
}

export function assistanceOf({ tally, help, persons, byAgency, byType, bySector }: UnitTally): AssistanceFigures {
  const sums = help.figures();
  const integrated = tally.of('assistance.integratedHouseholds');
  return {
    households: sums.households,
    persons: persons.size,
    assistances: sums.assistances,
    integratedHouseholds: integrated,
    percentIntegrated: percentOf(integrated, sums.households),
    adviceOnlyHouseholds: tally.of('assistance.adviceOnlyHouseholds'),
    cashBaht: sums.cashBaht,
    inKindBaht: sums.inKindBaht,
    withoutValue: tally.of('assistance.withoutValue'),
    byAgency: byAgency.rows(null).map(([agency, figures]) => ({ agency, ...figures })),
    byType: byType.rows('').map(([assistanceType, figures]) => ({ assistanceType, ...figures })),
    bySector: bySector.rows(UNKNOWN).map(([sector, figures]) => ({ sector, ...figures })),
  };
}
