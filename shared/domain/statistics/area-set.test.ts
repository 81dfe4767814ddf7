import { describe, expect, it } from 'vitest';

import { provincesOf, rowCode } from './area-set.ts';

const DISTRICT = 4;

describe('a set of areas', () => {
  it.each([
    ['a sub-district of a district of the set is in its row', '420101', ['4201'], '4201'],
    ['a sub-district of a province of the set is in the row of its district', '420305', ['42', '4201'], '4203'],
    ['a sub-district of the set has a row of its own', '420101', ['420101'], '420101'],
    ['the smallest area around a place says its row', '420101', ['4201', '420101'], '420101'],
    ['its neighbour stays in the row of the district', '420102', ['4201', '420101'], '4201'],
    ['a place outside has none', '420201', ['4201', '420101'], undefined],
  ])('%s', (_, place, areas, row) => {
    expect(rowCode(place, areas, DISTRICT)).toBe(row);
  });

  it('lies in the provinces of its areas, each once', () => {
    expect(provincesOf(['420101', '4203', '31', '3101'])).toEqual(['31', '42']);
  });
});
