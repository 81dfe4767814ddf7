import { describe, expect, it } from 'vitest';

import { sessionOf, subjectOf } from './principal.ts';

const now = new Date('2026-05-20T03:00:00.000Z');

describe('verified claims', () => {
  it.each([undefined, {}, { sub: '' }, { sub: 7 }])('%j name nobody', (claims) => {
    expect(subjectOf(claims, now)).toBeUndefined();
  });

  it('name the account while the token is good', () => {
    const until = (seconds: number) => subjectOf({ sub: 's', exp: String(now.getTime() / 1000 + seconds) }, now);
    expect([subjectOf({ sub: 's' }, now), until(1), until(0), until(-1)]).toEqual(['s', 's', undefined, undefined]);
    expect(subjectOf({ sub: 's', exp: 'soon' }, now)).toBeUndefined();
  });

  it('name the sign-in that a token comes from', () => {
    expect(sessionOf({ origin_jti: 'a', auth_time: '7', iat: '9' })).toEqual({ id: 'a', startedAt: 7 });
    expect(sessionOf({ iat: '9' })).toEqual({ startedAt: 9 });
    expect(sessionOf(undefined)).toEqual({ startedAt: 0 });
  });
});
