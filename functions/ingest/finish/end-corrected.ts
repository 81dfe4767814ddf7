/** A file that sends the rejected rows of an earlier one again ends what waits for its office in the queue (casework E, UPLOAD_REJECTS). */
import { parseReading } from '#functions/ingest/file-reading.ts';
import { moveUpload } from '#functions/ingest/move-upload.ts';
import { uploadKeys } from '#functions/ingest/upload-keys.ts';
import type { UploadObjects } from '#functions/ingest/upload-objects.ts';
import { officeOf } from '#shared/domain/access/office.ts';
import { isToCorrect } from '#shared/domain/due/kinds-of-answers.ts';
import { isCorrectedBy } from '#shared/domain/upload/corrected-by.ts';
import { placeOfOffice } from '#shared/domain/upload/places.ts';
import type { Upload, UploadStore } from '#shared/upload/upload-store.ts';

/** A corrected file comes soon after the one that it corrects. */
const UPLOADS_LOOKED_AT = 50;

/** May be called again at any time. Of several files that it may correct the newest is taken. */
export async function endCorrected(
  done: Upload,
  { uploads, objects }: { uploads: UploadStore; objects: Pick<UploadObjects, 'lines'> },
): Promise<void> {
  if (done.dryRun || done.sameAs !== undefined) return;
  const newest = await uploads.listed(placeOfOffice(done.by), undefined, UPLOADS_LOOKED_AT);
  const found = await uploads.getMany(newest.filter(({ source }) => source === done.source).map(({ id }) => id));
  const rejecting = [...found.values()]
    .filter((one) => one.id !== done.id && isToCorrect(one) && officeOf(one.by) === officeOf(done.by))
    .toSorted((a, b) => ((a.finishedAt ?? '') < (b.finishedAt ?? '') ? 1 : -1));
  if (rejecting.length === 0) return;
  const [noted] = await objects.lines(uploadKeys.reading(done.id));
  const isReturned =
    noted !== undefined && parseReading(noted).sheets.some(({ errorColumns }) => errorColumns.length > 0);
  const corrected = rejecting.find((one) => isCorrectedBy(one, done, isReturned));
  if (!corrected) return;
  await moveUpload(uploads, corrected.id, (stands) => (isToCorrect(stands) ? { correctedBy: done.id } : undefined));
}
