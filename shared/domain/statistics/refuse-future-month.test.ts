import { expect, it } from 'vitest';

import { Problem } from '#shared/problems.ts';

import { refuseFutureMonth } from './refuse-future-month.ts';

function errorsOf(month: string, now: string): unknown {
  try {
    refuseFutureMonth(month, new Date(now));
    return undefined;
  } catch (error) {
    return error instanceof Problem ? error.extensions.errors : error;
  }
}

it('a month begins at midnight in Bangkok', () => {
  const inFuture = [{ pointer: '/month', message: expect.stringMatching(/เดือน/), code: 'month-in-future' }];
  expect(errorsOf('2026-06', '2026-05-31T16:59:59.999Z')).toEqual(inFuture);
  expect(errorsOf('2026-06', '2026-05-31T17:00:00.000Z')).toBeUndefined();
  expect(errorsOf('2026-05', '2026-05-31T16:59:59.999Z')).toBeUndefined();
  expect(errorsOf('2027-01', '2026-12-31T16:59:59.999Z')).toEqual(inFuture);
});
