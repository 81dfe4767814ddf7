import { route, type BoundRoute } from '#functions/middleware/call.ts';
import type { Cursors } from '#functions/middleware/cursor.ts';
import { versionTag } from '#functions/middleware/etag.ts';
import {
  closeAccount,
  endAccountSessions,
  inviteAccount as inviteContract,
  listAccounts as listContract,
  putGrants as putContract,
  reinviteAccount,
  reopenAccount,
  suspendAccount,
} from '#shared/contracts/accounts.ts';
import {
  createClient as createClientContract,
  deleteClient as deleteClientContract,
  listClients as listClientsContract,
  rotateClient as rotateClientContract,
} from '#shared/contracts/system-clients.ts';
import type { Account } from '#shared/domain/account/account.ts';
import { Problem } from '#shared/problems.ts';

import { close, endSessions, putGrants, reinvite, reopen, suspend } from './change-others.ts';
import { inviteAccount, type InviteDeps } from './invite-account.ts';
import { listAccounts } from './list-accounts.ts';
import { showAccount, type ShownAccount } from './show-account.ts';
import {
  createClient,
  deleteClient,
  listClients,
  rotateClient,
  showClient,
  type ClientDeps,
} from './system-clients.ts';

export type AccountDeps = InviteDeps & ClientDeps & { cursors: Cursors };

export function accountCalls(deps: AccountDeps): readonly BoundRoute[] {
  const answer = async (account: Account): Promise<{ reply: ShownAccount; etag: string }> => ({
    reply: await showAccount(account, deps.sealer),
    etag: versionTag(account.version),
  });
  return [
    route(listContract)(async (call) => {
      const { items, nextCursor } = await listAccounts(deps, call);
      return { reply: { items: await Promise.all(items.map((one) => showAccount(one, deps.sealer))), nextCursor } };
    }),
    route(inviteContract)(async (call) => {
      let invited: Account | undefined;
      const once = await call.once<{ sub: string }>(async (claimFor) => {
        invited = await inviteAccount(deps, call, claimFor);
        return { sub: invited.sub };
      });
      const account = invited ?? (await deps.accounts.findAccount(once.answer.sub));
      if (!account) throw new Problem('account-not-found');
      return await answer(account);
    }),
    route(putContract)(async (call) => await answer(await putGrants(deps, call))),
    route(suspendAccount)(async (call) => await answer(await suspend(deps, call))),
    route(reopenAccount)(async (call) => await answer(await reopen(deps, call))),
    route(closeAccount)(async (call) => await answer(await close(deps, call))),
    route(reinviteAccount)(async (call) => await answer(await reinvite(deps, call))),
    route(endAccountSessions)(async (call) => await answer(await endSessions(deps, call))),
    route(listClientsContract)(async (call) => ({
      reply: { items: await listClients(deps, call), nextCursor: null },
    })),
    route(createClientContract)(async (call) => {
      let created: Awaited<ReturnType<typeof createClient>> | undefined;
      const once = await call.once<{ id: string }>(async (claimFor) => {
        created = await createClient(deps, call, claimFor);
        return { id: created.account.sub };
      });
      if (created) return { reply: showClient(created.account, created.secret) };
      const account = await deps.accounts.findAccount(once.answer.id);
      if (!account) throw new Problem('client-not-found');
      return { reply: showClient(account) };
    }),
    route(rotateClientContract)(async (call) => {
      const { account, secret } = await rotateClient(deps, call);
      return { reply: showClient(account, secret) };
    }),
    route(deleteClientContract)(async (call) => ({ reply: showClient(await deleteClient(deps, call)) })),
  ];
}
