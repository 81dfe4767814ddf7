/**
 * The adjusted headcount of Alkire and Foster (2011), in exact fractions. In this system it orders households; it is no official
 * criterion (domain.md §4.4).
 *
 * Decisions: an indicator that does not apply deprives of nothing. A missing answer deprives of nothing either, and a row whose missing
 * answers weigh more than a third is left out and counted. Rows weigh by their persons.
 */
import { add, commonDenominator, compare, divide, fraction, multiply, type Fraction, ZERO } from './fraction.ts';

export type MpiRow = {
  /** Members of the household; 1 to count households. */
  readonly persons: number;
  /** For each indicator, in the order of the weights. */
  readonly answers: readonly ('FAIL' | 'PASS' | 'NOT_APPLICABLE' | 'MISSING')[];
};

export type MpiFigures = {
  /** Persons that were judged. */
  readonly persons: number;
  readonly leftOut: number;
  /** Persons whose score reaches the cut-off. */
  readonly poor: number;
  /** Share of the poor; null when nobody was judged. */
  readonly headcount: Fraction | null;
  /** Mean score of the poor; null when nobody is poor. */
  readonly intensity: Fraction | null;
  /** Headcount times intensity; null when nobody was judged. */
  readonly adjusted: Fraction | null;
  /** For each indicator: the share of persons deprived in it, and of persons who are poor and deprived in it. */
  readonly uncensored: readonly Fraction[];
  readonly censored: readonly Fraction[];
  /** For each indicator, its share of the adjusted headcount; together 1. Null when nobody is poor. */
  readonly contributions: readonly Fraction[] | null;
};

/** The sums of a count, as they are kept between the readings of two districts: whole numbers, those that may grow beyond 2^53 as text. */
export type MpiSums = {
  readonly persons: number;
  readonly leftOut: number;
  readonly poor: number;
  readonly poorScores: string;
  readonly deprived: readonly number[];
  readonly deprivedPoor: readonly number[];
};

const MOST_MISSING: Fraction = fraction(1, 3);

/** A count that rows are added to one by one. All counts are whole persons or whole parts of `parts`, the common denominator of the weights. */
export class MpiCount {
  readonly #weights: readonly Fraction[];
  readonly #parts: bigint;
  /** Weights as whole parts. */
  readonly #shares: readonly bigint[];
  readonly #cutOff: Fraction;
  #persons = 0n;
  #leftOut = 0n;
  #poor = 0n;
  /** Scores of the poor, in parts times persons. */
  #poorScores = 0n;
  readonly #deprived: bigint[];
  readonly #deprivedPoor: bigint[];

  /** `weights` of the indicators, together 1, and the cut-off k, above which or at which a score is poor. */
  constructor(weights: readonly Fraction[], cutOff: Fraction) {
    const sum = weights.reduce(add, ZERO);
    if (compare(sum, fraction(1)) !== 0) throw new RangeError('The weights of the indicators are not 1 together');
    this.#weights = weights;
    this.#parts = commonDenominator(weights);
    this.#shares = weights.map(({ num, den }) => (num * this.#parts) / den);
    this.#cutOff = cutOff;
    this.#deprived = weights.map(() => 0n);
    this.#deprivedPoor = weights.map(() => 0n);
  }

  /** Whether and how strongly the answers of a row deprive; `leftOut` when too many are missing to say. */
  judge({ answers }: Pick<MpiRow, 'answers'>): { score: Fraction; missing: Fraction; poor: boolean; leftOut: boolean } {
    const sumOf = (answer: string): Fraction => {
      const parts = this.#shares.reduce((sum, share, at) => (answers[at] === answer ? sum + share : sum), 0n);
      return fraction(parts, this.#parts);
    };
    const [score, missing] = [sumOf('FAIL'), sumOf('MISSING')];
    const leftOut = compare(missing, MOST_MISSING) > 0;
    const poor = !leftOut && score.num > 0n && compare(score, this.#cutOff) >= 0;
    return { score, missing, poor, leftOut };
  }

  add(row: MpiRow): void {
    const persons = BigInt(row.persons);
    const { score, poor, leftOut } = this.judge(row);
    if (leftOut) {
      this.#leftOut += persons;
      return;
    }
    this.#persons += persons;
    count(this.#deprived, row, persons);
    if (!poor) return;
    this.#poor += persons;
    this.#poorScores += ((score.num * this.#parts) / score.den) * persons;
    count(this.#deprivedPoor, row, persons);
  }

  sums(): MpiSums {
    return {
      persons: Number(this.#persons),
      leftOut: Number(this.#leftOut),
      poor: Number(this.#poor),
      poorScores: String(this.#poorScores),
      deprived: this.#deprived.map(Number),
      deprivedPoor: this.#deprivedPoor.map(Number),
    };
  }

  /** Adds what a count with the same weights and cut-off came to. */
  addSums(sums: MpiSums): void {
    this.#persons += BigInt(sums.persons);
    this.#leftOut += BigInt(sums.leftOut);
    this.#poor += BigInt(sums.poor);
    this.#poorScores += BigInt(sums.poorScores);
    for (const [at, persons] of sums.deprived.entries())
      this.#deprived[at] = (this.#deprived[at] ?? 0n) + BigInt(persons);
    for (const [at, persons] of sums.deprivedPoor.entries())
      this.#deprivedPoor[at] = (this.#deprivedPoor[at] ?? 0n) + BigInt(persons);
  }

  figures(): MpiFigures {
    const counted = this.#persons;
    const shareOf = (persons: bigint): Fraction => (counted === 0n ? ZERO : fraction(persons, counted));
    const adjusted = counted === 0n ? null : fraction(this.#poorScores, this.#parts * counted);
    const censored = this.#deprivedPoor.map(shareOf);
    return {
      persons: Number(counted),
      leftOut: Number(this.#leftOut),
      poor: Number(this.#poor),
      headcount: counted === 0n ? null : shareOf(this.#poor),
      intensity: this.#poor === 0n ? null : fraction(this.#poorScores, this.#parts * this.#poor),
      adjusted,
      uncensored: this.#deprived.map(shareOf),
      censored,
      contributions: adjusted && this.#poor > 0n ? this.#contributionsTo(adjusted, censored) : null,
    };
  }

  #contributionsTo(adjusted: Fraction, censored: readonly Fraction[]): Fraction[] {
    return this.#weights.map((weight, at) => divide(multiply(weight, censored[at] ?? ZERO), adjusted) ?? ZERO);
  }
}

function count(into: bigint[], { answers }: MpiRow, persons: bigint): void {
  for (const [at, answer] of answers.entries()) if (answer === 'FAIL') into[at] = (into[at] ?? 0n) + persons;
}

/** The adjusted headcount of the whole from its parts, which weigh by their persons; null when nobody was judged. */
export function adjustedOfParts(parts: readonly Pick<MpiFigures, 'persons' | 'adjusted'>[]): Fraction | null {
  const persons = parts.reduce((sum, part) => sum + part.persons, 0);
  if (persons === 0) return null;
  return parts.reduce(
    (sum, part) => (part.adjusted ? add(sum, multiply(fraction(part.persons, persons), part.adjusted)) : sum),
    ZERO,
  );
}
