/** Clients of organisations' systems: who may grant AGENCY_FOCAL of an organisation makes and ends them (domain.md §2.1). */
import type * as z from 'zod';

import type { Call } from '#functions/middleware/call.ts';
import type { ClaimFor } from '#functions/middleware/idempotency.ts';
import type { AccountStore } from '#shared/account/account-store.ts';
import { changeAccount } from '#shared/account/change-account.ts';
import type { SystemClients } from '#shared/account/system-clients.ts';
import type {
  createClient as createContract,
  listClients as listContract,
  rotateClient as oneContract,
} from '#shared/contracts/system-clients.ts';
import { withAllEnded, type Account, type Grant } from '#shared/domain/account/account.ts';
import { Problem } from '#shared/problems.ts';
import { bangkokDay, formatBangkok } from '#shared/thai/bangkok-time.ts';

import { authorityOf, type WorldOf } from './authority.ts';

export type ClientDeps = {
  accounts: AccountStore;
  worldOf: WorldOf;
  systemClients: SystemClients;
};

type ShownClient = z.input<typeof oneContract.reply>;
type OneCall = Pick<Call<typeof oneContract>, 'params' | 'principal' | 'now'>;

/** An organisation has dozens of systems at most. */
const MOST_CLIENTS = 100;

/** Throws `organisation-not-found`, `grant-not-yours`. */
async function refuseOthers(
  { worldOf }: ClientDeps,
  slug: string,
  { principal, now }: Pick<OneCall, 'principal' | 'now'>,
): Promise<Grant> {
  const day = bangkokDay(now);
  const grant: Grant = { role: 'AGENCY_FOCAL', agency: slug, from: day };
  const world = await worldOf([grant]);
  if (world.areaOfOrganisation(slug) === undefined) throw new Problem('organisation-not-found');
  authorityOf(principal, day, world).refuseTaking([grant]);
  return grant;
}

export function showClient({ sub, client, status, createdAt }: Account, secret: string | null = null): ShownClient {
  return {
    id: sub,
    organisation: client?.organisation ?? '',
    name: client?.name ?? null,
    status: status === 'CLOSED' ? 'CLOSED' : 'ACTIVE',
    createdAt: formatBangkok(new Date(createdAt)),
    secret,
  };
}

export async function listClients(
  deps: ClientDeps,
  { params: { slug }, ...call }: Pick<Call<typeof listContract>, 'params' | 'principal' | 'now'>,
): Promise<ShownClient[]> {
  await refuseOthers(deps, slug, call);
  return (await clientsOf(deps, slug)).map((account) => showClient(account));
}

async function clientsOf({ accounts }: ClientDeps, slug: string): Promise<Account[]> {
  const subs = await accounts.listAccounts(`organisation#${slug}`, undefined, Infinity);
  const found = await Promise.all(subs.map((sub) => accounts.findAccount(sub)));
  return found.flatMap((account) => (account?.client?.organisation === slug ? [account] : []));
}

/** The client and its secret, which nobody is told again. Throws `too-many-clients`. */
export async function createClient(
  deps: ClientDeps,
  {
    params: { slug },
    body,
    principal,
    now,
  }: Pick<Call<typeof createContract>, 'params' | 'body' | 'principal' | 'now'>,
  claimFor: ClaimFor<{ id: string }>,
): Promise<{ account: Account; secret: string }> {
  const grant = await refuseOthers(deps, slug, { principal, now });
  const clients = deps.systemClients;
  const open = (await clientsOf(deps, slug)).filter(({ status }) => status !== 'CLOSED');
  if (open.length >= MOST_CLIENTS) throw new Problem('too-many-clients');
  const { id, secret } = await clients.create();
  const at = now.toISOString();
  const account: Account = {
    sub: id,
    version: 1,
    kind: 'CLIENT',
    status: 'ACTIVE',
    grants: [grant],
    client: { organisation: slug, ...(body.name === undefined ? {} : { name: body.name }) },
    createdAt: at,
    changedBy: principal.sub,
    changedAt: at,
    mustAccept: false,
    ended: [],
  };
  try {
    if (!(await deps.accounts.createAccount(account, undefined, claimFor({ id }))))
      throw new Error('A client has a record');
  } catch (failure) {
    // Without a record it may do nothing; and it is nobody's.
    await clients.remove(id);
    throw failure;
  }
  return { account, secret };
}

/** The organisation's own client; throws `client-not-found`. */
function ofOrganisation(account: Account | undefined, slug: string): Account {
  if (account?.client?.organisation !== slug) throw new Problem('client-not-found');
  return account;
}

/** A new secret in place of the one of before, whose tokens end with it. Throws `client-not-found` for a closed one, too. */
export async function rotateClient(
  deps: ClientDeps,
  call: OneCall & Pick<Call<typeof oneContract>, 'clock'>,
): Promise<{ account: Account; secret: string }> {
  const { slug, id } = call.params;
  await refuseOthers(deps, slug, call);
  const known = ofOrganisation(await deps.accounts.findAccount(id), slug);
  const secret = known.status === 'CLOSED' ? undefined : await deps.systemClients.renew(id);
  if (secret === undefined) throw new Problem('client-not-found');
  // Read after the old secret is gone: tokens that it still gave while this ran end, too.
  const now = call.clock();
  const by = { changedBy: call.principal.sub, changedAt: now.toISOString() };
  const account = await changeAccount(deps.accounts, id, by, (found) =>
    withAllEnded(ofOrganisation(found, slug), [], now),
  );
  return { account, secret };
}

/** The record first: from then on no call of the client is let in. */
export async function deleteClient(deps: ClientDeps, call: OneCall): Promise<Account> {
  const { slug, id } = call.params;
  await refuseOthers(deps, slug, call);
  const by = { changedBy: call.principal.sub, changedAt: call.now.toISOString() };
  const account = await changeAccount(deps.accounts, id, by, (found) => {
    const before = ofOrganisation(found, slug);
    return before.status === 'CLOSED' ? before : { ...before, status: 'CLOSED' };
  });
  await deps.systemClients.remove(id);
  return account;
}
