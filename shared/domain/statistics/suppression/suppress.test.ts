import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { implied, LEAST_SHOWN, suppress, type Cell, type Equation } from './suppress.ts';

const cell = (id: string, value: number, more: Partial<Cell> = {}): Cell => ({
  id,
  value,
  published: true,
  countsPeople: true,
  ...more,
});
const cells = (values: Record<string, number>): Cell[] => Object.entries(values).map(([id, value]) => cell(id, value));
const sum = (total: string, ...parts: string[]): Equation => ({ total, parts });

describe('suppression', () => {
  it('hides 1 to 4 and shows 0 and 5', () => {
    expect(suppress(cells({ a: 0, b: 1, c: 4, d: 5 }), [])).toEqual(['b', 'c']);
  });

  it('hides the smallest other part when a total would tell', () => {
    const hidden = suppress(cells({ all: 42, a: 2, b: 30, c: 10 }), [sum('all', 'a', 'b', 'c')]);
    expect(hidden).toEqual(['a', 'c']);
  });

  it('hides a further part when two hidden ones are small together', () => {
    const hidden = suppress(cells({ all: 33, a: 1, b: 2, c: 30 }), [sum('all', 'a', 'b', 'c')]);
    expect(hidden).toEqual(['a', 'b', 'c']);
  });

  it('hides the total when no part is left', () => {
    expect(suppress(cells({ all: 3, a: 3, b: 0 }), [sum('all', 'a', 'b')])).toEqual(['all', 'a']);
  });

  it('knows that a hidden cell is not 0: two that are 5 together are 1 to 4 each', () => {
    const hidden = suppress(cells({ all: 25, a: 2, b: 3, c: 20 }), [sum('all', 'a', 'b', 'c')]);
    expect(hidden).toEqual(['a', 'b', 'c']);
  });

  it('hides a count when few are left out of its whole', () => {
    const rest = cell('rest', 2, { published: false });
    const hidden = suppress([...cells({ base: 42, visited: 40 }), rest], [sum('base', 'visited', 'rest')]);
    expect(hidden).toEqual(['visited']);
    const nobody = cell('rest', 0, { published: false });
    expect(suppress([...cells({ base: 42, visited: 42 }), nobody], [sum('base', 'visited', 'rest')])).toEqual([]);
  });

  it('hides what a change against an earlier revision would tell', () => {
    const change = cell('change', 1, { published: false, signed: true });
    const hidden = suppress([...cells({ r0: 20, r1: 21 }), change], [sum('r1', 'r0', 'change')]);
    expect(hidden).toHaveLength(1);
  });

  it('takes no overlap of dimensions for people', () => {
    const overlap = cell('overlap', 3, { published: false, countsPeople: false });
    const given = [...cells({ all: 20, health: 13, income: 10 }), overlap];
    // health + income = all + overlap, of which the sum is not printed.
    const both = cell('both', 23, { published: false, countsPeople: false });
    expect(suppress([...given, both], [sum('both', 'health', 'income'), sum('both', 'all', 'overlap')])).toEqual([]);
  });

  it('keeps hidden what an earlier revision hid, but no 0', () => {
    expect(suppress(cells({ a: 30, b: 0 }), [], ['a', 'b'])).toEqual(['a']);
  });

  it('hides a change that is shown, when nothing else is left', () => {
    const change = cell('change', -6, { signed: true });
    const rest = cell('rest', 2, { published: false });
    const none = cell('none', 8, { published: false, countsPeople: false });
    expect(suppress([change, rest, none], [sum('rest', 'none', 'change')])).toEqual([]);
    expect(suppress([change, rest, cell('eight', 8)], [sum('rest', 'eight', 'change')])).toEqual(['change']);
  });

  it('hides beside a cell what is near it, and leaves what would not help', () => {
    const given = [
      ...cells({ few: 2, hidden: 2, all: 12, six: 6, seven: 7, hundred: 100, total: 115 }),
      cell('shown', 8, { fixed: true }),
      cell('both', 10, { published: false, countsPeople: false }),
    ];
    const equations = [
      sum('both', 'few', 'shown'),
      sum('all', 'both', 'hidden'),
      sum('total', 'hidden', 'six', 'seven', 'hundred'),
    ];
    expect(suppress(given, equations).toSorted()).toEqual(['all', 'few', 'hidden', 'six']);
  });

  it('hides what only all equations together tell', () => {
    // Each of three pairs is of many; b is half of what two of them have more than the third.
    const both = (id: string, value: number): Cell => cell(id, value, { fixed: true });
    const given = [
      ...cells({ a: 6, b: 2, c: 8, other: 30, all: 46 }),
      both('ab', 8),
      both('bc', 10),
      cell('ac', 14, { published: false, countsPeople: false }),
    ];
    const equations = [sum('ab', 'a', 'b'), sum('bc', 'b', 'c'), sum('ac', 'a', 'c'), sum('all', 'ac', 'b', 'other')];
    const hidden = suppress(given, equations);
    expect(hidden).toEqual(expect.arrayContaining(['a', 'b', 'c']));
    expect(hidden.includes('other') || hidden.includes('all')).toBe(true);
  });

  it('asks what else is to be hidden until nothing is, and hides beside what follows from the rest', () => {
    const asked: string[][] = [];
    const hidden = suppress(cells({ a: 20, b: 30, all: 50 }), [sum('all', 'a', 'b')], [], (now, follows) => {
      asked.push([...follows.keys()]);
      return now.has('a') && !follows.has('a') ? [] : ['a'];
    });
    expect([hidden, asked]).toEqual([
      ['a', 'b'],
      [[], ['a'], []],
    ]);
  });

  it('tells which hidden counts follow from what is shown', () => {
    const shown = cells({ all: 50, a: 0, b: 30, c: 0, d: 0, both: 9 });
    const equations = [sum('all', 'a', 'b'), sum('both', 'c', 'd')];
    expect(implied(shown, equations, ['a', 'c', 'd'])).toEqual(new Map([['a', 20]]));
    expect(implied(shown, [...equations, sum('b', 'a')], ['a'])).toEqual(new Map());
  });

  it('refuses a table whose parts are not its totals, and an equation of nothing', () => {
    expect(() => suppress(cells({ all: 3, a: 1 }), [sum('all', 'a')])).toThrow(RangeError);
    expect(() => suppress(cells({ all: 3 }), [sum('all', 'b')])).toThrow(RangeError);
  });
});

describe('a reader who tries every filling of a small table', () => {
  const HIGHEST = 12;
  const isSmall = (value: number): boolean => value > 0 && value < LEAST_SHOWN;
  const EQUATIONS = [
    sum('r1', 'a', 'b'),
    sum('r2', 'c', 'd'),
    sum('c1', 'a', 'c'),
    sum('c2', 'b', 'd'),
    sum('all', 'r1', 'r2'),
    sum('all', 'c1', 'c2'),
  ];
  const filled = (a: number, b: number, c: number, d: number): Record<string, number> => ({
    a,
    b,
    c,
    d,
    r1: a + b,
    r2: c + d,
    c1: a + c,
    c2: b + d,
    all: a + b + c + d,
  });

  /** Every table that agrees with what is shown, by an own search that knows nothing of the method but that no 0 is hidden. */
  function fillings(values: Record<string, number>, hidden: ReadonlySet<string>): Record<string, number>[] {
    const range = (id: string): number[] =>
      hidden.has(id) ? Array.from({ length: HIGHEST }, (_, at) => at + 1) : [values[id] ?? 0];
    const found: Record<string, number>[] = [];
    for (const a of range('a'))
      for (const b of range('b'))
        for (const c of range('c'))
          for (const d of range('d')) {
            const table = filled(a, b, c, d);
            if (Object.keys(table).every((id) => (hidden.has(id) ? (table[id] ?? 0) > 0 : table[id] === values[id])))
              found.push(table);
          }
    return found;
  }

  it('can pin down no small cell, nor tell that it is small', () => {
    const part = fc.integer({ min: 0, max: 7 });
    fc.assert(
      fc.property(part, part, part, part, (a, b, c, d) => {
        const values = filled(a, b, c, d);
        const hidden = suppress(cells(values), EQUATIONS);
        const tables = fillings(values, new Set(hidden));
        const small = Object.keys(values).filter((id) => isSmall(values[id] ?? 0));
        const toldSmall = small.filter((id) => tables.every((table) => isSmall(table[id] ?? 0)));
        const pinnedDown = small.filter((id) => new Set(tables.map((table) => table[id])).size === 1);
        expect({ values, hidden, toldSmall, pinnedDown }).toEqual({ values, hidden, toldSmall: [], pinnedDown: [] });
      }),
      { numRuns: 300 },
    );
  });
});
