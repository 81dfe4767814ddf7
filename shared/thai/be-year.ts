/** Years of the Buddhist Era beside those of the calendar in which the system keeps days. Source: domain.md §7.2. */

/** B.E. 2569 is C.E. 2026. */
export const BE_OFFSET = 543;

/** Years written up to 2400 are C.E., above it B.E. */
const LAST_CE_YEAR = 2400;

/** The B.E. year of a C.E. year, or of a day or month that begins with one (`2026-05`). */
export function beYear(from: string): number {
  return Number(from.slice(0, 4)) + BE_OFFSET;
}

/** A year as written: four digits, or two that mean B.E. 25xx; NaN otherwise. */
export function writtenYear(digits: string): number {
  if (digits.length === 4) return Number(digits);
  return digits.length === 2 ? 2500 + Number(digits) : Number.NaN;
}

/** Whether a written year is of the Buddhist Era. */
export function isBeYear(written: number): boolean {
  return written > LAST_CE_YEAR;
}
