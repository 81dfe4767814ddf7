import { describe, expect, it } from 'vitest';

import { isDay } from '#shared/thai/bangkok-time.ts';

import { casesOf } from './case-work.ts';

describe('cases of a month', () => {
  it.each([
    ['a closed one', '2026-10', '2026-11-30', '2026-10-31'],
    ['the present one', '2026-11', '2026-11-09', '2026-11-09'],
    ['the present one on its first day', '2026-11', '2026-11-01', '2026-11-01'],
  ])('of %s are of its days up to today, each step after the one before', (_, month, today, last) => {
    for (const { openedOn, helps, resolvedOn } of casesOf(month, today)) {
      const days = [openedOn, ...helps.map(({ on }) => on), ...(resolvedOn === null ? [] : [resolvedOn])];
      expect(days.every((day) => isDay(day) && day.startsWith(month) && day <= last)).toBe(true);
      expect(days).toEqual(days.toSorted());
    }
  });

  it('are answered by one agency or by two, and some are still worked on', () => {
    const cases = casesOf('2026-10', '2026-11-30');
    expect(new Set(cases.map(({ helps }) => helps.length))).toEqual(new Set([1, 2]));
    expect(new Set(cases.map(({ resolvedOn }) => resolvedOn === null))).toEqual(new Set([true, false]));
    for (const { helps } of cases) expect(new Set(helps.map(({ agency }) => agency)).size).toBe(helps.length);
  });
});
