import { describe, expect, it } from 'vitest';
import { householdKeys } from './household-key.ts';

describe('householdKeys', () => {
  it('are the address, the house code and the person', () => {
    const all = { houseCode: '99990000001', areaCode: '420101', moo: 2, addressNo: '1/2', citizenId: '3000000000011' };
    const { house, person, place } = householdKeys(all);
    expect([house, person]).toEqual(['99990000001', '3000000000011']);
    expect(householdKeys({ areaCode: '420101', moo: 2, addressNo: ' ๑ / ๒' })).toEqual({ place });
    expect(householdKeys({ areaCode: '420101' })).toEqual({});
    expect(householdKeys({ ...all, addressNo: '2/1' }).place).toBe(householdKeys({ ...all, addressNo: '02-1' }).place);
  });

  it('tell places apart', () => {
    const places = [
      { areaCode: '420101', addressNo: '1' },
      { areaCode: '420101', addressNo: '1', moo: 1 },
      { areaCode: '420101', addressNo: '11' },
      { areaCode: '420102', addressNo: '1' },
    ].map((values) => householdKeys(values).place);
    expect(new Set(places).size).toBe(places.length);
  });
});
