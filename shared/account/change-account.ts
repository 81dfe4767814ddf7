import type { Account } from '#shared/domain/account/account.ts';
import { Problem } from '#shared/problems.ts';

import type { AccountStore } from './account-store.ts';

/** Of several who change one account at once, one writes at a time; the others look again. */
const ATTEMPTS = 5;

type Changed = Pick<Account, 'changedBy' | 'changedAt'>;

/**
 * Puts what `change` makes of the newest version, as the next one. When another writer was faster, `change` is called again with the newest version.
 * `change` returns the same object when nothing is to be changed, and throws what it refuses, also for an account without a record. Throws `busy`.
 */
export async function changeAccount(
  accounts: Pick<AccountStore, 'findAccount' | 'updateAccount'>,
  sub: string,
  { changedBy, changedAt }: Changed,
  change: (account: Account | undefined) => Account | Promise<Account>,
): Promise<Account> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const before = await accounts.findAccount(sub);
    const changed = await change(before);
    if (changed === before) return before;
    const after = { ...changed, version: changed.version + 1, changedBy, changedAt };
    if (before && (await accounts.updateAccount(before, after))) return after;
  }
  throw new Problem('busy');
}

/** The account, when there is one. Throws `account-without-record`. */
export function recorded(account: Account | undefined): Account {
  if (!account) throw new Problem('account-without-record');
  return account;
}
