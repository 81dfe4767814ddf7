import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percentOf } from './percent.ts';

describe('percentOf', () => {
  it.each([
    [1, 6, 16.67],
    [1, 3, 33.33],
    [2, 3, 66.67],
    [1, 800, 0.13],
    [1, 20_000, 0.01],
    [1, 20_001, 0],
    [74_996, 100_000, 75],
    [0, 5, 0],
    [5, 5, 100],
  ])('%i of %i is %d', (part, whole, percent) => {
    expect(percentOf(part, whole)).toBe(percent);
  });

  it('of nothing is null', () => {
    expect(percentOf(0, 0)).toBeNull();
  });

  it('is within half a hundredth, and up when just half', () => {
    fc.assert(
      fc.property(fc.nat(3_000_000), fc.integer({ min: 1, max: 3_000_000 }), (part, whole) => {
        const hundredths = BigInt(Math.round((percentOf(part, whole) ?? 0) * 100));
        const doubledError = 2n * (hundredths * BigInt(whole) - BigInt(part) * 10_000n);
        expect(doubledError).toBeGreaterThan(-BigInt(whole));
        expect(doubledError).toBeLessThanOrEqual(BigInt(whole));
      }),
    );
  });
});
