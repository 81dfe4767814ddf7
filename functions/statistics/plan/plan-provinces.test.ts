import { describe, expect, it } from 'vitest';
import { planProvinces } from './plan-provinces.ts';

const bangkok = (moment: string): Date => new Date(`${moment}+07:00`);
const monthsAt = (moment: string, kind: 'close' | 'nightly' = 'nightly'): string[] =>
  planProvinces({ kind }, bangkok(moment)).items[0]?.months ?? [];

describe('the plan of a run', () => {
  it('has every province once', () => {
    const { items } = planProvinces({ kind: 'nightly' }, bangkok('2026-06-11T00:10:00'));
    expect(items).toHaveLength(77);
    expect(new Set(items.map(({ province }) => province)).size).toBe(77);
    expect(items.every(({ unevaluatedOnly, demand }) => !unevaluatedOnly && demand === undefined)).toBe(true);
  });

  it('looks each night at the closed months of this and the last fiscal year', () => {
    const months = monthsAt('2026-06-11T00:10:00');
    expect(months[0]).toBe('2024-10');
    expect(months.at(-1)).toBe('2026-05');
    expect(months).toHaveLength(20);
  });

  it('takes a month up once it has closed', () => {
    expect(monthsAt('2026-06-05T23:58:59').at(-1)).toBe('2026-04');
    expect(monthsAt('2026-06-06T00:05:00', 'close').at(-1)).toBe('2026-05');
  });

  it('still sees to the last night of a fiscal year when it runs in the next', () => {
    expect(monthsAt('2026-10-01T00:10:00')[0]).toBe('2024-10');
    expect(monthsAt('2026-10-02T00:10:00')[0]).toBe('2025-10');
  });

  it('leaves evaluated months to the night when it runs after a close', () => {
    expect(planProvinces({ kind: 'close' }, bangkok('2026-06-06T00:05:00')).items[0]?.unevaluatedOnly).toBe(true);
  });

  it('of a run on demand is one month and one area', () => {
    const request = {
      kind: 'demand',
      run: 'r1',
      month: '2026-05',
      area: '420101',
      asOf: '2026-06-10T09:00:00.000Z',
    } as const;
    expect(planProvinces(request, bangkok('2026-06-10T16:00:01')).items).toEqual([
      {
        province: '42',
        months: ['2026-05'],
        quarters: [],
        unevaluatedOnly: false,
        demand: { area: '420101', asOf: '2026-06-10T09:00:00.000Z', run: 'r1' },
      },
    ]);
  });

  it('of a run over the nation is every province and the nation, as of one moment', () => {
    const request = { kind: 'demand', run: 'r1', month: '2026-05', area: 'TH', asOf: '2026-06-10T09:00:00Z' } as const;
    const { items, nation } = planProvinces(request, bangkok('2026-06-10T16:00:01'));
    const demand = { area: 'TH', asOf: '2026-06-10T09:00:00Z', run: 'r1' };
    expect(items).toHaveLength(77);
    expect(items[0]).toEqual({ province: '10', months: ['2026-05'], quarters: [], unevaluatedOnly: false, demand });
    expect(nation).toEqual({ months: ['2026-05'], demand });
    expect(planProvinces({ ...request, area: '42' }, bangkok('2026-06-10T16:00:01')).nation).toBeNull();
    const nightly = planProvinces({ kind: 'nightly' }, bangkok('2026-06-11T00:10:00'));
    expect(nightly.nation).toEqual({ months: nightly.items[0]?.months });
  });

  it('looks at quarters with the months with which they close', () => {
    const quartersAt = (moment: string) => planProvinces({ kind: 'nightly' }, bangkok(moment)).items[0]?.quarters ?? [];
    expect(quartersAt('2026-07-05T23:58:59').at(-1)).toBe('2569-Q2');
    expect(quartersAt('2026-07-06T00:10:00')).toEqual([
      ...['2568-Q1', '2568-Q2', '2568-Q3', '2568-Q4'],
      ...['2569-Q1', '2569-Q2', '2569-Q3'],
    ]);
  });

  it.each([
    ['a quarter', { month: '2026-06', quarter: '2569-Q3' }, { months: [], quarters: ['2569-Q3'] }],
    [
      'a fiscal year',
      { month: '2026-09', fiscalYear: 2569 },
      { months: [], quarters: ['2569-Q1', '2569-Q2', '2569-Q3', '2569-Q4'], fiscalYear: 2569 },
    ],
  ])('of a run on demand of %s is its quarters', (_, asked, planned) => {
    const request = { kind: 'demand', run: 'r1', area: '42', asOf: '2026-10-10T09:00:00.000Z', ...asked } as const;
    const demand = { area: '42', asOf: '2026-10-10T09:00:00.000Z', run: 'r1' };
    expect(planProvinces(request, bangkok('2026-10-10T16:00:01')).items).toEqual([
      { province: '42', ...planned, unevaluatedOnly: false, demand },
    ]);
  });
});
