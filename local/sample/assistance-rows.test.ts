import { expect, it } from 'vitest';

import { assistanceRows } from './assistance-rows.ts';
import { calibrationOf } from './calibration.ts';
import { HouseholdMaker } from './households.ts';
import { SeededRandom } from './seeded-random.ts';

it('agencies differ: in how many they help, and whether in the last week, before it, or in the first month only', () => {
  const random = new SeededRandom('habits');
  const maker = new HouseholdMaker('42', calibrationOf('42'), random.apart('households'), 2026);
  const households = Array.from({ length: 1000 }, () => maker.next());
  const daysOf = (agency: string): string[] =>
    assistanceRows(agency, households, {
      months: ['2026-09', '2026-10', '2026-11'],
      today: '2026-11-25',
      random: random.apart(agency),
      strangers: () => maker.next(),
    }).map(({ day }) => day);
  const presentMonth = (agency: string): string[] => daysOf(agency).filter((day) => day.startsWith('2026-11'));
  expect(presentMonth('cdd').some((day) => day < '2026-11-18')).toBe(true);
  expect(presentMonth('cdd').some((day) => day >= '2026-11-18')).toBe(true);
  expect(presentMonth('moph').length).toBeGreaterThan(0);
  expect(presentMonth('moph').filter((day) => day < '2026-11-18')).toEqual([]);
  expect(presentMonth('msdhs').length).toBeGreaterThan(0);
  expect(presentMonth('msdhs').filter((day) => day >= '2026-11-18')).toEqual([]);
  expect(daysOf('moe').filter((day) => !day.startsWith('2026-09'))).toEqual([]);
  expect(daysOf('cdd').length).toBeGreaterThan(2 * daysOf('msdhs').length);
});
