import { describe, expect, it } from 'vitest';

import type { Household } from '#shared/domain/household/household.ts';
import { record } from '#shared/domain/logbook/record.ts';
import { matchHouseholds } from '#shared/domain/matching/match-household.ts';
import type { FileRow, RowValues } from '../cells/row.ts';
import { householdOfRow } from './household-of-row.ts';

const born = (year: number) => ({ date: `${year}-01-01`, year, precision: 'DAY' }) as const;
const said: RowValues = {
  firstName: 'ทดสอบ',
  lastName: 'ตัวอย่างดี',
  areaCode: '420101',
  addressNo: '12/3',
  moo: 4,
  birthDate: born(1992),
};

/** The household of a father, and what a row says that a file of a source brings. */
function beside(values: RowValues, source: 'thaiqm-survey' | 'assistance', scopeAreas = ['42']) {
  const { household }: { household: Household } = record(
    undefined,
    [
      {
        type: 'registered',
        profile: {
          houseCode: '99990000002',
          address: { addressNo: '12/3', moo: 4 },
          areaCode: '420101',
          members: [{ id: 'p1', firstName: 'ทดสอบ', lastName: 'ตัวอย่างดี', birthDate: born(1947) }],
        },
      },
    ],
    {
      householdId: 'h1',
      recordedAt: new Date('2026-06-10T03:00:00.000Z'),
      recordedBy: { sub: 's', roles: [] },
      hash: () => 'hash',
    },
  );
  const row: FileRow = { sheet: 0, row: 7, values, problems: [] };
  const matches = matchHouseholds({ ...values, people: [values] }, [{ household, foundBy: ['place'] }]);
  return householdOfRow(row, matches, undefined, { source, scopeAreas });
}

it('a namesake at one address born years apart begins a household of its own, with a warning', () => {
  expect(beside(said, 'thaiqm-survey')).toMatchObject({
    household: undefined,
    problems: [{ row: 7, column: 'birth_date', severity: 'warning', code: 'household-alike' }],
  });
});

it('another house code says that it is another house: no warning', () => {
  const other = beside({ ...said, houseCode: '99990000001' }, 'thaiqm-survey');
  expect(other).toMatchObject({ household: undefined, problems: [] });
});

it('a namesake of the same birth is meant', () => {
  expect(beside({ ...said, birthDate: born(1947) }, 'thaiqm-survey').household?.id).toBe('h1');
});

it('neither an agency nor an office of another area learns of the namesake', () => {
  expect(beside(said, 'assistance').problems).toEqual([]);
  expect(beside(said, 'thaiqm-survey', ['31']).problems).toEqual([]);
});

describe('a household that another one at the place may be', () => {
  const row = (values: RowValues): FileRow => ({ sheet: 0, row: 7, values, problems: [] });
  const numbered: RowValues = { ...said, citizenId: '3000000000013', houseCode: '99990000017' };
  const begun = (id: string, { houseCode, citizenId, firstName = '', lastName, birthDate }: RowValues): Household => {
    const { houseCode: _other, ...household } = beside({ ...said, birthDate: born(1947) }, 'thaiqm-survey').household!;
    const member = { citizenId, lastName, birthDate };
    return {
      ...household,
      id,
      ...(houseCode === undefined ? {} : { houseCode }),
      members: [JSON.parse(JSON.stringify({ id: `${id}-1`, firstName, ...member }))],
    };
  };
  const judge = (
    known: Household,
    other: Household,
    source: 'thaiqm-survey' | 'assistance' = 'thaiqm-survey',
    scopeAreas = ['42'],
  ) =>
    householdOfRow(
      row(numbered),
      matchHouseholds({ ...numbered, people: [numbered] }, [
        { household: other, foundBy: ['place'] },
        { household: known, foundBy: ['citizen-id'] },
      ]),
      undefined,
      { source, scopeAreas },
    );

  it('is told by a row that knows both', () => {
    const [known, other] = [begun('h1', numbered), begun('h2', said)];
    const { household, problems, tellsOf } = judge(known, other);
    expect(household?.id).toBe('h1');
    expect(problems).toMatchObject([{ row: 7, severity: 'warning', code: 'place-known' }]);
    expect(tellsOf.map(({ id }) => id)).toEqual(['h2']);
  });

  it.each<[string, Partial<Household>, RowValues]>([
    ['was recorded as a duplicate', { duplicates: ['h2'] }, said],
    ['has somebody with another citizen ID', {}, { ...said, citizenId: '3000000000021' }],
    ['has somebody born in another time', {}, { ...said, birthDate: born(1947) }],
    ['has another house code', {}, { ...said, houseCode: '99990000025' }],
    ['has somebody of another name', {}, { ...said, firstName: 'สมมุติ' }],
  ])('is not told when it %s', (_, more, values) => {
    expect(judge({ ...begun('h1', numbered), ...more }, begun('h2', values)).problems).toEqual([]);
  });

  it('is told to no agency and to no office of another area', () => {
    const [known, other] = [begun('h1', numbered), begun('h2', said)];
    expect(judge(known, other, 'assistance').problems).toEqual([]);
    expect(judge(known, other, 'thaiqm-survey', ['31']).problems).toEqual([]);
  });
});
