import { bangkokMonth, previousMonth } from '#shared/thai/bangkok-time.ts';
import { closeOf } from '#shared/domain/statistics/close.ts';

/** Minutes since the newest close (domain.md §6.2) before `now`. */
export function minutesAfterClose(now: Date): number {
  const last = previousMonth(bangkokMonth(now));
  const close = closeOf(last);
  const newest = close < now ? close : closeOf(previousMonth(last));
  return Math.floor((now.getTime() - newest.getTime()) / 60_000);
}
