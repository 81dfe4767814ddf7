/** Changes of an account by who answers for it. */
import type { Call } from '#functions/middleware/call.ts';
import { isMatched } from '#functions/middleware/etag.ts';
import { changeAccount } from '#shared/account/change-account.ts';
import { openPerson } from '#shared/account/sealed-person.ts';
import type { endAccountSessions, putGrants as putContract } from '#shared/contracts/accounts.ts';
import {
  ACCOUNT_LIFE_CYCLE,
  invitedUntil,
  withAllEnded,
  type Account,
  type AccountState,
} from '#shared/domain/account/account.ts';
import { isSameGrant } from '#shared/domain/account/grants.ts';
import { mayStep } from '#shared/domain/life-cycle.ts';
import { Problem } from '#shared/problems.ts';
import { bangkokDay } from '#shared/thai/bangkok-time.ts';

import { authorityOf, refuseFaults, refuseSecond, type Authority } from './authority.ts';
import type { InviteDeps } from './invite-account.ts';
import { grantsOf } from './show-account.ts';

type OneCall = Pick<Call<typeof endAccountSessions>, 'params' | 'principal' | 'now'>;

/** The account when the caller answers for any of its grants. Throws `account-not-found`, whether it is there or not. */
function seen(account: Account | undefined, authority: Authority): Account {
  if (!account || account.kind !== 'PERSON' || !authority.sees(account)) throw new Problem('account-not-found');
  return account;
}

/**
 * Changes an account for all of whose grants the caller answers. Throws `account-not-found`, `grant-not-yours`, and what `change`
 * refuses.
 */
async function changeOther(
  { accounts, worldOf }: InviteDeps,
  { params, principal, now }: OneCall,
  change: (account: Account) => Account | Promise<Account>,
): Promise<Account> {
  const by = { changedBy: principal.sub, changedAt: now.toISOString() };
  return await changeAccount(accounts, params.sub, by, async (found) => {
    const authority = authorityOf(principal, bangkokDay(now), await worldOf(found?.grants ?? []));
    const account = seen(found, authority);
    authority.refuseOthers(account);
    return await change(account);
  });
}

/**
 * Puts all grants of an account anew: the caller answers for each that comes, goes or changes; the others stay as they are. Throws
 * `invalid-input`, `grant-not-yours`, `precondition-required`, `version-conflict`, `transition-not-allowed` for a closed account.
 */
export async function putGrants(
  { accounts, worldOf }: InviteDeps,
  {
    params,
    body,
    principal,
    now,
    ifMatch,
  }: Pick<Call<typeof putContract>, 'params' | 'body' | 'principal' | 'now' | 'ifMatch'>,
): Promise<Account> {
  const day = bangkokDay(now);
  const said = grantsOf(body.grants);
  const by = { changedBy: principal.sub, changedAt: now.toISOString() };
  return await changeAccount(accounts, params.sub, by, async (found) => {
    const world = await worldOf([...(found?.grants ?? []), ...said]);
    const authority = authorityOf(principal, day, world);
    const account = seen(found, authority);
    if (account.sub === principal.sub) throw new Problem('grant-not-yours');
    if (ifMatch === undefined) throw new Problem('precondition-required', { version: account.version });
    if (!isMatched(ifMatch, account.version))
      throw new Problem('version-conflict', { version: account.version, changed: ['/grants'] });
    if (account.status === 'CLOSED') throw new Problem('transition-not-allowed', { from: 'CLOSED' });
    const before = account.grants ?? [];
    // What stays keeps all that is known of it.
    const grants = said.map((grant) => before.find((known) => isSameGrant(known, grant)) ?? grant);
    refuseFaults(grants, world);
    const added = grants.flatMap((grant, at) => (before.includes(grant) ? [] : [at]));
    authority.refuseGrants(
      added.flatMap((at) => grants[at] ?? []),
      added,
    );
    authority.refuseTaking(before.filter((grant) => !grants.includes(grant)));
    await refuseSecond(
      accounts,
      added.flatMap((at) => grants[at] ?? []),
      account.sub,
      day,
    );
    return { ...account, grants };
  });
}

function step(account: Account, to: AccountState): Account {
  if (!mayStep(ACCOUNT_LIFE_CYCLE, account.status, to))
    throw new Problem('transition-not-allowed', { from: account.status, to });
  return { ...account, status: to };
}

/** The record first: from then on no call is let in, whether the sign-in hears of it or not. The same call tells it again. */
export async function suspend(deps: InviteDeps, call: OneCall & { body: { reason: string } }): Promise<Account> {
  const account = await changeOther(deps, call, (before) =>
    before.status === 'SUSPENDED' ? before : { ...step(before, 'SUSPENDED'), reason: call.body.reason },
  );
  await deps.signIns.disable(account.sub);
  return account;
}

export async function reopen(deps: InviteDeps, call: OneCall): Promise<Account> {
  const account = await changeOther(deps, call, (before) => {
    if (before.status !== 'SUSPENDED')
      throw new Problem('transition-not-allowed', { from: before.status, to: 'ACTIVE' });
    const { reason: _, ...rest } = step(before, 'ACTIVE');
    return rest;
  });
  await deps.signIns.enable(account.sub);
  return account;
}

export async function close(deps: InviteDeps, call: OneCall): Promise<Account> {
  const account = await changeOther(deps, call, (before) =>
    before.status === 'CLOSED' ? before : step(before, 'CLOSED'),
  );
  await deps.signIns.disable(account.sub);
  return account;
}

/** A new invitation in place of the last one, whether that has ended or not. Throws `transition-not-allowed` when one was taken. */
export async function reinvite(deps: InviteDeps, call: OneCall): Promise<Account> {
  return await changeOther(deps, call, async (before) => {
    const person = await openPerson(before, deps.sealer);
    if (before.status !== 'INVITED' || !person || !(await deps.signIns.inviteAgain(person.email)))
      throw new Problem('transition-not-allowed', { from: before.status, to: 'INVITED' });
    return { ...before, invitedUntil: invitedUntil(call.now) };
  });
}

export async function endSessions(deps: InviteDeps, call: OneCall): Promise<Account> {
  const seenSessions = await deps.accounts.seenSessions(call.params.sub);
  const account = await changeOther(deps, call, (before) => withAllEnded(before, seenSessions, call.now));
  await deps.signIns.endSessions(account.sub);
  return account;
}
