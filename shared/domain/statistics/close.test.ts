import { expect, it } from 'vitest';
import { formatBangkok } from '#shared/thai/bangkok-time.ts';
import { closeOf } from './close.ts';

it('a month closes on day 5 of the next month at 23:59:00', () => {
  expect(formatBangkok(closeOf('2026-05'))).toBe('2026-06-05T23:59:00+07:00');
  expect(formatBangkok(closeOf('2026-12'))).toBe('2027-01-05T23:59:00+07:00');
});
