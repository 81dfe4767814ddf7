/** What figures ask of the accounts of a province. */
import type { AccountFact } from '#shared/domain/statistics/report-b/accounts.ts';

import type { AccountShelf, AccountStore } from './account-store.ts';

export type AccountFactStore = Pick<AccountStore, 'listAccounts' | 'accountVersions' | 'signIns'>;

/** Accounts read side by side. */
const AT_ONCE = 32;
const PAGE = 1000;

/** Every account that has or had a grant in the province, or for one of the organisations. Nothing sealed is opened. */
export async function readAccountFacts(
  accounts: AccountFactStore,
  province: string,
  organisations: Iterable<string>,
): Promise<AccountFact[]> {
  const shelves: AccountShelf[] = [
    `province#${province}`,
    ...[...new Set(organisations)].map((slug): AccountShelf => `organisation#${slug}`),
  ];
  const subs = [...new Set((await Promise.all(shelves.map((shelf) => subsOn(accounts, shelf)))).flat())];
  const facts: AccountFact[] = [];
  for (let at = 0; at < subs.length; at += AT_ONCE)
    facts.push(
      ...(await Promise.all(
        subs.slice(at, at + AT_ONCE).map(async (sub) => {
          const [versions, signIns] = await Promise.all([accounts.accountVersions(sub), accounts.signIns(sub)]);
          return { versions, signIns };
        }),
      )),
    );
  return facts;
}

async function subsOn(accounts: AccountFactStore, shelf: AccountShelf): Promise<string[]> {
  const subs: string[] = [];
  while (true) {
    const page = await accounts.listAccounts(shelf, subs.at(-1), PAGE);
    subs.push(...page);
    if (page.length < PAGE) return subs;
  }
}
