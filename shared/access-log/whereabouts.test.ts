import { expect, it } from 'vitest';

import type { HouseholdFacts } from '#shared/household/household-store.ts';

import { whereaboutsOf } from './whereabouts.ts';

const recorded = (version: number, recordedAt: string, body: HouseholdFacts['facts'][number]['body']) => ({
  id: `h.${version}`,
  householdId: 'h',
  version,
  recordedAt,
  body,
});

it('looks in every district that the household lived in, in every month of Bangkok since it is known', () => {
  const household: HouseholdFacts = {
    id: 'h',
    areaCode: '430102',
    tied: false,
    duplicates: [],
    facts: [
      // The first of March in Bangkok.
      recorded(1, '2026-02-28T17:30:00.000Z', { type: 'registered', area: '420101' }),
      recorded(2, '2026-03-05T03:00:00.000Z', { type: 'move', on: '2026-03-05', toArea: '420205' }),
      recorded(3, '2026-04-05T03:00:00.000Z', { type: 'move', on: '2026-04-05', toArea: '430102' }),
    ],
  };
  expect(whereaboutsOf(household, new Date('2026-05-31T16:59:59.999Z'))).toEqual({
    household: 'h',
    districts: ['4301', '4201', '4202'],
    months: ['2026-05', '2026-04', '2026-03'],
  });
  expect(whereaboutsOf(household, new Date('2026-05-31T17:00:00.000Z')).months[0]).toBe('2026-06');
});
