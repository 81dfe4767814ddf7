import { expect, it } from 'vitest';

import { closedRound, refusePastDue, roundStatus, type RexrayRound } from './rexray-round.ts';

const ROUND: RexrayRound = {
  id: '42-1',
  version: 1,
  name: 'Re-X-ray 2569',
  list: 'L1',
  scopeArea: '42',
  dueOn: '2026-05-31',
  createdAt: '2026-05-01T03:00:00.000Z',
};
/** The last second of a day of Bangkok. */
const endOf = (day: string): Date => new Date(`${day}T23:59:59+07:00`);

it('A round is open through its due day, and is closed once', () => {
  const closed = closedRound(ROUND, endOf('2026-05-31'));
  expect(closed).toEqual({ ...ROUND, version: 2, closedAt: '2026-05-31T16:59:59.000Z' });
  expect(roundStatus(closed, '2026-05-31')).toBe('CLOSED');
  for (const [round, now] of [
    [closed, endOf('2026-05-31')],
    [ROUND, endOf('2026-06-01')],
  ] as const)
    expect(() => closedRound(round, now)).toThrow(expect.objectContaining({ code: 'round-closed' }));
});

it('A round is not due on a day that has ended', () => {
  expect(() => refusePastDue('2026-05-31', endOf('2026-05-31'))).not.toThrow();
  expect(() => refusePastDue('2026-05-31', endOf('2026-06-01'))).toThrow(
    expect.objectContaining({ code: 'invalid-input' }),
  );
});
