import { nextMonth } from '#shared/thai/bangkok-time.ts';

/** The day of the next month on which a month closes. Source: domain.md §6.2. */
export const CLOSE_DAY = 5;

/** The close of a month (`YYYY-MM`): 23:59:00 in Bangkok on the closing day, that instant included. Source: domain.md §6.2. */
export function closeOf(month: string): Date {
  return new Date(`${nextMonth(month)}-${String(CLOSE_DAY).padStart(2, '0')}T23:59:00+07:00`);
}
