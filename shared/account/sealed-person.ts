import type { Account } from '#shared/domain/account/account.ts';
import { NO_PROVINCE } from '#shared/sealing/data-key-store.ts';
import type { Sealer } from '#shared/sealing/sealer.ts';

/** Name and address of the person behind an account. */
export type AccountPerson = { displayName: string; email: string };

function contextOf(sub: string): Record<string, string> {
  return { table: 'accounts', id: sub };
}

export async function sealPerson(
  sub: string,
  person: AccountPerson,
  sealer: Pick<Sealer, 'seal'>,
): Promise<{ sealed: string }> {
  const sealed = await sealer.seal(JSON.stringify(person), contextOf(sub), NO_PROVINCE);
  return { sealed: Buffer.from(sealed).toString('base64') };
}

/** Undefined for a system, and where only the sign-in knows the person. Throws `SealBroken` when the envelope was changed or is another's. */
export async function openPerson(
  { sub, person }: Pick<Account, 'sub' | 'person'>,
  sealer: Pick<Sealer, 'open'>,
): Promise<AccountPerson | undefined> {
  if (!person) return undefined;
  return JSON.parse(await sealer.open(Buffer.from(person.sealed, 'base64'), contextOf(sub))) as AccountPerson;
}
