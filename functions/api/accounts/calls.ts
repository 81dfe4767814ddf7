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
import type { Account } from '#shared/domain/account/account.ts';
import { Problem } from '#shared/problems.ts';

import { close, endSessions, putGrants, reinvite, reopen, suspend } from './change-others.ts';
import { inviteAccount, type InviteDeps } from './invite-account.ts';
import { listAccounts } from './list-accounts.ts';
import { showAccount, type ShownAccount } from './show-account.ts';

export type AccountDeps = InviteDeps & { cursors: Cursors };

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
  ];
}
