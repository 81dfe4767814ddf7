import type { Call } from '#functions/middleware/call.ts';
import type { AccountStore } from '#shared/account/account-store.ts';
import { changeAccount, recorded } from '#shared/account/change-account.ts';
import type { acceptTerms as contract } from '#shared/contracts/me.ts';
import { TERMS_VERSION } from '#shared/domain/account/account.ts';
import { Problem } from '#shared/problems.ts';

/** Accepts the terms of today; an account that was invited is active with that. Throws `terms-outdated` for any other version. */
export async function acceptTermsOf(
  accounts: Pick<AccountStore, 'findAccount' | 'updateAccount'>,
  { body, principal: { sub }, now }: Pick<Call<typeof contract>, 'body' | 'principal' | 'now'>,
): Promise<void> {
  if (body.version !== TERMS_VERSION) throw new Problem('terms-outdated', { version: TERMS_VERSION });
  const at = now.toISOString();
  await changeAccount(accounts, sub, { changedBy: sub, changedAt: at }, (found) => {
    const account = recorded(found);
    if (account.status !== 'INVITED' && account.terms?.version === TERMS_VERSION) return account;
    return {
      ...account,
      status: account.status === 'INVITED' ? 'ACTIVE' : account.status,
      terms: { version: TERMS_VERSION, at },
    };
  });
}
