import { NO_PROVINCE } from '#shared/sealing/data-key-store.ts';
import type { SealContext, Sealer } from '#shared/sealing/sealer.ts';

/** What the person asks, and why it was answered so: words about people. Each opens in its own place alone. */
type Words = 'text' | 'reason';

function contextOf(id: string, words: Words): SealContext {
  return { table: 'subject-requests', id, words };
}

export async function sealWords(
  id: string,
  words: Words,
  said: string,
  sealer: Pick<Sealer, 'seal'>,
): Promise<{ sealed: string }> {
  const sealed = await sealer.seal(said, contextOf(id, words), NO_PROVINCE);
  return { sealed: Buffer.from(sealed).toString('base64') };
}

/** Throws `SealBroken` when the envelope was changed or is another's. */
export async function openWords(
  id: string,
  words: Words,
  { sealed }: { readonly sealed: string },
  sealer: Pick<Sealer, 'open'>,
): Promise<string> {
  return await sealer.open(Buffer.from(sealed, 'base64'), contextOf(id, words));
}
