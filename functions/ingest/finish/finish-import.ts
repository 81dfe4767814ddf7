/**
 * The last step of an import: adds up what the chunks came to, writes the officer's own workbook back with its errors
 * marked, and closes the receipt. Every row is counted once: `total = created + updated + unchanged + rejected`.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { parseReading } from '#functions/ingest/file-reading.ts';
import { sha256OfFile } from '#functions/ingest/sha256-of-file.ts';
import { moveUpload } from '#functions/ingest/move-upload.ts';
import { uploadKeys } from '#functions/ingest/upload-keys.ts';
import type { UploadObjects } from '#functions/ingest/upload-objects.ts';
import { officeOf } from '#shared/domain/access/office.ts';
import { afterImport } from '#shared/domain/intake/columns/remembered-columns.ts';
import type { RowProblem } from '#shared/domain/intake/cells/row.ts';
import { sumOf } from '#functions/ingest/row-counts.ts';
import { FileRefused } from '#shared/spreadsheet/file-refusal.ts';
import type { Upload, UploadStore } from '#shared/upload/upload-store.ts';

import { endCorrected } from './end-corrected.ts';
import { listProblems } from './list-problems.ts';
import { makeReturnedFiles } from './returned-files.ts';

export type FinishImportDependencies = {
  uploads: UploadStore;
  objects: UploadObjects;
  now: () => Date;
  workFolder: string;
  /** Hears when an upload is worked on. */
  atWork?: (createdAt: string) => void;
};

/** The workbook is for people: beyond this many problems it would help nobody, and the first ones are enough to see why. */
const PROBLEMS_MARKED = 200_000;
/** Of a receipt with problems and no workbook: the file ran out the time of the step, or a sheet that was not read is damaged. */
const WITHOUT_WORKBOOK: RowProblem = {
  row: 0,
  severity: 'warning',
  code: 'error-workbook-missing',
  message: 'นำเข้าแถวที่ถูกต้องแล้ว แต่จัดทำไฟล์ Excel ที่ระบุจุดผิดไม่ได้ กรุณาแก้ไขตามรายการในใบรับนี้',
};
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * Finishes an upload whose chunks are all loaded, and answers with it; undefined when there was nothing to finish. Throws when a
 * chunk is not loaded: the caller tries again. `workbook: false` leaves the files with the errors out, and the receipt says so.
 */
export async function finishImport(
  { upload: id, workbook = true }: { upload: string; workbook?: boolean | undefined },
  deps: FinishImportDependencies,
): Promise<Upload | undefined> {
  const upload = await deps.uploads.get(id);
  // Called again, because the call before died after the receipt; or the bytes were known and there was nothing to load.
  if (upload?.status === 'FINISHED') await afterwards(upload, deps);
  if (upload?.status !== 'LOADING') return undefined;
  deps.atWork?.(upload.createdAt);
  const chunks = await deps.uploads.allProgress(id);
  const finished = chunks.filter((progress) => progress.finished);
  if (finished.length !== (upload.chunks ?? 0)) throw new Error('Some chunks are not loaded yet');
  const counts = sumOf(finished);
  const total = counts.created + counts.updated + counts.unchanged + counts.rejected;
  if (total !== upload.rows?.total) throw new Error('The outcomes do not add up to the rows of the file');

  const { list, told, marked: ofRows } = await listProblems(upload, PROBLEMS_MARKED, deps);
  const marked = [...upload.fileProblems, ...ofRows];
  // That another file was posted says nothing of this one.
  const wanted = counts.rejected > 0 || marked.some(({ code }) => code !== 'file-posted-again');
  const returned = wanted && workbook ? await returnFiles(upload, marked, deps) : undefined;
  const { said, ...keys } = returned ?? { said: wanted ? [WITHOUT_WORKBOOK] : [] };
  const done = await moveUpload(deps.uploads, id, ({ fileProblems }) => ({
    status: 'FINISHED',
    rows: { total, ...counts },
    fileProblems: [...fileProblems, ...said],
    problems: told,
    problemList: list,
    ...keys,
    finishedAt: deps.now().toISOString(),
  }));
  if (done?.status === 'FINISHED') await afterwards(done, deps);
  return done;
}

/** What follows from a receipt; all of it may be done again. */
async function afterwards(done: Upload, deps: FinishImportDependencies): Promise<void> {
  await rememberColumns(done, deps);
  await endCorrected(done, deps);
}

/**
 * An office maps a column once: what an import has used goes without saying in the next. Not when every row was rejected,
 * which a wrong mapping does. Known bytes were loaded by the first upload of them, and its rows count.
 */
async function rememberColumns(upload: Upload, { uploads }: FinishImportDependencies): Promise<void> {
  const { by, source, columns = {}, sameAs, dryRun = false } = upload;
  if (dryRun || Object.keys(columns).length === 0) return;
  const { rows } = (sameAs === undefined ? upload : await uploads.get(sameAs)) ?? {};
  if (rows === undefined || rows.created + rows.updated + rows.unchanged === 0) return;
  await uploads.rememberColumns(officeOf(by), source, (stands) => afterImport(stands, columns));
}

/** Undefined when the file or the note on its reading is not there, or it cannot be read to its end: sheets without rows of data are read here for the first time. */
async function returnFiles(
  upload: Upload,
  problems: readonly RowProblem[],
  { objects, workFolder }: FinishImportDependencies,
): Promise<(Pick<Upload, 'errorWorkbookKey' | 'errorCsvKey'> & { said: RowProblem[] }) | undefined> {
  const folder = await mkdtemp(join(workFolder, 'finish-'));
  try {
    const original = join(folder, 'original');
    await objects.download(upload.objectKey, original);
    // Another file was posted over the one that was read: its rows are not those of the receipt.
    if (upload.sha256 !== undefined && (await sha256OfFile(original)) !== upload.sha256) return undefined;
    // A file that was read by the release before has no note.
    const [noted] = await objects.lines(uploadKeys.reading(upload.id));
    if (noted === undefined) return undefined;
    const { workbook, csv, said } = await makeReturnedFiles(
      { original, reading: parseReading(noted), problems },
      folder,
    );
    const errorWorkbookKey = uploadKeys.errorWorkbook(upload.id);
    await objects.upload(workbook, errorWorkbookKey, XLSX);
    if (csv === undefined) return { errorWorkbookKey, said };
    const errorCsvKey = uploadKeys.errorCsv(upload.id);
    await objects.upload(csv, errorCsvKey, 'text/csv');
    return { errorWorkbookKey, errorCsvKey, said };
  } catch (error) {
    if (error instanceof FileRefused) return undefined;
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
