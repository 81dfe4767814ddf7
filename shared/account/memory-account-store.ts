import type { Account } from '#shared/domain/account/account.ts';
import { isFocal } from '#shared/domain/account/focal.ts';
import { mentorshipsAfter, placeOfMentorship, type Mentorship } from '#shared/domain/account/mentorship.ts';
import { MemoryEvents } from '#shared/event/memory-events.ts';
import { toldOfGrants } from '#shared/event/told.ts';
import { MemoryClaims } from '#shared/idempotency/memory-claims.ts';

import type { AccountShelf, AccountStore } from './account-store.ts';
import { signInsOf, withSeen, type KeptSessions } from './keep-sessions.ts';
import { shelvesOf } from './shelves.ts';

export function createMemoryAccountStore({
  keys = new MemoryClaims(),
  events = new MemoryEvents(),
}: { keys?: MemoryClaims; events?: MemoryEvents } = {}): AccountStore {
  const accounts = new Map<string, Account>();
  const versions = new Map<string, Account[]>();
  const emails = new Map<string, string>();
  const shelves = new Map<AccountShelf, Set<string>>();
  const sessions = new Map<string, KeptSessions>();
  const mentors = new Map<string, Mentorship>();
  const put = (account: Account): void => {
    for (const mentorship of mentorshipsAfter(accounts.get(account.sub), account))
      mentors.set(`${mentorship.sub}#${mentorship.unit}`, mentorship);
    accounts.set(account.sub, structuredClone(account));
    versions.set(account.sub, [...(versions.get(account.sub) ?? []), structuredClone(account)]);
    for (const shelf of shelvesOf(account)) shelves.set(shelf, (shelves.get(shelf) ?? new Set()).add(account.sub));
  };
  return {
    findAccount: (sub) => Promise.resolve(structuredClone(accounts.get(sub))),
    accountVersions: (sub) => Promise.resolve(structuredClone(versions.get(sub) ?? [])),
    async withFocal(agencies, day) {
      return new Set(
        agencies.filter((agency) => [...accounts.values()].some((account) => isFocal(account, agency, day))),
      );
    },
    mentorsAt: (place) =>
      Promise.resolve([...mentors.values()].filter(({ unit }) => placeOfMentorship(unit) === place)),
    seenSessions: (sub) => Promise.resolve(structuredClone([...(sessions.get(sub)?.sessions ?? [])])),
    signIns: (sub) => Promise.resolve(structuredClone(signInsOf(sessions.get(sub) ?? { sessions: [] }))),
    async seeSession(sub, session) {
      const after = withSeen(sessions.get(sub) ?? { sessions: [] }, session);
      if (after) sessions.set(sub, structuredClone(after));
    },
    async createAccount(account, emailTag, claim) {
      keys.refuseTaken(claim);
      if (accounts.has(account.sub) || (emailTag !== undefined && emails.has(emailTag))) return false;
      put(account);
      events.put(account.changedAt, toldOfGrants(undefined, account));
      if (emailTag !== undefined) emails.set(emailTag, account.sub);
      keys.put(claim);
      return true;
    },
    async updateAccount(before, after) {
      if (after.sub !== before.sub || after.version !== before.version + 1)
        throw new Error(`An account goes from version ${before.version} to the next, not to ${after.version}`);
      if (accounts.get(before.sub)?.version !== before.version) return false;
      put(after);
      events.put(after.changedAt, toldOfGrants(before, after));
      return true;
    },
    subOfEmail: (emailTag) => Promise.resolve(emails.get(emailTag)),
    listAccounts: (shelf, after = '', limit) =>
      Promise.resolve(
        [...(shelves.get(shelf) ?? [])]
          .toSorted()
          .filter((sub) => sub > after)
          .slice(0, limit),
      ),
  };
}
