import { expect, it } from 'vitest';

import { closeOf } from '#shared/domain/statistics/close.ts';
import { minutesAfterClose } from './minutes-after-close.ts';

it.each([
  ['2026-06-06T00:09:59.999+07:00', 10],
  ['2026-06-06T06:00:00+07:00', 361],
  ['2026-06-05T23:00:00+07:00', 44_581],
  ['2027-01-06T01:00:00+07:00', 61],
  ['2027-01-01T00:00:00+07:00', 37_441],
])('%s is %d minutes after a close', (now, minutes) => {
  expect(minutesAfterClose(new Date(now))).toBe(minutes);
});

it('counts from the close of the month before', () => {
  const close = closeOf('2026-05');
  expect(minutesAfterClose(new Date(close.getTime() + 60_000))).toBe(1);
});
