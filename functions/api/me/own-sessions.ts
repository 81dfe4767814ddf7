import type { Call } from '#functions/middleware/call.ts';
import type { AccountStore } from '#shared/account/account-store.ts';
import { changeAccount, recorded } from '#shared/account/change-account.ts';
import type { endSession, listSessions as contract } from '#shared/contracts/me.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import { endOfSession, withAllEnded, withEnded } from '#shared/domain/account/account.ts';
import { Problem } from '#shared/problems.ts';
import { formatBangkok } from '#shared/thai/bangkok-time.ts';

type Accounts = Pick<AccountStore, 'findAccount' | 'updateAccount' | 'seenSessions'>;
type Session = ReplyOf<typeof contract>['items'][number];

/** The sessions that calls have met and those that were ended, newest first. */
export async function sessionsOf(
  accounts: Accounts,
  { principal: { sub }, session: own }: Pick<Call<typeof contract>, 'principal' | 'session'>,
): Promise<ReplyOf<typeof contract>> {
  const [seen, account] = await Promise.all([accounts.seenSessions(sub), accounts.findAccount(sub)]);
  const { ended = [], notBefore } = account ?? {};
  const known = new Map(ended.map((session) => [session.id, session]));
  const items = [
    ...seen.map(({ id, startedAt, firstSeenAt }): Session => {
      const isEnded = endOfSession({ ended, ...(notBefore === undefined ? {} : { notBefore }) }, { id, startedAt });
      const endedAt =
        known.get(id)?.endedAt ?? (notBefore === undefined ? '' : new Date(notBefore * 1000).toISOString());
      return {
        id,
        startedAt: bySeconds(startedAt),
        firstSeenAt: formatBangkok(new Date(firstSeenAt)),
        endedAt: isEnded ? formatBangkok(new Date(endedAt)) : null,
        current: id === own.id,
      };
    }),
    ...ended
      .filter(({ id }) => !seen.some((session) => session.id === id))
      .map(({ id, startedAt, endedAt }): Session => ({
        id,
        startedAt: bySeconds(startedAt),
        firstSeenAt: null,
        endedAt: formatBangkok(new Date(endedAt)),
        current: id === own.id,
      })),
  ];
  return { items: items.toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : -1)), nextCursor: null };
}

function bySeconds(seconds: number): string {
  return formatBangkok(new Date(seconds * 1000));
}

/** Ends one session of the account that calls, this one too. Throws `session-not-found` for one that no call has met. */
export async function endOneOf(
  accounts: Accounts,
  { params, principal: { sub }, now }: Pick<Call<typeof endSession>, 'params' | 'principal' | 'now'>,
): Promise<void> {
  const seen = (await accounts.seenSessions(sub)).find(({ id }) => id === params.id);
  const at = now.toISOString();
  await changeAccount(accounts, sub, { changedBy: sub, changedAt: at }, (found) => {
    const account = recorded(found);
    const known = seen ?? account.ended.find(({ id }) => id === params.id);
    if (!known) throw new Problem('session-not-found');
    return withEnded(account, { id: known.id, startedAt: known.startedAt }, at);
  });
}

/** Ends all sessions of an account. */
export async function endAllOf(
  accounts: Accounts,
  sub: string,
  { principal, now }: Pick<Call<typeof contract>, 'principal' | 'now'>,
): Promise<void> {
  const at = now.toISOString();
  const seen = await accounts.seenSessions(sub);
  await changeAccount(accounts, sub, { changedBy: principal.sub, changedAt: at }, (account) =>
    withAllEnded(recorded(account), seen, now),
  );
}
