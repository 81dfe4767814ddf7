import type { Call } from '#functions/middleware/call.ts';
import type { readUpload as contract } from '#shared/contracts/uploads.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import type { Principal, Scope } from '#shared/domain/access/access.ts';
import type { RowProblem } from '#shared/domain/intake/cells/row.ts';
import { problemsOfReceipt, type ToldProblem } from '#shared/domain/intake/told-problems.ts';
import { isFileProblemCode } from '#shared/file-problems.ts';
import { mayRead } from '#shared/domain/upload/places.ts';
import { formatBangkok } from '#shared/thai/bangkok-time.ts';
import { Problem } from '#shared/problems.ts';
import type { Sealer } from '#shared/sealing/sealer.ts';
import { openFilename } from '#shared/upload/sealed-texts.ts';
import { NO_ROWS, PROBLEMS_SHOWN, type RowCounts, type Upload, type UploadStore } from '#shared/upload/upload-store.ts';

import type { UploadFiles } from './upload-files.ts';

/** How far an upload is, and its receipt; of the same bytes sent again the receipt of the first. Throws `upload-not-found`. */
export async function readUpload(
  { uploads, files, sealer }: { uploads: UploadStore; files: UploadFiles; sealer: Pick<Sealer, 'open'> },
  { params, scopes, principal }: Pick<Call<typeof contract>, 'params' | 'scopes' | 'principal'>,
): Promise<ReplyOf<typeof contract>> {
  return await receiptOf(await uploadInScope(uploads, params.id, scopes, principal), { uploads, files, sealer });
}

export async function receiptOf(
  upload: Upload,
  {
    uploads,
    files,
    sealer,
  }: { uploads: Pick<UploadStore, 'get' | 'loadedRows'>; files: UploadFiles; sealer: Pick<Sealer, 'open'> },
): Promise<ReplyOf<typeof contract>> {
  const first = await firstOfBytes(upload, uploads);
  const { errorWorkbookKey, errorCsvKey } = first;
  const ofFile = problemsOfFile(upload, first);
  return {
    ...(await summaryOf(upload, first, uploads)),
    filename: await openFilename(upload, sealer),
    problems: problemsOfReceipt(ofFile, first.problems, first.sheets ?? [], PROBLEMS_SHOWN).map(toldProblem),
    problemCounts: countsOf(ofFile, first),
    errorWorkbook: errorWorkbookKey === undefined ? null : await files.link(errorWorkbookKey),
    errorCsv: errorCsvKey === undefined ? null : await files.link(errorCsvKey),
  };
}

/** What is said of an upload everywhere: nothing of its rows, and not the name of its file, into which offices put people. */
export async function summaryOf(upload: Upload, first: Upload, uploads: Pick<UploadStore, 'loadedRows'>) {
  const { id, source, size, list = null, dryRun = false, createdAt } = upload;
  return {
    id,
    source,
    size,
    list,
    dryRun,
    status: first.status,
    createdAt: formatBangkok(new Date(createdAt)),
    finishedAt: endOf(first, upload),
    rows: await rowsOf(first, uploads),
    undo: first.undo?.status ?? null,
    dismissed: upload.dismissed !== undefined,
  };
}

/** Rows by what they came to; while they are loaded those of the chunks that are done, of the total that is known. */
async function rowsOf(
  { id, status, rows = { total: 0, ...NO_ROWS } }: Upload,
  uploads: Pick<UploadStore, 'loadedRows'>,
): Promise<RowCounts & { total: number }> {
  return status === 'LOADING' ? { total: rows.total, ...(await uploads.loadedRows(id)) } : rows;
}

/** The upload whose receipt this one has: of bytes that came before, the first of them. */
export async function firstOfBytes(upload: Upload, uploads: Pick<UploadStore, 'get'>): Promise<Upload> {
  return upload.sameAs === undefined ? upload : ((await uploads.get(upload.sameAs)) ?? upload);
}

/** What is to be said of the file as a whole: of bytes that came before what was said of them then, and what befell this upload itself. */
export function problemsOfFile(upload: Upload, first: Upload): RowProblem[] {
  if (upload === first) return upload.fileProblems;
  return [...upload.fileProblems, ...first.fileProblems.filter(({ code }) => code !== 'file-posted-again')];
}

/** A problem as it is answered. Stored ones may have codes that are out of use. */
export function toldProblem(stored: ToldProblem): ToldProblem {
  return isFileProblemCode(stored.code) ? stored : { ...stored, code: 'other' };
}

/** Rows by code; what is said of the whole file counts once. Null of an upload that finished before its problems were listed. */
function countsOf(
  ofFile: readonly RowProblem[],
  { status, problemList, problems }: Upload,
): Record<string, number> | null {
  if (status === 'FINISHED' && !problemList) return null;
  const counts = new Map(Object.entries(problemList?.codes ?? {}).map(([code, { rows }]) => [code, rows]));
  for (const { code } of problemList ? ofFile : [...ofFile, ...problems]) counts.set(code, (counts.get(code) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The upload when it is of the account, or of an office that it may look over. Throws `upload-not-found`. */
export async function uploadInScope(
  uploads: Pick<UploadStore, 'get'>,
  id: string,
  scopes: readonly Scope[],
  principal: Principal,
): Promise<Upload> {
  const upload = await uploads.get(id);
  if (!upload || !mayRead(upload.by, scopes, principal)) throw new Problem('upload-not-found');
  return upload;
}

/** When its outcome was there: of bytes that were known before, not before they came again. */
function endOf({ finishedAt: first }: Upload, { finishedAt: own = '' }: Upload): string | null {
  if (first === undefined) return null;
  return formatBangkok(new Date(own > first ? own : first));
}
