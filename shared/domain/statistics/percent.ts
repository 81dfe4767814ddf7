/**
 * `part` of `whole` as a percent with two decimals, rounded half up, reckoned in whole numbers so that 1/6 is 16.67 and 1/800 is 0.13 on
 * every machine. Null without a denominator. For print only: thresholds compare counts, never these percents (domain.md §6.2 rule 6).
 */
export function percentOf(part: number, whole: number): number | null {
  if (whole === 0) return null;
  const twice = part * 20_000 + whole;
  const hundredths = (twice - (twice % (2 * whole))) / (2 * whole);
  return hundredths / 100;
}
