import { expect, it } from 'vitest';

import type { Account, Grant } from './account.ts';
import { endOfMentorship, isMentorOn, mentorshipsAfter, placeOfMentorship } from './mentorship.ts';

const account = (grants: readonly Grant[], more: Partial<Account> = {}): Account => ({
  sub: 'm1',
  version: 1,
  kind: 'PERSON',
  status: 'ACTIVE',
  grants,
  createdAt: '2026-01-01T03:00:00.000Z',
  changedBy: 's',
  changedAt: '2026-05-20T18:00:00.000Z',
  ended: [],
  mustAccept: false,
  ...more,
});
const at = (unit: string, more: Partial<Grant> = {}): Grant => ({ role: 'MENTOR', unit, from: '2026-01-01', ...more });

it('is one for each unit in which an account is a mentor, and none for its other roles', () => {
  const grants = [at('4201'), at('4201.1', { untilOrder: '420102' }), { ...at('4202'), role: 'FIELD_TEAM' as const }];
  expect(mentorshipsAfter(undefined, account(grants))).toEqual([
    { sub: 'm1', unit: '4201', from: '2026-01-01' },
    { sub: 'm1', unit: '4201.1', from: '2026-01-01', untilOrder: '420102' },
  ]);
  expect(mentorshipsAfter(undefined, account(grants, { kind: 'CLIENT' }))).toEqual([]);
  expect(mentorshipsAfter(undefined, account([], { grants: null }))).toEqual([]);
});

it('ends with the last day of the last grant of the unit', () => {
  const [mentorship] = mentorshipsAfter(
    undefined,
    account([at('4201', { to: '2026-06-30' }), at('4201', { from: '2025-10-01', to: '2026-03-31' })]),
  );
  expect(mentorship).toEqual({ sub: 'm1', unit: '4201', from: '2025-10-01', to: '2026-06-30' });
  if (!mentorship) return;
  expect(['2025-09-30', '2026-06-30', '2026-07-01'].map((day) => isMentorOn(mentorship, day))).toEqual([
    false,
    true,
    false,
  ]);
  expect(endOfMentorship(mentorship, '2026-06-30')).toBeUndefined();
  expect(endOfMentorship(mentorship, '2026-07-01')).toBe('2026-06-30');
  const open = mentorshipsAfter(undefined, account([at('4201', { to: '2026-06-30' }), at('4201')]));
  expect(open).toEqual([{ sub: 'm1', unit: '4201', from: '2026-01-01' }]);
});

it.each<[string, Account, Account, object]>([
  ['the grant is taken back', account([at('4201')]), account([]), { ended: '2026-05-21' }],
  [
    'the account is closed',
    account([at('4201')]),
    account([at('4201')], { status: 'CLOSED' }),
    { ended: '2026-05-21' },
  ],
  ['it had ended before', account([at('4201', { to: '2026-04-30' })]), account([]), { to: '2026-04-30' }],
  ['it would have ended later', account([at('4201', { to: '2026-09-30' })]), account([]), { ended: '2026-05-21' }],
])('ends at once, on the day of Bangkok on which %s', (_what, before, after, end) => {
  const [mentorship] = mentorshipsAfter(before, after);
  expect(mentorship).toMatchObject(end);
  if (!mentorship) throw new Error('There is one');
  expect(endOfMentorship(mentorship, '2026-05-21')).toBe(Object.values(end)[0]);
  expect(isMentorOn(mentorship, '2026-05-21')).toBe(false);
});

it('is not ended once more by a later change of an account that is closed', () => {
  const closed = account([at('4201')], { status: 'CLOSED' });
  expect(mentorshipsAfter(closed, { ...closed, changedAt: '2026-09-01T03:00:00.000Z' })).toEqual([]);
});

it('goes on while an account is suspended, and begins anew with a new grant', () => {
  const suspended = account([at('4201')], { status: 'SUSPENDED' });
  expect(mentorshipsAfter(account([at('4201')]), suspended)).toEqual([{ sub: 'm1', unit: '4201', from: '2026-01-01' }]);
  expect(mentorshipsAfter(account([]), account([at('4201', { from: '2026-05-20' })]))).toEqual([
    { sub: 'm1', unit: '4201', from: '2026-05-20' },
  ]);
});

it.each([
  ['42', '42'],
  ['4201', '4201'],
  ['420101', '4201'],
  ['4201.1', '4201'],
])('of the unit %s is found at %s', (unit, place) => {
  expect(placeOfMentorship(unit)).toBe(place);
});
