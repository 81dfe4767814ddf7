import { describe, expect, it } from 'vitest';

import { TPMAP_2561_EQUIVALENT } from './profile.ts';
import { judgeAnswers, targetsOf, type Answer } from './union-rule.ts';

const USED = Object.values(TPMAP_2561_EQUIVALENT.dimensions).flat();
const answers = (but: Record<number, Answer | undefined> = {}): Map<number, Answer> => {
  const all = new Map<number, Answer>(USED.map((no) => [no, 'PASS']));
  for (const [no, answer] of Object.entries(but))
    if (answer) all.set(Number(no), answer);
    else all.delete(Number(no));
  return all;
};
const judge = (but: Record<number, Answer | undefined>): unknown => judgeAnswers(answers(but), TPMAP_2561_EQUIVALENT);

describe('the union rule', () => {
  it('has the indicators of TPMAP 2561 under their numbers of today', () => {
    expect(TPMAP_2561_EQUIVALENT).toMatchObject({
      framework: 'BMN-2565',
      source: 'INFERENCE',
      dimensions: {
        health: [2, 6, 8, 9],
        living: [13, 14, 18],
        education: [22, 23, 24, 25],
        income: [27, 28, 29],
        access: [34, 35],
      },
    });
  });

  it.each([
    ['all pass', {}, { poor: false, deprived: [], unknown: [] }],
    ['one failed indicator', { 29: 'FAIL' }, { poor: true, deprived: ['income'], unknown: [] }],
    [
      'two dimensions, in their order',
      { 34: 'FAIL', 2: 'FAIL' },
      { poor: true, deprived: ['health', 'access'], unknown: [] },
    ],
    ['what does not apply', { 22: 'NOT_APPLICABLE' }, { poor: false, deprived: [], unknown: [] }],
    ['a missing answer', { 22: undefined }, { poor: false, deprived: [], unknown: ['education'] }],
    ['missing beside failed', { 22: undefined, 23: 'FAIL' }, { poor: true, deprived: ['education'], unknown: [] }],
    ['a failed indicator that is not of the profile', { 1: 'FAIL' }, { poor: false, deprived: [], unknown: [] }],
  ] as const)('%s', (_, but, expected) => {
    expect(judge(but)).toEqual(expected);
  });
});

describe('the targets of a poor household', () => {
  const ON = '2026-06-30';
  const born = (year: number, date: string | null = null) =>
    ({ birthDate: { year, date, precision: date === null ? 'YEAR' : 'DAY' } }) as const;

  it('are its members with a card', () => {
    expect(targetsOf([{ id: 'a', welfareCard: 'NO' }, { id: 'b', welfareCard: 'YES' }, { id: 'c' }], ON)).toEqual({
      targets: ['b'],
      excluded: null,
    });
  });

  it.each([
    ['nobody is 18', [born(2008, '2008-07-01'), born(2010)], 'noAdult'],
    ['somebody turns 18 on the day', [born(2008, '2008-06-30')], 'cardUnknown'],
    ['somebody may be 18 by the year', [born(2008)], 'cardUnknown'],
    ['a birth is not known', [{}], 'cardUnknown'],
    ['every adult is known to have none', [{ ...born(1960), welfareCard: 'NO' }, born(2015)], 'adultsWithoutCard'],
    [
      'of one adult it is not known',
      [
        { ...born(1960), welfareCard: 'NO' },
        { ...born(1990), welfareCard: 'UNKNOWN' },
      ],
      'cardUnknown',
    ],
    ['nobody is recorded', [], 'noAdult'],
  ] as const)('are none when %s', (_, members, excluded) => {
    expect(
      targetsOf(
        members.map((member, at) => ({ id: `p${at}`, ...member })),
        ON,
      ),
    ).toEqual({ targets: [], excluded });
  });
});
