/** Exact fractions: weights, cut-offs and published shares of the MPI are never reckoned as floating-point numbers. */
export type Fraction = { readonly num: bigint; readonly den: bigint };

export const ZERO: Fraction = { num: 0n, den: 1n };

/** `num / den` in lowest terms; the denominator is positive. Throws when `den` is 0. */
export function fraction(num: bigint | number, den: bigint | number = 1n): Fraction {
  const [n, d] = [BigInt(num), BigInt(den)];
  if (d === 0n) throw new RangeError('A fraction needs a denominator other than 0');
  const common = gcd(n, d) * (d < 0n ? -1n : 1n);
  return { num: n / common, den: d / common };
}

/** Reads `1/3`, `0.33` and `2`; undefined for every other text. */
export function readFraction(text: string): Fraction | undefined {
  const parts = /^(?:(\d{1,9})\/(\d{1,9})|(\d{1,9})(?:\.(\d{1,9}))?)$/u.exec(text);
  if (!parts) return undefined;
  const [, num, den, whole, decimals = ''] = parts;
  if (num !== undefined && den !== undefined) return Number(den) === 0 ? undefined : fraction(BigInt(num), BigInt(den));
  return fraction(BigInt(`${whole ?? ''}${decimals}`), 10n ** BigInt(decimals.length));
}

export function add(a: Fraction, b: Fraction): Fraction {
  return fraction(a.num * b.den + b.num * a.den, a.den * b.den);
}

export function multiply(a: Fraction, b: Fraction): Fraction {
  return fraction(a.num * b.num, a.den * b.den);
}

/** Undefined when `b` is 0. */
export function divide(a: Fraction, b: Fraction): Fraction | undefined {
  return b.num === 0n ? undefined : fraction(a.num * b.den, a.den * b.num);
}

/** Below 0, 0 or above 0, as `a` is less than, equal to or greater than `b`. */
export function compare(a: Fraction, b: Fraction): number {
  const [left, right] = [a.num * b.den, b.num * a.den];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** A fraction from 0 up as a decimal of so many places, rounded half up. */
export function toDecimal({ num, den }: Fraction, places: number): number {
  const scale = 10n ** BigInt(places);
  return Number((2n * num * scale + den) / (2n * den)) / Number(scale);
}

/** The least whole number that all denominators divide. */
export function commonDenominator(fractions: readonly Fraction[]): bigint {
  return fractions.reduce((common, { den }) => (common / gcd(common, den)) * den, 1n);
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
