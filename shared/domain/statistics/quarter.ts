/** Quarters of fiscal years, `2569-Q3`: a year B.E. and a quarter that begins in October, January, April or July (casework R1). */
import { fiscalYear, lastDay } from '#shared/thai/bangkok-time.ts';
import { BE_OFFSET } from '#shared/thai/be-year.ts';

const QUARTER = /^(2[0-9]{3})-Q([1-4])$/u;

/** Months from the October before which a quarter begins. */
const MONTHS = 3;

export function isQuarter(text: string): boolean {
  return QUARTER.test(text);
}

/** Months of a quarter, oldest first. Throws a RangeError for any other text. */
export function monthsOfQuarter(quarter: string): [string, string, string] {
  const [, year = '', number = ''] = QUARTER.exec(quarter) ?? [];
  if (number === '') throw new RangeError('a quarter is a fiscal year B.E. and Q1 to Q4');
  const begins = (Number(number) - 1) * MONTHS;
  const month = (count: number): string => {
    // Counted from January of the year before, in which the fiscal year begins in October.
    const at = 9 + begins + count;
    const ce = Number(year) - BE_OFFSET - 1 + Math.floor(at / 12);
    return `${ce}-${String((at % 12) + 1).padStart(2, '0')}`;
  };
  return [month(0), month(1), month(2)];
}

/** The quarter in which a month (`YYYY-MM`, C.E.) is. */
export function quarterOfMonth(month: string): string {
  const sinceOctober = (Number(month.slice(5, 7)) + 2) % 12;
  return `${fiscalYear(month)}-Q${Math.floor(sinceOctober / MONTHS) + 1}`;
}

/** The four quarters of a fiscal year (B.E.), in their order. */
export function quartersOfFiscalYear(year: number): string[] {
  return [1, 2, 3, 4].map((number) => `${year}-Q${number}`);
}

/** First and last day (C.E.) of a quarter. */
export function daysOfQuarter(quarter: string): { from: string; to: string } {
  const [first, , last] = monthsOfQuarter(quarter);
  return { from: `${first}-01`, to: lastDay(last) };
}
