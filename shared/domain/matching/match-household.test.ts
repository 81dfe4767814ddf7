import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Household, Member } from '../household/household.ts';
import { record } from '../logbook/record.ts';
import { matchHouseholds, type Candidate, type SaidHousehold } from './match-household.ts';

const ID = '3000033777891';
const HOUSE = '99990000001';
const PERSON: Omit<Member, 'id'> = { firstName: 'ทองดี', lastName: 'แบบฝึกดี' };

function household(
  id: string,
  member: Omit<Member, 'id'> = PERSON,
  houseCode?: string,
  addressNo = '906/1',
): Household {
  const profile = {
    areaCode: '420101',
    address: { addressNo, moo: 2 },
    members: [{ id: `${id}-1`, ...member }],
    ...(houseCode === undefined ? {} : { houseCode }),
  };
  return record(undefined, [{ type: 'registered', profile }], {
    householdId: id,
    recordedAt: new Date('2026-05-20T03:00:00.000Z'),
    recordedBy: { sub: 's', roles: [] },
    hash: () => 'hash',
  }).household;
}

const said = (person: object = PERSON, houseCode?: string): SaidHousehold => ({
  houseCode,
  areaCode: '420101',
  addressNo: '906/1',
  moo: 2,
  people: [person],
});
const there = (one: Household, ...foundBy: Candidate['foundBy'][number][]): Candidate => ({ household: one, foundBy });

function shown(what: SaidHousehold, ...candidates: Candidate[]) {
  return matchHouseholds(what, candidates).map(({ household: { id }, strength, reasons, against }) => ({
    id,
    strength,
    reasons,
    against,
  }));
}

describe('a household is meant', () => {
  it('certainly by a citizen ID or a house code, in this order, then likely by place and name', () => {
    const known = [
      there(household('by-place')),
      there(household('by-code', { firstName: 'อื่น' }, HOUSE)),
      there(household('by-id', { firstName: 'อื่น', citizenId: ID }, undefined, '7')),
    ];
    expect(shown(said({ ...PERSON, citizenId: ID }, HOUSE), ...known)).toEqual([
      { id: 'by-id', strength: 'certain', reasons: ['citizen-id'], against: [] },
      { id: 'by-code', strength: 'certain', reasons: ['house-code'], against: [] },
      { id: 'by-place', strength: 'likely', reasons: ['place-and-name'], against: [] },
    ]);
  });

  it('by a pointer that its document does not bear out any more', () => {
    expect(shown(said(PERSON, HOUSE), there(household('h', { firstName: 'อื่น' }, '99990000002'), 'house-code'))).toEqual(
      [{ id: 'h', strength: 'certain', reasons: ['house-code'], against: ['house-code'] }],
    );
  });

  it('likely by swapped names, after one that has them in order', () => {
    const swapped = there(household('swapped', { firstName: 'แบบฝึกดี', lastName: 'ทองดี' }));
    expect(shown(said(), swapped, there(household('same')))).toMatchObject([
      { id: 'same', strength: 'likely', reasons: ['place-and-name'] },
      { id: 'swapped', strength: 'likely', reasons: ['place-and-swapped-name'] },
    ]);
  });

  it.each<[string, object, string | undefined, Omit<Member, 'id'>, string | undefined, string]>([
    [
      'citizen IDs',
      { ...PERSON, citizenId: ID },
      undefined,
      { ...PERSON, citizenId: '5000000000019' },
      undefined,
      'citizen-id',
    ],
    ['house codes', PERSON, HOUSE, PERSON, '99990000002', 'house-code'],
    [
      'years of birth',
      { ...PERSON, birthDate: { date: '1947-01-01', year: 1947, precision: 'DAY' } },
      undefined,
      { ...PERSON, birthDate: { date: '1992-02-02', year: 1992, precision: 'DAY' } },
      undefined,
      'birth-date',
    ],
  ])('only possibly by place and name when %s differ', (_, person, houseCode, member, knownCode, against) => {
    expect(shown(said(person, houseCode), there(household('h', member, knownCode)))).toEqual([
      { id: 'h', strength: 'possible', reasons: ['place-and-name'], against: [against] },
    ]);
  });

  it('possibly when it was begun there under the name, whatever its people are called now', () => {
    expect(shown(said(), there(household('h', { firstName: 'อื่น' }), 'place'))).toEqual([
      { id: 'h', strength: 'possible', reasons: ['place-begun'], against: [] },
    ]);
  });

  it('not by its address alone, nor by a name at another address', () => {
    expect(
      shown(said(), there(household('h', { firstName: 'อื่น' })), there(household('i', PERSON, undefined, '7'))),
    ).toEqual([]);
  });
});

it('whatever the candidates, each comes once at the most, the strongest first, and their order decides nothing between unequals', () => {
  const member = fc.record({
    firstName: fc.constantFrom('ทองดี', 'แบบฝึกดี', 'อื่น'),
    lastName: fc.constantFrom('ทองดี', 'แบบฝึกดี'),
    citizenId: fc.constantFrom(ID, '5000000000019'),
  });
  const candidate = fc.record({
    member,
    code: fc.constantFrom(undefined, HOUSE, '99990000002'),
    addressNo: fc.constantFrom('906/1', '7'),
    foundBy: fc.subarray<Candidate['foundBy'][number]>(['citizen-id', 'house-code', 'place']),
  });
  const strengths = ['certain', 'likely', 'possible'];
  fc.assert(
    fc.property(fc.array(candidate, { maxLength: 6 }), member, (all, person) => {
      const candidates = all.map((one, at) =>
        there(household(`h${at}`, one.member, one.code, one.addressNo), ...one.foundBy),
      );
      const matches = matchHouseholds(said(person, HOUSE), candidates);
      const ids = matches.map(({ household: { id } }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      const order = matches.map(({ strength }) => strengths.indexOf(strength));
      expect(order).toEqual(order.toSorted((a, b) => a - b));
      expect(matches.every(({ reasons }) => reasons.length > 0)).toBe(true);
      expect(matches.filter(({ strength, against }) => strength === 'likely' && against.length > 0)).toEqual([]);
      const reversed = matchHouseholds(said(person, HOUSE), candidates.toReversed());
      expect(reversed.map(({ reasons }) => reasons[0])).toEqual(matches.map(({ reasons }) => reasons[0]));
    }),
  );
});
