import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { boundsOf, type Line } from './linear-bounds.ts';

const line = (sum: number, terms: Readonly<Record<string, number>>): Line => ({
  terms: new Map(Object.entries(terms)),
  sum,
});

describe('bounds of unknown numbers', () => {
  it('are what all equations leave together', () => {
    // Each sum alone leaves 0 to 6; the three together one value.
    const sums = [line(6, { a: 1, b: 1 }), line(8, { b: 1, c: 1 }), line(10, { a: 1, c: 1 })];
    expect(boundsOf(sums)).toEqual(
      new Map([
        ['a', [4, 4]],
        ['b', [2, 2]],
        ['c', [6, 6]],
      ]),
    );
  });

  it('have no end where nothing limits them', () => {
    expect(boundsOf([line(-3, { a: 1, b: -1 })])).toEqual(
      new Map([
        ['a', [0, Infinity]],
        ['b', [3, Infinity]],
      ]),
    );
  });

  it('are whole numbers, and only those asked for', () => {
    expect(boundsOf([line(7, { a: 2, b: 1 })], (name) => name === 'a')).toEqual(new Map([['a', [0, 3]]]));
  });

  it('are none where no numbers fit', () => {
    expect(boundsOf([line(3, { a: 1, b: 1 }), line(4, { a: 1, b: 1 })])).toBe(undefined);
    expect(boundsOf([line(-1, { a: 1 })])).toBe(undefined);
  });

  it('let every filling in that a search finds, and nothing beyond where sums are of two', () => {
    const value = fc.nat({ max: 6 });
    fc.assert(
      fc.property(value, value, value, value, (a, b, c, d) => {
        const lines = [line(a + b, { a: 1, b: 1 }), line(c + d, { c: 1, d: 1 }), line(a + c, { a: 1, c: 1 })];
        const fillings: number[][] = [];
        for (let one = 0; one <= 12; one += 1) {
          const filled = [one, a + b - one, a + c - one, c + d - (a + c - one)];
          if (filled.every((each) => each >= 0)) fillings.push(filled);
        }
        const bounds = boundsOf(lines);
        for (const [at, name] of ['a', 'b', 'c', 'd'].entries()) {
          const found = fillings.map((filled) => filled[at] ?? 0);
          expect(bounds?.get(name)).toEqual([Math.min(...found), Math.max(...found)]);
        }
      }),
    );
  });
});
