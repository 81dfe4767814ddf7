import { describe, expect, it } from 'vitest';

import { SESSIONS_KEPT, type SeenSession } from '#shared/domain/account/account.ts';
import { hasSignedIn } from '#shared/domain/account/sign-ins.ts';

import { signInsOf, withSeen, type KeptSessions } from './keep-sessions.ts';

const signIn = (day: string, id = day): SeenSession => ({
  id,
  startedAt: Date.parse(`${day}T03:00:00Z`) / 1000,
  firstSeenAt: `${day}T03:00:01.000Z`,
});
const after = (days: readonly string[], kept: KeptSessions = { sessions: [] }): KeptSessions =>
  days.reduce((before, day) => withSeen(before, signIn(day)) ?? before, kept);

describe('what is kept of sign-ins', () => {
  it('is the quarter of each, also of sessions that were dropped and of one older than all that are kept', () => {
    const days = Array.from({ length: SESSIONS_KEPT + 5 }, (_, at) => `2026-07-${String(at + 1).padStart(2, '0')}`);
    const kept = after(['2026-02-01', ...days, '2025-11-30']);
    expect(kept.sessions).toHaveLength(SESSIONS_KEPT);
    expect(signInsOf(kept)).toEqual({ quarters: ['2569-Q1', '2569-Q2', '2569-Q4'] });
    expect(withSeen(kept, signIn('2025-12-01'))).toBeUndefined();
  });

  it('says of a time before quarters were kept what its sessions say, and of the time before these nothing', () => {
    const few = { sessions: [signIn('2026-05-02')] };
    expect(hasSignedIn(signInsOf(few), '2569-Q3')).toBe(true);
    expect(hasSignedIn(signInsOf(few), '2569-Q2')).toBe(false);
    const full = { sessions: Array.from({ length: SESSIONS_KEPT }, (_, at) => signIn('2026-05-02', `s${at}`)) };
    expect(hasSignedIn(signInsOf(full), '2569-Q2')).toBeUndefined();
    const later = after(['2026-08-01'], full);
    expect(later.signIns).toEqual({ quarters: ['2569-Q3', '2569-Q4'], from: '2569-Q3' });
    expect(hasSignedIn(signInsOf(later), '2569-Q2')).toBeUndefined();
    expect(hasSignedIn(signInsOf(later), '2570-Q1')).toBe(false);
  });

  it('is of three fiscal years, and says so', () => {
    const days = Array.from(
      { length: 13 },
      (_, at) => `${2023 + Math.floor(at / 4)}-${String(1 + (at % 4) * 3).padStart(2, '0')}-10`,
    );
    const { quarters, from } = signInsOf(after(days));
    expect([quarters.length, from]).toEqual([12, quarters[0]]);
    expect(hasSignedIn({ quarters, ...(from === undefined ? {} : { from }) }, '2566-Q2')).toBeUndefined();
  });
});
