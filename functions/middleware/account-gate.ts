/** What the record of an account says to a call: whether it may call at all, and what it holds today. */
import type { AccountReader, SessionStore } from '#shared/account/account-store.ts';
import type { OrderReader } from '#shared/committee/committee-store.ts';
import { coversOfGrants } from '#shared/committee/covers-of-grants.ts';
import type { OrganisationDirectory } from '#shared/organisation/organisation-directory.ts';
import type { Principal } from '#shared/domain/access/access.ts';
import { endOfSession, TERMS_VERSION, type Account, type CoversOf } from '#shared/domain/account/account.ts';
import { principalOfRecord } from '#shared/domain/account/principal-of-record.ts';
import { Problem } from '#shared/problems.ts';
import { bangkokDay } from '#shared/thai/bangkok-time.ts';

/**
 * How long a process uses what it read of an account. A withdrawn grant, an ended session and the older order of a unit may still work for
 * as long.
 */
export const KEPT_SECONDS = 60;

/** Accounts kept at once; beyond it all are read anew. */
const ACCOUNTS_KEPT = 2000;

/** The sign-in that a token comes from. `startedAt`: epoch seconds, 0 when the token does not say. */
export type Session = { readonly id?: string; readonly startedAt: number };

/** `coversOf`: what the units of its grants covered when the account was read. `ofState`: which of its organisations were of the state. */
export type KnownAccount = {
  readonly account: Account | undefined;
  readonly coversOf: CoversOf;
  readonly ofState: ReadonlySet<string>;
  readonly readAt: number;
};

export type AccountGate = {
  /** What is known of an account, read within the last minute; `anew`: read now. */
  recordOf(sub: string, now: Date, anew?: 'anew'): Promise<KnownAccount>;
  /** Keeps that a session was met, once in a process. */
  see(sub: string, session: Session, now: Date): Promise<void>;
};

export function createAccountGate(
  accounts: AccountReader & Pick<SessionStore, 'seeSession'>,
  orders: OrderReader,
  organisations: Pick<OrganisationDirectory, 'find'>,
): AccountGate {
  const known = new Map<string, KnownAccount>();
  const seen = new Set<string>();
  return {
    async recordOf(sub, now, anew) {
      const kept = known.get(sub);
      const readAt = now.getTime();
      if (kept && anew === undefined && Math.abs(readAt - kept.readAt) < KEPT_SECONDS * 1000) return kept;
      const account = await accounts.findAccount(sub);
      const grants = account?.grants ?? [];
      const [coversOf, found] = await Promise.all([
        coversOfGrants(grants, orders),
        organisations.find(grants.flatMap(({ agency }) => agency ?? [])),
      ]);
      const ofState = new Set([...found].flatMap(([slug, { sector }]) => (sector === 'STATE' ? [slug] : [])));
      const read = { account, coversOf, ofState, readAt };
      if (known.size >= ACCOUNTS_KEPT) known.clear();
      known.set(sub, read);
      return read;
    },
    async see(sub, { id, startedAt }, now) {
      if (id === undefined || seen.has(`${sub} ${id}`)) return;
      await accounts.seeSession(sub, { id, startedAt, firstSeenAt: now.toISOString() });
      if (seen.size >= ACCOUNTS_KEPT) seen.clear();
      seen.add(`${sub} ${id}`);
    },
  };
}

/**
 * The account as it may call now. `beforeTerms`: the call is open to accounts that have not accepted the terms yet. Throws
 * `account-without-record`, `session-ended`, `account-not-active`, `terms-not-accepted`.
 */
export function admitted(
  session: Session,
  { account, coversOf, ofState }: Omit<KnownAccount, 'readAt'>,
  { now, beforeTerms }: { now: Date; beforeTerms: boolean },
): Principal {
  const { grants = null } = account ?? {};
  if (!account || grants === null) throw new Problem('account-without-record');
  if (endOfSession(account, session)) throw new Problem('session-ended');
  if (account.status === 'SUSPENDED' || account.status === 'CLOSED')
    throw new Problem('account-not-active', { account: account.status });
  if (!beforeTerms && isBeforeTerms(account)) throw new Problem('terms-not-accepted', { version: TERMS_VERSION });
  return principalOfRecord({ ...account, grants }, bangkokDay(now), {
    coversOf,
    isOfState: (slug) => ofState.has(slug),
  });
}

function isBeforeTerms({ status, mustAccept, terms }: Account): boolean {
  return status === 'INVITED' || (mustAccept && terms?.version !== TERMS_VERSION);
}
