import type { Call } from '#functions/middleware/call.ts';
import type { Cursors } from '#functions/middleware/cursor.ts';
import type { AccountShelf, AccountStore } from '#shared/account/account-store.ts';
import { shelvesOf } from '#shared/account/shelves.ts';
import type { listAccounts as contract } from '#shared/contracts/accounts.ts';
import { heldBy, type Principal } from '#shared/domain/access/access.ts';
import type { Account } from '#shared/domain/account/account.ts';
import { currentGrants, GRANTED_BY } from '#shared/domain/account/grants.ts';
import { bangkokDay } from '#shared/thai/bangkok-time.ts';
import { isWithin } from '#shared/thai/area-code.ts';

import { authorityOf, type WorldOf } from './authority.ts';

/** Accounts that are looked at for one page: a page of a filter that few fit is short, and its cursor goes on. */
const LOOKED_AT = 300;

/** The accounts for one of whose grants the caller answers, in the order of their subs on each shelf. Throws `cursor-invalid`. */
export async function listAccounts(
  { accounts, cursors, worldOf }: { accounts: AccountStore; cursors: Cursors; worldOf: WorldOf },
  { query, principal, now }: Pick<Call<typeof contract>, 'query' | 'principal' | 'now'>,
): Promise<{ items: Account[]; nextCursor: string | null }> {
  const { cursor, limit, ...filters } = query;
  const shelves = shelvesToLookAt(principal);
  const binding = [principal.sub, shelves, filters];
  const [shelfText = '0', after] = cursor === undefined ? [] : cursors.read(cursor, binding);
  const day = bangkokDay(now);
  const fits = async (account: Account): Promise<boolean> =>
    account.kind === 'PERSON' &&
    (filters.status === undefined || account.status === filters.status) &&
    currentGrants(account.grants ?? [], day).some(
      ({ role, unit }) =>
        (filters.role === undefined || role === filters.role) &&
        (filters.area === undefined || (unit !== undefined && isWithin(unit, filters.area))),
    ) &&
    authorityOf(principal, day, await worldOf(account.grants ?? [])).sees(account);
  const items: Account[] = [];
  let behind: string | undefined = after;
  let lookedAt = 0;
  for (let at = Number(shelfText); at < shelves.length; at += 1, behind = undefined) {
    const shelf = shelves[at];
    if (shelf === undefined) break;
    for (;;) {
      const subs = await accounts.listAccounts(shelf, behind, limit);
      for (const sub of subs) {
        if (items.length >= limit || lookedAt >= LOOKED_AT)
          return { items, nextCursor: cursors.sign([String(at), behind ?? ' '], binding) };
        behind = sub;
        lookedAt += 1;
        const account = await accounts.findAccount(sub);
        // On several shelves it is shown once: on the first of them.
        if (
          account &&
          !shelves.slice(0, at).some((earlier) => shelvesOf(account).includes(earlier)) &&
          (await fits(account))
        )
          items.push(account);
      }
      if (subs.length < limit) break;
    }
  }
  return { items, nextCursor: null };
}

/** Where the accounts lie that an account may answer for: its provinces, its organisations, and the nation for who grants there. */
function shelvesToLookAt(principal: Principal): AccountShelf[] {
  const shelves = new Set<AccountShelf>();
  for (const { role, areas, agency } of heldBy(principal)) {
    const reaches = new Set(Object.values(GRANTED_BY[role] ?? {}));
    if (reaches.has('nation')) shelves.add('nation');
    if (reaches.has('own-area')) for (const area of areas) shelves.add(`province#${area.slice(0, 2)}`);
    if (reaches.has('own-organisation') && agency !== undefined) shelves.add(`organisation#${agency}`);
  }
  return [...shelves];
}
