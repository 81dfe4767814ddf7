/** Accounts of SYSADMIN, from which all others come: the owner of a deployment makes and closes them, and no call of the API does. */
import { invited, type Account } from '#shared/domain/account/account.ts';
import { Problem } from '#shared/problems.ts';
import { bangkokDay } from '#shared/thai/bangkok-time.ts';

import type { AccountStore } from './account-store.ts';
import { changeAccount, recorded } from './change-account.ts';
import { sameEmail } from './email-tag.ts';
import type { SignIns } from './sign-ins.ts';

type Deps = {
  readonly accounts: Pick<AccountStore, 'findAccount' | 'createAccount' | 'updateAccount'>;
  readonly signIns: Pick<SignIns, 'invite' | 'disable'>;
};

/** Whom the records name as their maker. */
const OWNER = 'deployment';

/**
 * Invites a SYSADMIN and makes the record. The sign-in alone keeps the name: the person who deploys may not seal personal data. Run again after it
 * broke off, it goes on. Throws `account-exists`.
 */
export async function inviteSysadmin({ accounts, signIns }: Deps, email: string, now: Date): Promise<Account> {
  const { sub } = await signIns.invite(sameEmail(email));
  const account = invited({ sub, grants: [{ role: 'SYSADMIN', from: bangkokDay(now) }], by: OWNER }, now);
  if (!(await accounts.createAccount(account))) throw new Problem('account-exists');
  return account;
}

/** Closes a SYSADMIN: refused within a minute by every call, and not signed in any more. Throws `account-without-record`, `grant-not-yours` for any other account. */
export async function closeSysadmin({ accounts, signIns }: Deps, sub: string, now: Date): Promise<Account> {
  const by = { changedBy: OWNER, changedAt: now.toISOString() };
  const account = await changeAccount(accounts, sub, by, (found) => {
    const before = recorded(found);
    if (!before.grants?.some(({ role }) => role === 'SYSADMIN')) throw new Problem('grant-not-yours');
    return before.status === 'CLOSED' ? before : { ...before, status: 'CLOSED' };
  });
  await signIns.disable(sub);
  return account;
}
