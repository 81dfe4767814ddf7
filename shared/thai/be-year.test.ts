import { describe, expect, it } from 'vitest';
import { beYear, isBeYear, writtenYear } from './be-year.ts';

describe('years of the Buddhist Era', () => {
  it.each([
    ['2026', 2569],
    ['2026-05', 2569],
    ['2026-05-31', 2569],
    ['1999-12-31', 2542],
  ])('of %s is %i', (from, year) => expect(beYear(from)).toBe(year));

  it.each([
    ['2569', 2569],
    ['2026', 2026],
    ['69', 2569],
    ['00', 2500],
    ['05', 2505],
    ['9', Number.NaN],
    ['569', Number.NaN],
    ['25690', Number.NaN],
    ['', Number.NaN],
  ])('%s is written for %d', (digits, year) => expect(writtenYear(digits)).toBe(year));

  it('begin above 2400', () => {
    expect([2399, 2400, 2401, 2569, 2026].map(isBeYear)).toEqual([false, false, true, true, false]);
  });
});
