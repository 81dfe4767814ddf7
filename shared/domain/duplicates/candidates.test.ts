import { describe, expect, it } from 'vitest';

import type { BirthDate } from '../household/household.ts';
import { duplicateCandidates, type Compared } from './candidates.ts';

const born = (date: string): BirthDate => ({ date, year: Number(date.slice(0, 4)), precision: 'DAY' });
const person = { id: 'p1', firstName: 'สมใจ', lastName: 'ตัวอย่างดี', birthDate: born('1980-03-04') };
const one: Compared = {
  id: 'a',
  areaCode: '420101',
  houseCode: '99990000001',
  address: { addressNo: '12/3', moo: 4 },
  members: [{ ...person, citizenId: '5000000000019' }],
};
const elsewhere: Compared = {
  id: 'b',
  areaCode: '420102',
  address: { addressNo: '77', moo: 1 },
  members: [person],
};
const reasonsOf = (other: Compared) => duplicateCandidates([one, other]).flatMap(({ reasons }) => reasons);

describe('candidates of duplicates', () => {
  it('have one citizen ID, whatever else', () => {
    const other = { ...elsewhere, members: [{ id: 'p9', firstName: 'บุญมี', citizenId: '5000000000019' }] };
    expect(duplicateCandidates([other, one])).toEqual([
      { households: ['a', 'b'], reasons: ['CITIZEN_ID'], persons: ['p1', 'p9'] },
    ]);
  });

  it('have one house code and a member in common, who may have a new surname', () => {
    const { birthDate, ...undated } = person;
    const house = { ...elsewhere, houseCode: '99990000001' };
    expect(reasonsOf({ ...house, members: [undated] })).toEqual(['HOUSE_AND_PERSON']);
    expect(reasonsOf({ ...house, members: [{ ...person, lastName: 'สมมุติวงศ์' }] })).toEqual(['HOUSE_AND_PERSON']);
    expect(reasonsOf({ ...house, members: [{ ...undated, firstName: 'บุญมี' }] })).toEqual([]);
    expect(birthDate).toBeDefined();
  });

  it('have one address and alike names, but not two house codes', () => {
    const { birthDate: _, ...undated } = person;
    const there = {
      ...elsewhere,
      areaCode: '420101',
      address: one.address,
      members: [{ ...undated, firstName: 'ษมใจ' }],
    };
    expect(reasonsOf(there)).toEqual(['ADDRESS_AND_NAME']);
    expect(reasonsOf({ ...there, houseCode: '99990000002' })).toEqual([]);
  });

  it('were born on one day under alike names in one district', () => {
    expect(reasonsOf(elsewhere)).toEqual(['NAME_AND_BIRTH']);
    expect(reasonsOf({ ...elsewhere, areaCode: '420301' })).toEqual([]);
    expect(reasonsOf({ ...elsewhere, members: [{ ...person, birthDate: born('1980-03-05') }] })).toEqual([]);
  });

  it('are none when both have IDs that are no slip of each other, or births years apart', () => {
    const same = { ...elsewhere, areaCode: '420101', address: one.address };
    expect(reasonsOf({ ...same, members: [{ ...person, citizenId: '5000000000027' }] })).toEqual([]);
    expect(reasonsOf({ ...same, members: [{ ...person, birthDate: born('1990-03-04') }] })).toEqual([]);
    expect(reasonsOf({ ...same, members: [{ ...person, citizenId: '5000000000091' }] })).toEqual([
      'ADDRESS_AND_NAME',
      'NAME_AND_BIRTH',
    ]);
  });

  it('are not sought at a place of hundreds, which is an institution', () => {
    const crowd = Array.from({ length: 300 }, (_, at): Compared => ({
      id: `c${at}`,
      areaCode: '420101',
      address: { addressNo: '1', moo: 1 },
      members: [{ id: 'p1', firstName: 'สมใจ', lastName: 'ตัวอย่างดี' }],
    }));
    expect(duplicateCandidates(crowd)).toEqual([]);
    expect(duplicateCandidates(crowd.slice(0, 3))).toHaveLength(3);
  });
});
