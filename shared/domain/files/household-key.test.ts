import { describe, expect, it } from 'vitest';
import { householdKey } from './household-key.ts';

describe('householdKey', () => {
  it('is the house code, else the address, else the person', () => {
    const all = { houseCode: '99990000001', areaCode: '420101', moo: 2, addressNo: '1/2', citizenId: '3000000000011' };
    const { houseCode: _house, ...address } = all;
    const { addressNo: _number, ...person } = address;
    expect(householdKey(all)).toBe(householdKey({ houseCode: '99990000001' }));
    expect(householdKey(address)).toBe(householdKey({ areaCode: '420101', moo: 2, addressNo: ' ๑ / ๒' }));
    expect(householdKey({ ...address, addressNo: '2/1' })).toBe(householdKey({ ...address, addressNo: '02-1' }));
    expect(householdKey(person)).toBe(householdKey({ citizenId: '3000000000011' }));
    expect(householdKey({ areaCode: '420101' })).toBe('');
  });

  it('tells households apart', () => {
    const keys = [
      { houseCode: '99990000001' },
      { citizenId: '99990000001' },
      { areaCode: '420101', addressNo: '1' },
      { areaCode: '420101', addressNo: '1', moo: 1 },
      { areaCode: '420101', addressNo: '11' },
      { areaCode: '420102', addressNo: '1' },
    ].map(householdKey);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
