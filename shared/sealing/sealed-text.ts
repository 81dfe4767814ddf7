import { NO_PROVINCE } from './data-key-store.ts';
import type { SealContext, Sealer } from './sealer.ts';

/** A text in an envelope, as base64: it is part of a document of JSON, whose other readers pass it on unopened. */
export type SealedText = { readonly sealed: string };

/** Seals a text of a document that belongs to no province. The same context must be given to open it. */
export async function sealText(text: string, context: SealContext, sealer: Pick<Sealer, 'seal'>): Promise<SealedText> {
  const sealed = await sealer.seal(text, context, NO_PROVINCE);
  return { sealed: Buffer.from(sealed).toString('base64') };
}

/** Throws `SealBroken` when the envelope was changed or belongs to another context. */
export async function openText(
  { sealed }: SealedText,
  context: SealContext,
  sealer: Pick<Sealer, 'open'>,
): Promise<string> {
  return await sealer.open(Buffer.from(sealed, 'base64'), context);
}
