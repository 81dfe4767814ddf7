import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { add, commonDenominator, compare, divide, fraction, multiply, readFraction, toDecimal } from './fraction.ts';

describe('a fraction', () => {
  it.each([
    ['1/3', fraction(1, 3)],
    ['2/4', fraction(1, 2)],
    ['0.33', fraction(33, 100)],
    ['2', fraction(2)],
  ])('%s is read exactly', (text, exact) => {
    expect(readFraction(text)).toEqual(exact);
  });

  it.each(['', '1/0', '-1/3', '1.', '.5', '1e3', '1/2/3', '๑/๓'])('%j is none', (text) => {
    expect(readFraction(text)).toBeUndefined();
  });

  it.each([
    [fraction(1, 3), 0.3333],
    [fraction(2, 3), 0.6667],
    [fraction(1, 20_000), 0.0001],
    [fraction(1, 20_001), 0],
    [fraction(9, 16), 0.5625],
    [fraction(0), 0],
  ])('is rounded half up (%o)', (exact, rounded) => {
    expect(toDecimal(exact, 4)).toBe(rounded);
  });

  it('has the laws of numbers', () => {
    const any = fc.tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 1, max: 99 })).map((of) => fraction(...of));
    fc.assert(
      fc.property(any, any, any, (a, b, c) => {
        expect(multiply(a, add(b, c))).toEqual(add(multiply(a, b), multiply(a, c)));
        expect(compare(a, b) + compare(b, a)).toBe(0);
        expect(multiply(divide(a, b) ?? fraction(-1), b)).toEqual(b.num === 0n ? fraction(0) : a);
        expect(a.num * (commonDenominator([a, b]) / a.den)).toBe((a.num * commonDenominator([a, b])) / a.den);
      }),
    );
  });

  it('without a denominator is refused', () => {
    expect(() => fraction(1, 0)).toThrow(RangeError);
    expect(divide(fraction(1), fraction(0))).toBeUndefined();
  });
});
