/** An account of a person or of a system: its states, its grants and its sessions (domain.md §2.1). */
import type { LifeCycle } from '../life-cycle.ts';
import type { Dimension } from '#shared/reference/dimensions.ts';

import type { Role } from '../access/access.ts';

export const ACCOUNT_STATES = ['INVITED', 'ACTIVE', 'SUSPENDED', 'CLOSED'] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];

/** A wrong invitation is taken back and a suspended account ends without being opened again: both may be closed. */
export const ACCOUNT_LIFE_CYCLE: LifeCycle<AccountState> = {
  INVITED: ['ACTIVE', 'CLOSED'],
  ACTIVE: ['SUSPENDED', 'CLOSED'],
  SUSPENDED: ['ACTIVE', 'CLOSED'],
  CLOSED: [],
};

/** Version of the terms of use that has to be accepted before the first use. A change of the terms is the next number. */
export const TERMS_VERSION = 1;

/** How long the link of an invitation is good. */
const INVITATION_HOURS = 72;

/** Sessions that the record of an account keeps, and as many that were ended. */
export const SESSIONS_KEPT = 20;

/**
 * A role with the place in which it holds, on the days from `from` to `to` (both included, days of Bangkok; without `to` until it is
 * taken back). `unit`: code of an area or of a committee unit. `agency`: slug of an organisation.
 */
export type Grant = {
  readonly role: Role;
  readonly unit?: string;
  readonly agency?: string;
  readonly dimension?: Dimension;
  readonly from: string;
  readonly to?: string;
  /** The area that a unit without an order covers meanwhile; said of accounts from before units. */
  readonly untilOrder?: string;
};

/** A session that was ended. `startedAt`: epoch seconds of its sign-in. */
export type EndedSession = { readonly id: string; readonly startedAt: number; readonly endedAt: string };

/** A session as a call first met it. */
export type SeenSession = { readonly id: string; readonly startedAt: number; readonly firstSeenAt: string };

export type Account = {
  readonly sub: string;
  readonly version: number;
  readonly kind: 'PERSON' | 'CLIENT';
  readonly status: AccountState;
  /** What it may do and where. Null in records from when tokens said it: such an account may do nothing. */
  readonly grants: readonly Grant[] | null;
  /** The person's name and e-mail in an envelope, as base64. Absent for a system, and where only the sign-in knows the person. */
  readonly person?: { readonly sealed: string };
  /** A system's organisation and the name given to it. */
  readonly client?: { readonly organisation: string; readonly name?: string };
  readonly createdAt: string;
  /** Who made the newest version, and why where a reason was asked for. */
  readonly changedBy: string;
  readonly changedAt: string;
  readonly reason?: string;
  readonly invitedUntil?: string;
  /** Terms that were accepted. */
  readonly terms?: { readonly version: number; readonly at: string };
  /** Must accept the terms before anything else. */
  readonly mustAccept: boolean;
  /** Sessions of sign-ins before this epoch second are ended. */
  readonly notBefore?: number;
  readonly ended: readonly EndedSession[];
};

/** The moment (ISO, UTC) until which an invitation of `now` is good. */
export function invitedUntil(now: Date): string {
  return new Date(now.getTime() + INVITATION_HOURS * 3_600_000).toISOString();
}

/** The first version of the record of a person who is invited; `by`: the account that invites. */
export function invited(
  { sub, grants, by }: { readonly sub: string; readonly grants: readonly Grant[]; readonly by: string },
  now: Date,
): Account {
  const at = now.toISOString();
  return {
    sub,
    version: 1,
    kind: 'PERSON',
    status: 'INVITED',
    grants,
    createdAt: at,
    changedBy: by,
    changedAt: at,
    invitedUntil: invitedUntil(now),
    mustAccept: true,
    ended: [],
  };
}

export type HoldsGrants = Pick<Account, 'status' | 'grants'>;

/** Whether a grant gives anything on a day of Bangkok. */
export function isInForce({ from, to }: Pick<Grant, 'from' | 'to'>, day: string): boolean {
  return from <= day && (to === undefined || day <= to);
}

/** The areas of a grant: what its unit covers. `coversOf`: covers by the unit's newest order, undefined where it has none. */
export type CoversOf = (unit: string) => readonly string[] | undefined;

export function areasOf(
  { unit, untilOrder }: Pick<Grant, 'unit' | 'untilOrder'>,
  coversOf: CoversOf,
): readonly string[] {
  if (unit === undefined) return [];
  return coversOf(unit) ?? (/^\d+$/u.test(unit) ? [unit] : untilOrder === undefined ? [] : [untilOrder]);
}

/** No unit has an order: each covers the area that it is named by. */
export const NO_ORDERS: CoversOf = () => undefined;

/**
 * Whether an account has a role over a household on a day: `places` are the areas where it lives and where it is on a list, codes of
 * 2 to 8 digits, one of which begins with what the grant's unit covers. An account that was invited counts like an active one.
 */
export function hasGrant(
  account: HoldsGrants,
  role: Role,
  places: readonly string[],
  day: string,
  coversOf: CoversOf = NO_ORDERS,
): boolean {
  if (account.status !== 'INVITED' && account.status !== 'ACTIVE') return false;
  return (account.grants ?? []).some(
    (grant) =>
      grant.role === role &&
      isInForce(grant, day) &&
      areasOf(grant, coversOf).some((cover) => places.some((place) => place.startsWith(cover))),
  );
}

/** Why a session may not call any more, or undefined when it may. `startedAt`: epoch seconds of its sign-in, 0 when unknown. */
export function endOfSession(
  { notBefore, ended }: Pick<Account, 'notBefore' | 'ended'>,
  session: { readonly id?: string | undefined; readonly startedAt: number },
): 'ended' | undefined {
  if (notBefore !== undefined && session.startedAt < notBefore) return 'ended';
  return ended.some(({ id }) => id === session.id) ? 'ended' : undefined;
}

/**
 * Ends one session. The record keeps the newest ended ones; what leaves it stays ended, because `notBefore` moves past it and ends
 * all that began before it, too.
 */
export function withEnded<Ends extends Pick<Account, 'notBefore' | 'ended'>>(
  account: Ends,
  session: { readonly id: string; readonly startedAt: number },
  endedAt: string,
): Ends {
  if (account.ended.some(({ id }) => id === session.id)) return account;
  const all = [...account.ended, { ...session, endedAt }].toSorted((a, b) => b.startedAt - a.startedAt);
  const left = all.slice(SESSIONS_KEPT);
  const notBefore = Math.max(account.notBefore ?? 0, ...left.map(({ startedAt }) => startedAt + 1));
  return { ...account, ended: all.slice(0, SESSIONS_KEPT), ...(notBefore > 0 ? { notBefore } : {}) };
}

/** Ends all sessions: those that were seen by name, because a sign-in of this second is a new one, and all others by the moment. */
export function withAllEnded<Ends extends Pick<Account, 'notBefore' | 'ended'>>(
  account: Ends,
  seen: readonly SeenSession[],
  now: Date,
): Ends {
  const notBefore = Math.max(account.notBefore ?? 0, Math.floor(now.getTime() / 1000));
  const endedAt = now.toISOString();
  const young = seen.filter(({ startedAt }) => startedAt >= notBefore);
  const after = young.reduce((ends, { id, startedAt }) => withEnded(ends, { id, startedAt }, endedAt), account);
  return { ...after, notBefore: Math.max(notBefore, after.notBefore ?? 0) };
}
