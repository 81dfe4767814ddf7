import type { Account } from '#shared/domain/account/account.ts';
import { GRANTED_BY } from '#shared/domain/account/grants.ts';
import type { Key } from '#shared/dynamo/attributes.ts';

import type { AccountShelf } from './account-store.ts';
import { ACCOUNTS_FOUND_BY } from './dynamo-account-reader.ts';

/** The shelves on which an account is found; on the nation's, what the nation grants. An account is taken from none: who lists them looks at its grants of today. */
export function shelvesOf({ grants, client }: Pick<Account, 'grants' | 'client'>): AccountShelf[] {
  const shelves = new Set<AccountShelf>();
  for (const { role, unit, untilOrder, agency } of grants ?? []) {
    const place = unit ?? untilOrder;
    if (place !== undefined) shelves.add(`province#${place.slice(0, 2)}`);
    if (agency !== undefined) shelves.add(`organisation#${agency}`);
    if (GRANTED_BY.SYSADMIN?.[role]) shelves.add('nation');
  }
  if (client) shelves.add(`organisation#${client.organisation}`);
  return [...shelves];
}

export function shelfKey(shelf: AccountShelf, sub: string): Key {
  return { pk: `${ACCOUNTS_FOUND_BY}${shelf}`, sk: sub };
}
