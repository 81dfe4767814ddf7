import { describe, expect, it } from 'vitest';

import { DIMENSIONS, type Dimension } from '#shared/reference/dimensions.ts';
import type { Household } from '../household/household.ts';
import { rowNormalizer } from '../intake/cells/normalize-row.ts';
import type { CellTexts } from '../intake/cells/cell-reader.ts';
import type { UploadSource } from '../intake/cells/row.ts';
import { judgeRow } from '../intake/judge/judge-row.ts';
import { record } from '../logbook/record.ts';
import { AreaTally } from './area-tally.ts';
import { TPMAP_2561_EQUIVALENT } from './profile.ts';
import { peopleOf, PROVINCES_2561, type Counted2561 } from './test/people-of-2561.ts';

const CONTEXT = { today: '2026-06-10', scopeAreas: [] };
const recordedAt = new Date('2026-06-10T03:00:00.000Z');

/** Reads the rows of one kind of file, judges each and records what it says. */
function loading(source: UploadSource): (cells: CellTexts, before: Household | undefined) => Household {
  const normalize = rowNormalizer(source, CONTEXT);
  let persons = 0;
  const newPersonId = (): string => `p${(persons += 1)}`;
  return (cells, before) => {
    const row = { sheet: 0, row: 2, ...normalize(cells, { row: 2 }) };
    const judged = judgeRow(row, before, [], { source, scopeAreas: [], newPersonId });
    if (!('body' in judged)) throw new Error(`A row is ${judged.outcome}: ${JSON.stringify(judged.problems)}`);
    const by = { sub: 's', roles: [] };
    return record(before, [judged.body], { householdId: 'h', recordedAt, recordedBy: by, hash: () => '' }).household;
  };
}

type Totals = { people: number; poor: number; targets: number } & Record<Dimension, number>;

/** What the profile counts of people whose rows went through both files. */
function countedOf(province: Counted2561, size: number): Totals {
  const survey = loading('bmn-survey');
  const register = loading('welfare-register');
  const tally = new AreaTally(TPMAP_2561_EQUIVALENT, [], '2018-05-07');
  const byDimension = { health: 0, living: 0, education: 0, income: 0, access: 0 };
  for (const rows of peopleOf(province, size)) {
    const target = tally.add(register(rows.register, survey(rows.survey, undefined)));
    if (target?.list === 'official')
      for (const dimension of target.deprived) byDimension[dimension] += target.persons.length;
  }
  const { answered, poor, official } = tally.counts().union;
  return { people: answered.persons, poor: poor.persons, targets: official.persons, ...byDimension };
}

/** By how many standard errors of a binomial a count of `size` people is off what was counted of the whole province. */
function standardErrors(count: number, size: number, inProvince: number, people: number): number {
  const rate = inProvince / people;
  const error = Math.sqrt(size * rate * (1 - rate));
  return error === 0 ? count : Math.abs(count - size * rate) / error;
}

function farthest(province: Counted2561, size: number): { figure: string; off: number } {
  const counted = countedOf(province, size);
  expect(counted.people).toBe(size);
  const expected = { poor: province.poor, targets: province.targets, ...province.byDimension };
  return (['poor', 'targets', ...DIMENSIONS] as const)
    .map((figure) => ({ figure, off: standardErrors(counted[figure], size, expected[figure], province.people) }))
    .reduce((most, one) => (one.off > most.off ? one : most));
}

describe('answers as in TPMAP 2561', () => {
  it('make the targets of Loei by the profile, in total and in each dimension', () => {
    const [loei] = PROVINCES_2561.filter(({ province }) => province === '42').map((province) =>
      farthest(province, 5000),
    );
    expect(loei?.off).toBeLessThan(1);
  });

  it('make the targets of every province within three standard errors', () => {
    expect(PROVINCES_2561).toHaveLength(76);
    const far = PROVINCES_2561.map((province) => ({ province: province.province, ...farthest(province, 300) }));
    expect(far.filter(({ off }) => off > 3)).toEqual([]);
  });
});
