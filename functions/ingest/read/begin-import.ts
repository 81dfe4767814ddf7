/**
 * The first step of an import: takes the file from where it was posted, reads it into chunks of rows, and stores the chunks
 * for the load step. The same bytes sent before are recognised here, before anything is written.
 */
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { moveUpload } from '#functions/ingest/move-upload.ts';
import { sha256OfFile } from '#functions/ingest/sha256-of-file.ts';
import { uploadKeys } from '#functions/ingest/upload-keys.ts';
import type { UploadObjects } from '#functions/ingest/upload-objects.ts';
import { officeOf } from '#shared/domain/access/office.ts';
import { bangkokDay } from '#shared/thai/bangkok-time.ts';
import { SOURCE_RULES } from '#shared/domain/intake/columns/columns.ts';
import type { MappedColumns } from '#shared/domain/intake/columns/header.ts';
import type { RowProblem } from '#shared/domain/intake/cells/row.ts';
import { joinColumns } from '#shared/domain/intake/columns/remembered-columns.ts';
import type { Organisation } from '#shared/domain/organisation/organisation.ts';
import { organisationWords } from '#shared/domain/organisation/organisation-words.ts';
import { placeOfOffice } from '#shared/domain/upload/places.ts';
import type { RegisterStore } from '#shared/register/register-store.ts';
import type { FileProblemCode } from '#shared/file-problems.ts';
import { FILE_REFUSALS } from '#shared/file-refusals.ts';
import type { Upload, UploadStore } from '#shared/upload/upload-store.ts';

import { readUploadedFile } from './read-uploaded-file.ts';

export type BeginImportDependencies = {
  uploads: UploadStore;
  /** Which organisations files may name. */
  organisations: Pick<RegisterStore<Organisation>, 'list'>;
  objects: UploadObjects;
  now: () => Date;
  /** Folder with room for the file and its rows, twice the largest file. */
  workFolder: string;
  /** Hears when an upload is worked on. */
  atWork?: (createdAt: string) => void;
};

export type BegunImport =
  | { ok: true; upload: string; chunks: { upload: string; chunk: number }[] }
  | { ok: false; code: string };

/** The corrected file comes soon after the one that is undone. */
const UPLOADS_LOOKED_AT = 50;

/** Of an upload whose form was used for two files: the receipt says which of them it is of. */
const POSTED_AGAIN: RowProblem = {
  row: 0,
  severity: 'warning',
  code: 'file-posted-again',
  message: 'มีไฟล์อื่นส่งด้วยแบบฟอร์มเดียวกัน นำเข้าเพียงไฟล์เดียวตามใบรับนี้ อีกไฟล์หนึ่งไม่ได้นำเข้า กรุณาขอส่งไฟล์ใหม่แล้วส่งอีกครั้ง',
};

/**
 * Reads the file under `key`. May be called again with the same key at any time: it goes on, or answers as before. `etag` is of what was
 * posted: another file may have been posted over it since.
 */
export async function beginImport(
  { key, size, etag }: { key: string; size: number; etag?: string | undefined },
  deps: BeginImportDependencies,
): Promise<BegunImport> {
  const id = uploadKeys.uploadOf(key);
  const upload = id === undefined ? undefined : await toReading(id, deps);
  if (!upload) return { ok: false, code: 'upload-unknown' };
  // The form stays good for minutes: what is posted after the first file was read is not read, and the receipt says so.
  if (upload.status !== 'READING') {
    await tellOtherFile(upload, key, deps);
    return upload.status === 'LOADING' ? begun(upload) : { ok: true, upload: upload.id, chunks: [] };
  }
  deps.atWork?.(upload.createdAt);

  if (size === 0) return await refuse(upload, 'file-empty', FILE_REFUSALS['file-empty'][0], deps);
  if (!upload.dryRun && (await isUndoing(upload, deps)))
    return await refuse(upload, 'file-being-undone', FILE_REFUSALS['file-being-undone'][0], deps);

  const namesOrganisations = SOURCE_RULES[upload.source].columns.has('agency');
  const register = namesOrganisations ? await deps.organisations.list('', undefined, Infinity) : [];
  const folder = await mkdtemp(join(deps.workFolder, 'read-'));
  try {
    const file = join(folder, 'file');
    const found = await deps.objects.download(key, file);
    const postedOver = etag !== undefined && found !== undefined && found !== etag;
    const read = await readUploadedFile({
      file,
      source: upload.source,
      ...(upload.columns === undefined ? {} : { columns: upload.columns }),
      context: {
        scopeAreas: upload.scopeAreas,
        ...(upload.by.agency === undefined ? {} : { agency: upload.by.agency }),
        organisations: organisationWords(register, upload.scopeAreas),
      },
      outDir: join(folder, 'chunks'),
      today: bangkokDay(deps.now()),
    });
    const other = await otherFile(upload, read.sha256, deps);
    if (other) return other;
    if (!read.ok) return await refuse(upload, read.code, read.message, deps);

    const fingerprint = fingerprintOf(upload, read.sha256, read.columns, register);
    // A trial is of bytes that are nobody's: it is neither the same file as another, nor another the same as it.
    const first = upload.dryRun ? upload.id : await deps.uploads.claim(fingerprint, upload.id);
    if (first !== upload.id) {
      const holder = await deps.uploads.get(first);
      // What is still to be taken back would pass for known, and then be gone.
      if (holder?.undo?.status === 'RUNNING')
        return await refuse(upload, 'file-being-undone', FILE_REFUSALS['file-being-undone'][0], deps);
      await moveUpload(deps.uploads, upload.id, ({ fileProblems }) => ({
        status: 'FINISHED',
        sameAs: first,
        sha256: read.sha256,
        columns: read.columns,
        fileProblems: [...(postedOver ? [POSTED_AGAIN] : []), ...fileProblems],
        finishedAt: deps.now().toISOString(),
      }));
      return { ok: true, upload: upload.id, chunks: [] };
    }
    // Chunks are numbered anew: partitions of the file that got no row have no file.
    for (const [chunk, { path }] of read.chunks.entries())
      await deps.objects.upload(path, uploadKeys.chunk(upload.id, chunk), 'application/x-ndjson');
    await deps.objects.putText(uploadKeys.reading(upload.id), JSON.stringify(read.reading));
    const loading = await moveUpload(deps.uploads, upload.id, (before) =>
      before.status === 'READING'
        ? {
            status: 'LOADING',
            keepsRecorded: true,
            sha256: read.sha256,
            chunks: read.chunks.length,
            columns: read.columns,
            sheets: read.sheets,
            fileProblems: [...(postedOver ? [POSTED_AGAIN] : []), ...read.fileProblems],
            rows: { total: read.rows, created: 0, updated: 0, unchanged: 0, rejected: 0 },
          }
        : undefined,
    );
    return begun(loading ?? upload);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Moves an upload to READING. Which columns it is read with is settled at the first attempt: the office may say more meanwhile. */
async function toReading(id: string, { uploads }: BeginImportDependencies): Promise<Upload | undefined> {
  const offered = await uploads.get(id);
  if (offered?.status !== 'AWAITING_FILE') return await moveUpload(uploads, id, () => ({ status: 'READING' }));
  const remembered = await uploads.columnsOf(officeOf(offered.by), offered.source);
  return await moveUpload(uploads, id, ({ status, columns = {} }) => ({
    status: 'READING',
    ...(status === 'AWAITING_FILE' ? { columns: joinColumns(remembered, columns) } : {}),
  }));
}

/**
 * One form takes one file, but a second one may be posted over the first while that is read. The first to be read says which
 * bytes the upload is: chunks of two files must not mix. Undefined when the upload is of these bytes and still being read.
 */
async function otherFile(
  { id }: Upload,
  sha256: string | undefined,
  deps: BeginImportDependencies,
): Promise<BegunImport | undefined> {
  const stands = await moveUpload(deps.uploads, id, (before) =>
    before.status === 'READING' && before.sha256 === undefined && sha256 !== undefined ? { sha256 } : undefined,
  );
  if (!stands) return { ok: false, code: 'upload-unknown' };
  if (stands.status !== 'READING') return begun(stands);
  if (stands.sha256 === sha256) return undefined;
  const message = 'มีไฟล์อื่นส่งทับมาระหว่างอ่านไฟล์แรก จึงไม่นำเข้าทั้งสองไฟล์ กรุณาส่งไฟล์ที่ถูกต้องอีกครั้ง';
  return await refuse(stands, 'file-replaced', message, deps);
}

/** Says in the receipt of an upload that was read when other bytes have been posted since. */
async function tellOtherFile({ id, sha256 }: Upload, key: string, deps: BeginImportDependencies): Promise<void> {
  if (sha256 === undefined) return;
  const folder = await mkdtemp(join(deps.workFolder, 'again-'));
  try {
    const file = join(folder, 'file');
    await deps.objects.download(key, file);
    if ((await sha256OfFile(file)) === sha256) return;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  await moveUpload(deps.uploads, id, ({ fileProblems }) =>
    fileProblems.some(({ code }) => code === POSTED_AGAIN.code)
      ? undefined
      : { fileProblems: [POSTED_AGAIN, ...fileProblems] },
  );
}

/**
 * Whether the office is undoing another upload of the same source, one of the newest. Rows that say what that one recorded would count
 * as unchanged, and the undo would then take away what they say.
 */
async function isUndoing({ id, by, source }: Upload, { uploads }: BeginImportDependencies): Promise<boolean> {
  const newest = await uploads.listed(placeOfOffice(by), undefined, UPLOADS_LOOKED_AT);
  const others = newest.filter((one) => one.source === source && one.id !== id);
  const found = await Promise.all(others.map((one) => uploads.get(one.id)));
  return found.some((one) => one?.undo?.status === 'RUNNING');
}

function begun(upload: Upload): BegunImport {
  const chunks = Array.from({ length: upload.chunks ?? 0 }, (_, chunk) => ({ upload: upload.id, chunk }));
  return { ok: true, upload: upload.id, chunks };
}

async function refuse(
  upload: Upload,
  code: FileProblemCode,
  message: string,
  deps: BeginImportDependencies,
): Promise<BegunImport> {
  await moveUpload(deps.uploads, upload.id, (before) => ({
    status: 'FAILED',
    finishedAt: deps.now().toISOString(),
    problems: [{ row: 0, severity: 'error', code, message }],
    fileProblems: before.fileProblems,
  }));
  return { ok: false, code };
}

function inOrder(columns: MappedColumns): string {
  return JSON.stringify(Object.entries(columns).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * The same bytes mean the same rows only for the same source, list, reach of the sender, columns mapped by hand, and register of
 * organisations: an office that has one entered sends its file again.
 */
function fingerprintOf(
  upload: Upload,
  sha256: string,
  columns: MappedColumns,
  register: readonly Organisation[],
): string {
  const changedAt = register.reduce((last, { changedAt: at }) => (at > last ? at : last), '');
  const parts = [
    sha256,
    upload.source,
    upload.list ?? '',
    upload.scopeAreas.join(','),
    upload.by.agency ?? '',
    inOrder(columns),
    ...(changedAt === '' ? [] : [changedAt]),
  ];
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}
