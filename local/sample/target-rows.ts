import { DIMENSION_NAMES } from '#shared/reference/dimensions.ts';

import type { SampleHousehold, SamplePerson } from './households.ts';
import { placeCells } from './place-cells.ts';
import type { SampleRow } from './sample-row.ts';
import { writeDay } from './write-day.ts';

/** The rows of a TPMAP target list: one for each target person, clean. */
export function targetRows(households: readonly SampleHousehold[], yearBe: number): SampleRow[] {
  return households.flatMap((household) =>
    household.targets.map((person) => ({
      cells: {
        ...personCells(person),
        ...placeCells(household, 'code-and-names'),
        list_year: String(yearBe),
        dimensions: household.dimensions.map((dimension) => DIMENSION_NAMES[dimension].nameTh).join(';'),
        indicators: household.indicators.join(';'),
        welfare_card: 'มี',
      },
      household,
      person,
      day: '',
      dirt: undefined,
      rejectedFor: undefined,
    })),
  );
}

/** ID, names, birth date and relation of a person. */
export function personCells(person: SamplePerson): SampleRow['cells'] {
  return {
    citizen_id: person.citizenId,
    title: person.title,
    first_name: person.firstName,
    last_name: person.lastName,
    birth_date: person.onlyYear
      ? `00/00/${Number(person.birthDate.slice(0, 4)) + 543}`
      : writeDay(person.birthDate, 'slashes'),
    relation: person.relation,
  };
}
