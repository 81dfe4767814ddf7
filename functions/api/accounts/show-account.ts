import type * as z from 'zod';

import { openPerson } from '#shared/account/sealed-person.ts';
import type { account as contract } from '#shared/contracts/accounts.ts';
import { TERMS_VERSION, type Account, type Grant } from '#shared/domain/account/account.ts';
import type { Sealer } from '#shared/sealing/sealer.ts';
import { formatBangkok } from '#shared/thai/bangkok-time.ts';

export type ShownAccount = z.input<typeof contract>;

export async function showAccount(account: Account, sealer: Pick<Sealer, 'open'>): Promise<ShownAccount> {
  const { sub, version, status, grants, invitedUntil, terms, reason, createdAt, changedAt } = account;
  const person = await openPerson(account, sealer);
  return {
    sub,
    version,
    status,
    displayName: person?.displayName ?? null,
    email: person?.email ?? null,
    grants: (grants ?? []).map(showGrant),
    invitedUntil: invitedUntil === undefined ? null : formatBangkok(new Date(invitedUntil)),
    termsAccepted: terms?.version === TERMS_VERSION,
    reason: reason ?? null,
    createdAt: formatBangkok(new Date(createdAt)),
    changedAt: formatBangkok(new Date(changedAt)),
  };
}

function showGrant({ role, unit, agency, dimension, from, to }: Grant): ShownAccount['grants'][number] {
  return {
    role,
    unit: unit ?? null,
    agency: agency ?? null,
    dimension: dimension ?? null,
    from,
    to: to ?? null,
  };
}

/** Grants as a body says them. */
export function grantsOf(
  said: readonly {
    role: Grant['role'];
    unit?: string | undefined;
    agency?: string | undefined;
    dimension?: Grant['dimension'] | undefined;
    from: string;
    to?: string | undefined;
  }[],
): Grant[] {
  return said.map(({ role, unit, agency, dimension, from, to }) => ({
    role,
    ...(unit === undefined ? {} : { unit }),
    ...(agency === undefined ? {} : { agency }),
    ...(dimension === undefined ? {} : { dimension }),
    from,
    ...(to === undefined ? {} : { to }),
  }));
}
