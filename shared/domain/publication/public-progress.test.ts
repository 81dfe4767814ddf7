import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { DIMENSIONS } from '#shared/reference/dimensions.ts';
import { FUNNEL_STEPS } from '../statistics/report-c/shape.ts';
import { LEAST_SHOWN } from '../statistics/suppression/suppress.ts';
import { hideCounts, type AreaTable, type Counts, type Published, type ShownCounts } from './hide-counts.ts';
import { PUBLIC_COUNTS, wholesOf, type PublicCount } from './public-counts.ts';

const none = Object.fromEntries(PUBLIC_COUNTS.map((count) => [count, 0])) as Counts;
const counts = (change: Partial<Counts>): Counts => ({ ...none, ...change });
const isSmall = (value: number): boolean => value !== 0 && Math.abs(value) < LEAST_SHOWN;
const TABLE: AreaTable = { area: '42', parts: ['4201', '4202', '4203'] };

/** A province whose total is the sum of its districts. */
function provinceOf(...parts: Counts[]): Map<string, Counts> {
  const total = Object.fromEntries(
    PUBLIC_COUNTS.map((count) => [count, parts.reduce((sum, part) => sum + part[count], 0)]),
  ) as Counts;
  return new Map([['42', total], ...parts.map((part, at): [string, Counts] => [`420${at + 1}`, part])]);
}

function shownOf(shown: ReadonlyMap<string, ShownCounts>, count: PublicCount): (number | null | undefined)[] {
  return ['42', '4201', '4202', '4203'].map((area) => shown.get(area)?.[count]);
}

describe('what of the counts of areas is shown', () => {
  it('is all of it when no group is small', () => {
    const districts = [40, 50, 60].map((baseline) => counts({ baseline, VISITED: baseline / 2 }));
    const shown = hideCounts(provinceOf(...districts), [TABLE]);
    expect([shownOf(shown, 'baseline'), shownOf(shown, 'VISITED')]).toEqual([
      [150, 40, 50, 60],
      [75, 20, 25, 30],
    ]);
  });

  it('is neither a small count nor what would tell it', () => {
    const visited = [3, 25, 30].map((VISITED, at) => counts({ baseline: 40 + at, VISITED }));
    expect(shownOf(hideCounts(provinceOf(...visited), [TABLE]), 'VISITED')).toEqual([58, null, null, 30]);
  });

  it('is no count that leaves few of its whole', () => {
    const visited = [38, 25, 30].map((VISITED) => counts({ baseline: 40, VISITED }));
    expect(shownOf(hideCounts(provinceOf(...visited), [TABLE]), 'VISITED')).toEqual([93, null, null, 30]);
    const everybody = [40, 25, 30].map((VISITED) => counts({ baseline: 40, VISITED }));
    expect(shownOf(hideCounts(provinceOf(...everybody), [TABLE]), 'VISITED')).toEqual([95, 40, 25, 30]);
  });

  it('is no count that changed by few since one that stays public, and none that a revision hid', () => {
    const earlier = (...values: (number | null)[]): Published => ({
      keepsHidden: true,
      areas: new Map(
        values.map((VISITED, at) => [
          ['42', '4201', '4202', '4203'][at] ?? '',
          { ...counts({ baseline: 40 }), VISITED },
        ]),
      ),
    });
    const now = provinceOf(...[20, 25, 30].map((VISITED) => counts({ baseline: 60, VISITED })));
    expect(shownOf(hideCounts(now, [TABLE], [earlier(66, 12, 18, 24)]), 'VISITED')).toEqual([75, 20, 25, 30]);
    expect(shownOf(hideCounts(now, [TABLE], [earlier(66, 18, 18, 18)]), 'VISITED')[1]).toBe(null);
    expect(shownOf(hideCounts(now, [TABLE], [earlier(60, null, 18, null)]), 'VISITED')).toEqual([75, null, 25, null]);
    // The two that are hidden had 48 together, and have 50.
    expect(shownOf(hideCounts(now, [TABLE], [earlier(66, null, 18, null)]), 'VISITED')).toEqual([75, null, null, null]);
  });

  it('is no step that leaves few of an earlier one that all its households were in', () => {
    const rows = [18, 10, 10].map((SUSTAINED) =>
      counts({ baseline: 60, VISITED: 50, ASSISTED: 40, FOLLOWED: 20, SUSTAINED }),
    );
    const shown = hideCounts(provinceOf(...rows), [TABLE]).get('4201');
    expect([shown?.FOLLOWED, shown?.SUSTAINED]).toEqual([null, null]);
  });

  it('is no small count whose total holds a few households that live elsewhere', () => {
    const province = provinceOf(...[3, 25, 30].map((VISITED) => counts({ baseline: 60, VISITED })));
    province.set('42', { ...counts({}), ...province.get('42'), VISITED: 59 });
    expect(shownOf(hideCounts(province, [TABLE]), 'VISITED')).toEqual([59, null, null, 30]);
  });

  it('refuses a count that is more than its whole', () => {
    expect(() => hideCounts(provinceOf(counts({ baseline: 3, VISITED: 4 })), [TABLE])).toThrow(RangeError);
  });
});

describe('a reader with a pencil', () => {
  const part = fc.record({
    baseline: fc.integer({ min: 0, max: 60 }),
    shares: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
      minLength: PUBLIC_COUNTS.length,
      maxLength: PUBLIC_COUNTS.length,
    }),
  });
  const district = part.map(({ baseline, shares }) => {
    const made: Record<string, number> = { baseline };
    for (const [at, count] of PUBLIC_COUNTS.entries()) {
      const wholes = wholesOf(count).map((whole) => made[whole] ?? 0);
      if (wholes.length > 0) made[count] = Math.round(Math.min(...wholes) * (shares[at] ?? 0));
    }
    return made as Counts;
  });

  /** Which households are among which, written apart from the rule: what a step or a dimension means (docs/domain.md §6.5). */
  const AMONG: readonly (readonly [PublicCount, PublicCount])[] = [
    ...FUNNEL_STEPS.map((step) => [step, 'baseline'] as const),
    ['SURVEYED', 'VISITED'],
    ['FOLLOWED', 'VISITED'],
    ['FOLLOWED', 'ASSISTED'],
    ['SUSTAINED', 'FOLLOWED'],
    ...DIMENSIONS.flatMap(
      (dimension) =>
        [
          [`${dimension}.target`, 'baseline'],
          [`${dimension}.helped`, `${dimension}.target`],
          [`${dimension}.helped`, 'ASSISTED'],
          [`${dimension}.solved`, `${dimension}.target`],
        ] as const,
    ),
  ];

  /** What a reader gets by taking shown figures from shown figures: rests, the one that is missing of a sum, and changes. */
  function told(shown: ReadonlyMap<string, ShownCounts>, before: Published): number[] {
    const found: number[] = [];
    for (const count of PUBLIC_COUNTS) {
      const [total, ...parts] = shownOf(shown, count);
      const missing = parts.filter((value) => value === null).length;
      const sum = parts.reduce<number>((all, value) => all + (value ?? 0), 0);
      if (typeof total === 'number' && missing === 1) found.push(total - sum);
      // Hidden ones are 1 at least: then each of two is smaller than their sum.
      if (typeof total === 'number' && missing === 2) found.push(total - sum - 1 < LEAST_SHOWN ? 1 : 0);
      for (const [area, row] of shown) {
        const value = row[count];
        const earlier = before.areas.get(area)?.[count];
        if (value !== null) found.push(value);
        if (value !== null && typeof earlier === 'number') found.push(value - earlier);
      }
    }
    for (const row of shown.values())
      for (const [step, whole] of AMONG) {
        const [few, many] = [row[step], row[whole]];
        if (few !== null && many !== null) found.push(many - few);
      }
    return found;
  }

  it('finds no group of one to four, in two months one after the other', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(fc.tuple(district, district, district), fc.tuple(district, district, district), (first, second) => {
        const NOTHING: Published = { areas: new Map(), keepsHidden: false };
        const then = hideCounts(provinceOf(...first), [TABLE]);
        const before: Published = { areas: then, keepsHidden: false };
        const now = hideCounts(provinceOf(...second), [TABLE], [before]);
        expect([told(then, NOTHING).filter(isSmall), told(now, before).filter(isSmall)]).toEqual([[], []]);
      }),
      { numRuns: 60 },
    );
  });
});
