import type { BreakGlass } from '#shared/domain/break-glass/break-glass.ts';
import { openText, sealText, type SealedText } from '#shared/sealing/sealed-text.ts';
import type { SealContext, Sealer } from '#shared/sealing/sealer.ts';

function contextOf(id: string): SealContext {
  return { table: 'break-glass', id };
}

/** A purpose is words of people about people. */
export async function sealPurpose(id: string, purpose: string, sealer: Pick<Sealer, 'seal'>): Promise<SealedText> {
  return await sealText(purpose, contextOf(id), sealer);
}

/** Throws `SealBroken` when the envelope was changed or is another's. */
export async function openPurpose(
  { id, purpose }: Pick<BreakGlass, 'id' | 'purpose'>,
  sealer: Pick<Sealer, 'open'>,
): Promise<string> {
  return await openText(purpose, contextOf(id), sealer);
}
