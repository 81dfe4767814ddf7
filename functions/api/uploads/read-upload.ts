import type { Call } from '#functions/middleware/call.ts';
import type { readUpload as contract } from '#shared/contracts/uploads.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import type { Principal, Scope } from '#shared/domain/access/access.ts';
import { isWithin } from '#shared/thai/area-code.ts';
import { formatBangkok } from '#shared/thai/bangkok-time.ts';
import { Problem } from '#shared/problems.ts';
import type { Sealer } from '#shared/sealing/sealer.ts';
import { openFilename } from '#shared/upload/sealed-filename.ts';
import { NO_ROWS, PROBLEMS_SHOWN, type Upload, type UploadStore } from '#shared/upload/upload-store.ts';

import type { UploadFiles } from './upload-files.ts';

/** How far an upload is, and its receipt; of the same bytes sent again the receipt of the first. Throws `upload-not-found`. */
export async function readUpload(
  { uploads, files, sealer }: { uploads: UploadStore; files: UploadFiles; sealer: Pick<Sealer, 'open'> },
  { params, scopes, principal }: Pick<Call<typeof contract>, 'params' | 'scopes' | 'principal'>,
): Promise<ReplyOf<typeof contract>> {
  const upload = await uploadInScope(uploads, params.id, scopes, principal);
  const first = upload.sameAs === undefined ? upload : ((await uploads.get(upload.sameAs)) ?? upload);
  const { rows = { total: 0, ...NO_ROWS }, errorWorkbookKey, errorCsvKey } = first;
  return {
    id: upload.id,
    source: upload.source,
    filename: await openFilename(upload, sealer),
    size: upload.size,
    list: upload.list ?? null,
    status: first.status,
    createdAt: formatBangkok(new Date(upload.createdAt)),
    finishedAt: endOf(first, upload),
    rows,
    problems: [...first.fileProblems, ...first.problems].slice(0, PROBLEMS_SHOWN),
    errorWorkbook: errorWorkbookKey === undefined ? null : await files.link(errorWorkbookKey),
    errorCsv: errorCsvKey === undefined ? null : await files.link(errorCsvKey),
  };
}

/** The upload when it is of the account, or of an office that it may look over. Throws `upload-not-found`. */
export async function uploadInScope(
  uploads: Pick<UploadStore, 'get'>,
  id: string,
  scopes: readonly Scope[],
  principal: Principal,
): Promise<Upload> {
  const upload = await uploads.get(id);
  if (!upload || !isOwn(upload, scopes, principal)) throw new Problem('upload-not-found');
  return upload;
}

/** When its outcome was there: of bytes that were known before, not before they came again. */
function endOf({ finishedAt: first }: Upload, { finishedAt: own = '' }: Upload): string | null {
  if (first === undefined) return null;
  return formatBangkok(new Date(own > first ? own : first));
}

/** Who sent it, an office above the one that did, or the same agency. */
function isOwn({ by }: Upload, scopes: readonly Scope[], { sub }: Principal): boolean {
  if (by.sub === sub) return true;
  return scopes.some((scope) => {
    switch (scope.kind) {
      case 'nation':
        return true;
      case 'area':
        // An agency's file holds households of the whole nation.
        return by.area !== undefined && by.agency === undefined && isWithin(by.area, scope.area);
      case 'agency':
        return by.agency === scope.agency;
      case 'mentor':
        return false;
    }
  });
}
