import type { BreakGlass } from '#shared/domain/break-glass/break-glass.ts';
import { NO_PROVINCE } from '#shared/sealing/data-key-store.ts';
import type { Sealer } from '#shared/sealing/sealer.ts';

function contextOf(id: string): Record<string, string> {
  return { table: 'break-glass', id };
}

/** A purpose is words of people about people. */
export async function sealPurpose(
  id: string,
  purpose: string,
  sealer: Pick<Sealer, 'seal'>,
): Promise<{ sealed: string }> {
  const sealed = await sealer.seal(purpose, contextOf(id), NO_PROVINCE);
  return { sealed: Buffer.from(sealed).toString('base64') };
}

/** Throws `SealBroken` when the envelope was changed or is another's. */
export async function openPurpose(
  { id, purpose }: Pick<BreakGlass, 'id' | 'purpose'>,
  sealer: Pick<Sealer, 'open'>,
): Promise<string> {
  return await sealer.open(Buffer.from(purpose.sealed, 'base64'), contextOf(id));
}
