import {
  addDays,
  bangkokDay,
  firstDay,
  firstDayOfFiscalYear,
  fiscalYear,
  lastDay,
  monthOf,
} from '#shared/thai/bangkok-time.ts';
import { closeOf } from './close.ts';

/** Bangkok calendar days after delivery within which a record is on time (domain.md §6.3 A13). */
const DAYS_TO_RECORD = 7;

/** The stretches of Bangkok days that the columns of Report A look at; first and last days are inside. */
export type ReportPeriod = {
  month: string;
  /** The as-of moment, ISO UTC, and its Bangkok day: help delivered after that day does not count. */
  asOf: string;
  firstOfMonth: string;
  lastOfMonth: string;
  firstOfFiscalYear: string;
  /** First day of the month in which the lists opened; null when none has. */
  sinceList: string | null;
  /** The close of the month, ISO UTC. */
  close: string;
  /** For each day of the month the moment, ISO UTC, from which a record of help delivered on it is late. */
  lateFrom: ReadonlyMap<string, string>;
  /** The moment at which a referral is looked at for being overdue, ISO UTC: the close, and before it the as-of moment. */
  overdueAt: string;
};

/**
 * `openedOn` is the earliest day on which a list of the report opened (domain.md §6.2
 * "close", "since the list opened"). Before its close a month is not cut short: help counts up to the as-of moment's day,
 * which for a later month is the whole month.
 */
export function reportPeriod(month: string, asOf: Date, openedOn: string | null): ReportPeriod {
  const close = closeOf(month).toISOString();
  const lastOfMonth = lastDay(month);
  const today = bangkokDay(asOf);
  const lateFrom = new Map<string, string>();
  for (let day = firstDay(month); day <= lastOfMonth; day = addDays(day, 1))
    lateFrom.set(day, new Date(`${addDays(day, DAYS_TO_RECORD + 1)}T00:00:00+07:00`).toISOString());
  return {
    month,
    asOf: asOf.toISOString(),
    firstOfMonth: firstDay(month),
    lastOfMonth: today < lastOfMonth ? today : lastOfMonth,
    firstOfFiscalYear: firstDayOfFiscalYear(fiscalYear(month)),
    sinceList: openedOn === null ? null : firstDay(monthOf(openedOn)),
    close,
    lateFrom,
    overdueAt: asOf.toISOString() < close ? asOf.toISOString() : close,
  };
}
