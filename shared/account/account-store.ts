/** Ports of the records of accounts: what every call asks, and what those that make and change accounts do. */
import type { Account, SeenSession } from '#shared/domain/account/account.ts';
import type { SignIns } from '#shared/domain/account/sign-ins.ts';
import type { Mentorship } from '#shared/domain/account/mentorship.ts';
import type { Claim } from '#shared/idempotency/claim.ts';

export type AccountReader = {
  /** The newest version of an account's record, read consistently; undefined while it has none. */
  findAccount(sub: string): Promise<Account | undefined>;
};

/** Old versions of a record: they say where an account belonged at a past moment. */
export type AccountHistory = {
  /** Every version of an account's record, oldest first; empty while it has none. */
  accountVersions(sub: string): Promise<Account[]>;
};

export type SessionStore = {
  /** The sessions of an account that calls have met, newest first; at most `SESSIONS_KEPT`. */
  seenSessions(sub: string): Promise<SeenSession[]>;
  /** The quarters in which the account signed in. */
  signIns(sub: string): Promise<SignIns>;
  /** Keeps that a session was met. The earliest word stays. */
  seeSession(sub: string, session: SeenSession): Promise<void>;
};

/** Where accounts are listed: under each province that a grant lies in, the nation, and each organisation. */
export type AccountShelf = `province#${string}` | `organisation#${string}` | 'nation';

export type FocalReader = {
  /** Which of these organisations have somebody who works for them on a day of Bangkok (`isFocal`). */
  withFocal(agencies: readonly string[], day: string): Promise<Set<string>>;
};

export type MentorReader = {
  /** Where accounts are or were mentors, of the units of a district (4 digits) or a province itself (2): `placeOfMentorship`. Eventually consistent. */
  mentorsAt(place: string): Promise<Mentorship[]>;
};

export type AccountStore = AccountReader &
  AccountHistory &
  FocalReader &
  MentorReader &
  SessionStore & {
    /**
     * Puts the first version of a record. `emailTag`: the tag of a person's address (`tagOfEmail`). False, and nothing written, when a
     * record of this sub or this address exists already. Throws `KeyTaken`.
     */
    createAccount(account: Account, emailTag?: string, claim?: Claim): Promise<boolean>;
    /** Puts the next version; false when that version exists already. */
    updateAccount(before: Account, after: Account): Promise<boolean>;
    /** The sub of the account of an address. */
    subOfEmail(emailTag: string): Promise<string | undefined>;
    /** Subs of the accounts that are or were on a shelf, in their order behind `after`. */
    listAccounts(shelf: AccountShelf, after: string | undefined, limit: number): Promise<string[]>;
  };
