/** Who calls, from the claims of a token that the authorizer of the API has verified. What the account may do, its record says. */
import type { Session } from './account-gate.ts';

export type Claims = Readonly<Record<string, unknown>>;

/** The subject of the account; undefined when there are no claims, or when they have expired: the gateway keeps what it verified for a minute. */
export function subjectOf(claims: Claims | undefined, now: Date): string | undefined {
  const until = Number(claims?.['exp'] ?? Infinity);
  return now.getTime() < until * 1000 ? text(claims?.['sub']) : undefined;
}

/** The sign-in that a token comes from: tokens that were refreshed go on naming the first one. */
export function sessionOf(claims: Claims | undefined): Session {
  const id = text(claims?.['origin_jti']);
  const startedAt = Number(claims?.['auth_time'] ?? claims?.['iat'] ?? 0);
  return { ...(id === undefined ? {} : { id }), startedAt: Number.isSafeInteger(startedAt) ? startedAt : 0 };
}

function text(claim: unknown): string | undefined {
  return typeof claim === 'string' && claim !== '' ? claim : undefined;
}
