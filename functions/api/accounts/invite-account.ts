import type { Call } from '#functions/middleware/call.ts';
import type { ClaimFor } from '#functions/middleware/idempotency.ts';
import type { AccountStore } from '#shared/account/account-store.ts';
import { sameEmail, tagOfEmail } from '#shared/account/email-tag.ts';
import { sealPerson } from '#shared/account/sealed-person.ts';
import type { SignIns } from '#shared/account/sign-ins.ts';
import type { inviteAccount as contract } from '#shared/contracts/accounts.ts';
import { invited, type Account } from '#shared/domain/account/account.ts';
import { Problem } from '#shared/problems.ts';
import type { BlindIndex, Sealer } from '#shared/sealing/sealer.ts';
import { bangkokDay } from '#shared/thai/bangkok-time.ts';

import { authorityOf, refuseFaults, refuseSecond, type WorldOf } from './authority.ts';
import { grantsOf } from './show-account.ts';

export type InviteDeps = {
  accounts: AccountStore;
  signIns: SignIns;
  sealer: Sealer;
  index: Pick<BlindIndex, 'fingerprint'>;
  worldOf: WorldOf;
};

/**
 * Invites a person. The sign-in is made before the record: when this stops between the two, nobody may do anything with that sign-in, and the
 * same call goes on where it stopped. So does one for an address that signs in and has no record. Throws `invalid-input`, `grant-not-yours`, `account-exists`.
 */
export async function inviteAccount(
  { accounts, signIns, sealer, index, worldOf }: InviteDeps,
  { body, principal, now }: Pick<Call<typeof contract>, 'body' | 'principal' | 'now'>,
  claimFor: ClaimFor<{ sub: string }>,
): Promise<Account> {
  const day = bangkokDay(now);
  const grants = grantsOf(body.grants);
  const world = await worldOf(grants);
  refuseFaults(grants, world);
  authorityOf(principal, day, world).refuseGrants(grants);
  await refuseSecond(accounts, grants, undefined, day);
  const tag = tagOfEmail(index, body.email);
  const email = sameEmail(body.email);
  if ((await accounts.subOfEmail(tag)) !== undefined) throw new Problem('account-exists');
  const { sub } = await signIns.invite(email);
  const account: Account = {
    ...invited({ sub, grants, by: principal.sub }, now),
    person: await sealPerson(sub, { displayName: body.displayName, email }, sealer),
  };
  if (!(await accounts.createAccount(account, tag, claimFor({ sub })))) throw new Problem('account-exists');
  return account;
}
