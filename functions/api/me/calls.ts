import { route, type BoundRoute } from '#functions/middleware/call.ts';
import type { AccountStore } from '#shared/account/account-store.ts';
import { acceptTerms, endAllSessions, endSession, listSessions, readMe } from '#shared/contracts/me.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import type { Principal } from '#shared/domain/access/access.ts';

import { acceptTermsOf } from './accept-terms.ts';
import { describeAccount } from './describe-account.ts';
import { endAllOf, endOneOf, sessionsOf } from './own-sessions.ts';

export type MeDeps = {
  accounts: Pick<AccountStore, 'findAccount' | 'updateAccount' | 'seenSessions'>;
};

export function meCalls({ accounts }: MeDeps): readonly BoundRoute[] {
  const me = async (principal: Principal): Promise<ReplyOf<typeof readMe>> =>
    describeAccount(principal, await accounts.findAccount(principal.sub));
  return [
    route(readMe)(async ({ principal }) => ({ reply: await me(principal) })),
    route(acceptTerms)(async (call) => {
      await acceptTermsOf(accounts, call);
      return { reply: await me(call.principal) };
    }),
    route(listSessions)(async (call) => ({ reply: await sessionsOf(accounts, call) })),
    route(endAllSessions)(async (call) => {
      await endAllOf(accounts, call.principal.sub, call);
      return { reply: await sessionsOf(accounts, call) };
    }),
    route(endSession)(async (call) => {
      await endOneOf(accounts, call);
      return { reply: await sessionsOf(accounts, call) };
    }),
  ];
}
