import { NO_PROVINCE } from '#shared/sealing/data-key-store.ts';
import type { SealContext, Sealer } from '#shared/sealing/sealer.ts';

/** Why it was asked, and why it was rejected. Each opens in its own place alone. */
type Words = 'reason' | 'answer';

function contextOf(id: string, words: Words): SealContext {
  return { table: 'move-requests', id, words };
}

export async function sealReason(
  id: string,
  words: Words,
  said: string,
  sealer: Pick<Sealer, 'seal'>,
): Promise<{ sealed: string }> {
  const sealed = await sealer.seal(said, contextOf(id, words), NO_PROVINCE);
  return { sealed: Buffer.from(sealed).toString('base64') };
}

/** Throws `SealBroken` when the envelope was changed or is another's. */
export async function openReason(
  id: string,
  words: Words,
  { sealed }: { readonly sealed: string },
  sealer: Pick<Sealer, 'open'>,
): Promise<string> {
  return await sealer.open(Buffer.from(sealed, 'base64'), contextOf(id, words));
}
