import { NO_PROVINCE } from '#shared/sealing/data-key-store.ts';
import type { Sealer } from '#shared/sealing/sealer.ts';

import type { Upload, UploadUndo } from './upload-store.ts';

/** A text of an upload in an envelope, as base64: an upload is a document of JSON, and its other readers pass the text on unopened. */
export type SealedText = { sealed: string };

type Context = Record<string, string>;

const ofName = (id: string): Context => ({ table: 'uploads', id });
const ofUndo = (id: string): Context => ({ table: 'upload-undos', id });

async function seal(text: string, context: Context, sealer: Pick<Sealer, 'seal'>): Promise<SealedText> {
  const sealed = await sealer.seal(text, context, NO_PROVINCE);
  return { sealed: Buffer.from(sealed).toString('base64') };
}

async function open({ sealed }: SealedText, context: Context, sealer: Pick<Sealer, 'open'>): Promise<string> {
  return await sealer.open(Buffer.from(sealed, 'base64'), context);
}

export async function sealFilename(
  upload: string,
  filename: string,
  sealer: Pick<Sealer, 'seal'>,
): Promise<SealedText> {
  return await seal(filename, ofName(upload), sealer);
}

/** The name as the office gave it. Uploads from before names were sealed have it in the clear. Throws when it was changed or is another's. */
export async function openFilename(
  { id, filename }: Pick<Upload, 'id' | 'filename'>,
  sealer: Pick<Sealer, 'open'>,
): Promise<string> {
  return typeof filename === 'string' ? filename : await open(filename, ofName(id), sealer);
}

/** Why an upload is undone: people are named in reasons. */
export async function sealUndoReason(
  upload: string,
  reason: string,
  sealer: Pick<Sealer, 'seal'>,
): Promise<SealedText> {
  return await seal(reason, ofUndo(upload), sealer);
}

export async function openUndoReason(
  upload: string,
  { reason }: Pick<UploadUndo, 'reason'>,
  sealer: Pick<Sealer, 'open'>,
): Promise<string> {
  return await open(reason, ofUndo(upload), sealer);
}
