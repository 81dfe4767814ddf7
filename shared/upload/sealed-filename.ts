import { NO_PROVINCE } from '#shared/sealing/data-key-store.ts';
import type { Sealer } from '#shared/sealing/sealer.ts';

import type { Upload } from './upload-store.ts';

/** The name of a file in an envelope, as base64: an upload is a document of JSON, and its other readers pass the name on unopened. */
export type SealedFilename = { sealed: string };

function contextOf(upload: string): Record<string, string> {
  return { table: 'uploads', id: upload };
}

export async function sealFilename(
  upload: string,
  filename: string,
  sealer: Pick<Sealer, 'seal'>,
): Promise<SealedFilename> {
  const sealed = await sealer.seal(filename, contextOf(upload), NO_PROVINCE);
  return { sealed: Buffer.from(sealed).toString('base64') };
}

/** The name as the office gave it. Uploads from before names were sealed have it in the clear. Throws when it was changed or is another's. */
export async function openFilename(
  { id, filename }: Pick<Upload, 'id' | 'filename'>,
  sealer: Pick<Sealer, 'open'>,
): Promise<string> {
  if (typeof filename === 'string') return filename;
  return await sealer.open(Buffer.from(filename.sealed, 'base64'), contextOf(id));
}
