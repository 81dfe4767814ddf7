import { Problem } from '#shared/problems.ts';

import { bangkokMonth } from '#shared/thai/bangkok-time.ts';

/**
 * Throws `invalid-input` for a month (`YYYY-MM`, C.E.) that has not begun in Bangkok: nothing of it is known, and figures of 0
 * would pass for an answer. `pointer`: where the request says it. The month of today is a month to date (domain.md §6.2).
 */
export function refuseFutureMonth(month: string, now: Date, pointer = '/month'): void {
  if (month <= bangkokMonth(now)) return;
  throw new Problem('invalid-input', {
    errors: [{ pointer, message: 'เดือนต้องไม่เกินเดือนปัจจุบัน', code: 'month-in-future' }],
  });
}
