import type { Account } from '#shared/domain/account/account.ts';
import { Problem } from '#shared/problems.ts';

import type { AccountStore } from './account-store.ts';

/** Of several who change one account at once, one writes at a time; the others look again. */
const ATTEMPTS = 5;

type Changed = Pick<Account, 'changedBy' | 'changedAt'>;

/**
 * Puts what `change` makes of the newest version, as the next one; of an account without a record (undefined) as the first. When another was
 * faster, `change` is asked again about what now stands. `change` gives back the very account when nothing is to be changed, and throws what
 * it refuses. Throws `busy`.
 */
export async function changeAccount(
  accounts: Pick<AccountStore, 'findAccount' | 'createAccount' | 'updateAccount'>,
  sub: string,
  { changedBy, changedAt }: Changed,
  change: (account: Account | undefined) => Account | Promise<Account>,
): Promise<Account> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const before = await accounts.findAccount(sub);
    const changed = await change(before);
    if (changed === before) return before;
    const after = { ...changed, version: (before?.version ?? 0) + 1, changedBy, changedAt };
    const put = before ? await accounts.updateAccount(before, after) : await accounts.createAccount(after);
    if (put) return after;
  }
  throw new Problem('busy');
}

/** The record of an account that had none: what it may do, its token goes on saying. */
export function recordByToken(sub: string, createdAt: string): Account {
  return {
    sub,
    version: 0,
    kind: 'PERSON',
    status: 'ACTIVE',
    grants: null,
    createdAt,
    changedBy: sub,
    changedAt: createdAt,
    mustAccept: false,
    ended: [],
  };
}
