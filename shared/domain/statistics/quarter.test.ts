import { expect, it } from 'vitest';

import { daysOfQuarter, monthsOfQuarter, quarterOfMonth, quartersOfFiscalYear } from './quarter.ts';

it.each([
  ['2569-Q1', ['2025-10', '2025-11', '2025-12']],
  ['2569-Q2', ['2026-01', '2026-02', '2026-03']],
  ['2569-Q3', ['2026-04', '2026-05', '2026-06']],
  ['2569-Q4', ['2026-07', '2026-08', '2026-09']],
])('%s has the months %j, each of which is in it', (quarter, months) => {
  expect(monthsOfQuarter(quarter)).toEqual(months);
  expect(months.map(quarterOfMonth)).toEqual(months.map(() => quarter));
});

it('The quarters of a fiscal year follow one another without a gap', () => {
  const quarters = quartersOfFiscalYear(2569);
  expect(quarters).toEqual(['2569-Q1', '2569-Q2', '2569-Q3', '2569-Q4']);
  expect(quarters.map(daysOfQuarter)).toEqual([
    { from: '2025-10-01', to: '2025-12-31' },
    { from: '2026-01-01', to: '2026-03-31' },
    { from: '2026-04-01', to: '2026-06-30' },
    { from: '2026-07-01', to: '2026-09-30' },
  ]);
});
