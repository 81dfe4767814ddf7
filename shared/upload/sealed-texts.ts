import { openText, sealText, type SealedText } from '#shared/sealing/sealed-text.ts';
import type { SealContext, Sealer } from '#shared/sealing/sealer.ts';

import type { Upload, UploadUndo } from './upload-store.ts';

const ofName = (id: string): SealContext => ({ table: 'uploads', id });
const ofUndo = (id: string): SealContext => ({ table: 'upload-undos', id });

export async function sealFilename(
  upload: string,
  filename: string,
  sealer: Pick<Sealer, 'seal'>,
): Promise<SealedText> {
  return await sealText(filename, ofName(upload), sealer);
}

/** The name as the office gave it. Uploads from before names were sealed have it in the clear. Throws when it was changed or is another's. */
export async function openFilename(
  { id, filename }: Pick<Upload, 'id' | 'filename'>,
  sealer: Pick<Sealer, 'open'>,
): Promise<string> {
  return typeof filename === 'string' ? filename : await openText(filename, ofName(id), sealer);
}

/** Why an upload is undone: people are named in reasons. */
export async function sealUndoReason(
  upload: string,
  reason: string,
  sealer: Pick<Sealer, 'seal'>,
): Promise<SealedText> {
  return await sealText(reason, ofUndo(upload), sealer);
}

export async function openUndoReason(
  upload: string,
  { reason }: Pick<UploadUndo, 'reason'>,
  sealer: Pick<Sealer, 'open'>,
): Promise<string> {
  return await openText(reason, ofUndo(upload), sealer);
}
