/** Who signs in with a name and a password: the accounts that the issuer was given, and people who were invited. */
import { randomUUID } from 'node:crypto';

import type { Account, IssuerOptions } from './oidc.ts';
import { OAuthError, same } from './oidc-http.ts';

const TRIES_BEFORE_WAITING = 5;
const LONGEST_WAIT_MS = 15 * 60_000;

/** After five wrong passwords in a row a name waits a second, then twice as long after each further one, as Cognito does. */
export function createBrake(now: () => Date) {
  const failed = new Map<string, { times: number; until: number }>();
  return {
    check(name: string): void {
      const wait = (failed.get(name)?.until ?? 0) - now().getTime();
      if (wait > 0)
        throw new OAuthError('slow_down', `Too many wrong passwords: wait ${Math.ceil(wait / 1000)} seconds.`, 429);
    },
    note(name: string, right: boolean): void {
      if (right) failed.delete(name);
      else {
        const times = (failed.get(name)?.times ?? 0) + 1;
        const wait =
          times < TRIES_BEFORE_WAITING ? 0 : Math.min(LONGEST_WAIT_MS, 1000 * 2 ** (times - TRIES_BEFORE_WAITING));
        failed.set(name, { times, until: now().getTime() + wait });
      }
    },
  };
}

export type Brake = ReturnType<typeof createBrake>;
export type SignInNames = ReturnType<typeof createSignInNames>;

export function createSignInNames(options: Pick<IssuerOptions, 'accounts' | 'people'>, brake: Brake) {
  const accounts = new Map(options.accounts.map((account) => [account.username, account]));

  const known = (username: string): { account: Account; matches: (password: string) => boolean } | undefined => {
    const account = accounts.get(username);
    if (account !== undefined) return { account, matches: (password) => same(account.password, password) };
    const person = options.people?.find(username);
    if (person === undefined) return undefined;
    const invited = { username: person.email, password: '', sub: person.sub };
    return { account: invited, matches: (password) => person.matches(password) };
  };

  /** Throws `slow_down` while a name waits after wrong passwords, also for the right one. */
  const accountOf = (username: string, password: string): Account | undefined => {
    const found = known(username);
    const account = found?.account;
    // All unknown names wait together: there are too many to keep.
    const name = account === undefined ? '' : `account ${account.username}`;
    brake.check(name);
    // An unknown name costs the same time as a wrong password.
    const right = found ? found.matches(password) : same(randomUUID(), password);
    brake.note(name, right);
    return right && account !== undefined && options.people?.isLetIn(account.sub) !== false ? account : undefined;
  };

  /** The account, or the sentence with which the page says that it must wait. */
  const tryAccount = (username: string, password: string): { account?: Account | undefined; wait?: true } => {
    try {
      return { account: accountOf(username, password) };
    } catch (error) {
      if (error instanceof OAuthError && error.code === 'slow_down') return { wait: true };
      throw error;
    }
  };

  return { known, accountOf, tryAccount };
}
