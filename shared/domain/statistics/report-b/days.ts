import { addDays, bangkokDay } from '#shared/thai/bangkok-time.ts';
import { endOf } from '../case-on-day.ts';
import { daysOfQuarter } from '../quarter.ts';

/** The days of a report of a quarter: Bangkok days, YYYY-MM-DD. */
export type ReportDays = {
  readonly from: string;
  readonly to: string;
  /** The day before the quarter. */
  readonly before: string;
  /** Of which the closing figures are: the last of the quarter, or today while the quarter is not over. */
  readonly day: string;
  /** Whether a day is in the quarter and not after `day`. */
  readonly holds: (on: string) => boolean;
  /** Whether the Bangkok day of an instant is. */
  readonly holdsInstant: (instant: string) => boolean;
};

export function reportDays(quarter: string, asOf: Date): ReportDays {
  const { from, to } = daysOfQuarter(quarter);
  const today = bangkokDay(asOf);
  const day = today < to ? today : to;
  const holds = (on: string): boolean => on >= from && on <= day;
  return {
    from,
    to,
    before: addDays(from, -1),
    day,
    holds,
    holdsInstant: (instant) => holds(bangkokDay(new Date(instant))),
  };
}

/** Whether an instant is of a Bangkok day or an earlier one. */
export function isBy(instant: string, day: string): boolean {
  return new Date(instant).toISOString() < endOf(day);
}
