import { bangkokMonth, closeOf, previousMonth } from '#shared/thai/bangkok-time.ts';

/** Minutes since the newest close (day 5 of a month at 23:59 in Bangkok, domain.md §6.2) before `now`. */
export function minutesAfterClose(now: Date, closeDay = 5): number {
  const last = previousMonth(bangkokMonth(now));
  const close = closeOf(last, closeDay);
  const newest = close < now ? close : closeOf(previousMonth(last), closeDay);
  return Math.floor((now.getTime() - newest.getTime()) / 60_000);
}
