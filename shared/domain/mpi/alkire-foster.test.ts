import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import published from '#test/fixtures/mpi/examples.json' with { type: 'json' };
import { adjustedOfParts, MpiCount, type MpiRow } from './alkire-foster.ts';
import { add, compare, fraction, multiply, readFraction, toDecimal, type Fraction } from './fraction.ts';
import { TPMAP_2561_EQUIVALENT, weightsOf } from './profile.ts';

const exact = (text: string): Fraction => readFraction(text) ?? fraction(-1);
const answerOf = (deprived: number): 'FAIL' | 'PASS' => (deprived === 1 ? 'FAIL' : 'PASS');

describe.each(published.examples)('$name', ({ deprived, weights, k, persons, expected }) => {
  const count = new MpiCount(weights.map(exact), exact(k));
  const rows: MpiRow[] = deprived.map((row, at) => ({ persons: persons?.[at] ?? 1, answers: row.map(answerOf) }));
  for (const row of rows) count.add(row);
  const { headcount, intensity, adjusted, censored, contributions } = count.figures();

  it('gives the published headcount, intensity and adjusted headcount', () => {
    expect([headcount, intensity, adjusted].map((share) => share && toDecimal(share, 4))).toEqual([
      expected.H,
      expected.A,
      expected.M0,
    ]);
  });

  it('gives the published scores', () => {
    expect(rows.map((row) => toDecimal(count.judge(row).score, 12))).toEqual(
      expected.scores.map((score) => Math.round(score * 1e12) / 1e12),
    );
  });

  it('gives the published censored headcounts, and contributions that are 1 together', () => {
    const shares = censored.map((share) => toDecimal(share, 4));
    expect(shares).toEqual(expected.censored ?? shares);
    expect(contributions?.reduce(add)).toEqual(fraction(1));
  });
});

describe('the count with the profile of TPMAP 2561', () => {
  const indicators = weightsOf(TPMAP_2561_EQUIVALENT);
  const weights = indicators.map(({ weight }) => weight);
  const row = (failed: readonly number[], missing: readonly number[] = [], persons = 1): MpiRow => ({
    persons,
    answers: indicators.map(({ no }) => (failed.includes(no) ? 'FAIL' : missing.includes(no) ? 'MISSING' : 'PASS')),
  });

  it('weighs dimensions alike, and the indicators of one dimension alike', () => {
    expect(indicators.map(({ no, weight }) => [no, `${weight.num}/${weight.den}`])).toEqual([
      ...[2, 6, 8, 9].map((no) => [no, '1/20']),
      ...[13, 14, 18].map((no) => [no, '1/15']),
      ...[22, 23, 24, 25].map((no) => [no, '1/20']),
      ...[27, 28, 29].map((no) => [no, '1/15']),
      ...[34, 35].map((no) => [no, '1/10']),
    ]);
  });

  it('is the union rule up to the least weight, and never calls a score of 0 poor', () => {
    const union = new MpiCount(weights, fraction(1, 20));
    expect(indicators.map(({ no }) => union.judge(row([no])).poor)).toEqual(indicators.map(() => true));
    expect(new MpiCount(weights, fraction(0)).judge(row([])).poor).toBe(false);
  });

  it('reaches a cut-off exactly', () => {
    // Three fifteenths are a fifth, which floating-point sums miss.
    expect(new MpiCount(weights, fraction(1, 5)).judge(row([27, 28, 29])).poor).toBe(true);
    expect(new MpiCount(weights, fraction(1, 5)).judge(row([27, 28, 2])).poor).toBe(false);
  });

  it('leaves out rows of which more than a third is missing, and counts them', () => {
    const count = new MpiCount(weights, fraction(1, 5));
    // 1/15 + 1/15 + 1/5 is a third; one more is too many.
    count.add(row([27], [13, 14, 22, 23, 24, 25], 3));
    count.add(row([27], [13, 14, 18, 22, 23, 24, 25], 5));
    expect(count.figures()).toMatchObject({ persons: 3, leftOut: 5, poor: 0, intensity: null, contributions: null });
  });

  it('has no shares of nobody', () => {
    expect(new MpiCount(weights, fraction(1, 5)).figures()).toMatchObject({
      headcount: null,
      intensity: null,
      adjusted: null,
      contributions: null,
    });
  });

  it('is the sum of its parts by persons, and headcount times intensity', () => {
    const rows = fc.array(
      fc.record({
        area: fc.constantFrom('a', 'b', 'c'),
        persons: fc.integer({ min: 1, max: 9 }),
        answers: fc.tuple(...indicators.map(() => fc.constantFrom('FAIL', 'PASS', 'MISSING', 'NOT_APPLICABLE'))),
      }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(rows, (all) => {
        const whole = new MpiCount(weights, fraction(1, 5));
        const parts = new Map<string, MpiCount>();
        for (const one of all) {
          const part = parts.get(one.area) ?? new MpiCount(weights, fraction(1, 5));
          parts.set(one.area, part);
          for (const count of [whole, part]) count.add(one);
        }
        const { adjusted, headcount, intensity } = whole.figures();
        const summed = adjustedOfParts([...parts.values()].map((part) => part.figures()));
        expect(summed && adjusted && compare(summed, adjusted)).toBe(adjusted ? 0 : null);
        expect(headcount && multiply(headcount, intensity ?? fraction(0))).toEqual(adjusted);
      }),
    );
  });

  it('refuses weights that are not 1 together', () => {
    expect(() => new MpiCount([fraction(1, 3), fraction(1, 3)], fraction(1, 3))).toThrow(RangeError);
  });
});
