import { listOfConcern } from '#functions/api/target-lists/list-in-scope.ts';
import type { Call } from '#functions/middleware/call.ts';
import type { ClaimFor } from '#functions/middleware/idempotency.ts';
import { LARGEST_FILE, type createUpload as contract } from '#shared/contracts/uploads.ts';
import { officeOf } from '#shared/domain/access/office.ts';
import type { MappedColumns } from '#shared/domain/intake/columns/header.ts';
import { faultsOfColumns } from '#shared/domain/intake/columns/mapped-columns.ts';
import type { UploadSource } from '#shared/domain/intake/cells/row.ts';
import { pointerTo } from '#functions/middleware/input-errors.ts';
import { Problem, type InputError } from '#shared/problems.ts';
import type { Sealer } from '#shared/sealing/sealer.ts';
import type { TargetListStore } from '#shared/target-list/target-list-store.ts';
import { sealFilename } from '#shared/upload/sealed-texts.ts';
import type { Upload, UploadStore } from '#shared/upload/upload-store.ts';

type Deps = { uploads: UploadStore; lists: TargetListStore; sealer: Pick<Sealer, 'seal'>; newId: () => string };

/**
 * Opens an upload for a file that the account may send. Throws `file-refused` (empty), `too-large`,
 * `list-required`, `target-list-not-found`, `invalid-input` (columns mapped by hand); an agency sends files of help only.
 */
export async function offerUpload(
  { uploads, lists, sealer, newId }: Deps,
  { body, scopes, principal, now }: Pick<Call<typeof contract>, 'body' | 'scopes' | 'principal' | 'now'>,
  claimFor: ClaimFor<{ id: string }>,
): Promise<Upload> {
  const { source, filename, size, list, columns, dryRun = false } = body;
  const areas = scopes.flatMap((scope) => (scope.kind === 'area' ? [scope.area] : []));
  const isAgency = scopes.some(({ kind }) => kind === 'agency');
  if (areas.length === 0 && !(isAgency && source === 'assistance')) throw new Problem('not-permitted', { source });
  if (size === 0)
    throw new Problem('file-refused', {
      detail: 'The file is empty.',
      errors: [{ pointer: '/size', message: 'ไฟล์ว่างเปล่า', code: 'file-empty' }],
    });
  if (size > LARGEST_FILE)
    throw new Problem('too-large', {
      detail: `A file may have at most ${LARGEST_FILE} bytes.`,
      errors: [{ pointer: '/size', message: 'ไฟล์ต้องไม่เกิน 300 MB', code: 'file-too-large' }],
    });
  if (source === 'tpmap-targets' && list === undefined) throw new Problem('list-required');
  if (list !== undefined) {
    const filled = await listOfConcern(lists, list, scopes);
    // Rows that come after the freeze are late-added; a superseded list takes none.
    if (filled.status === 'SUPERSEDED') throw new Problem('list-not-published');
  }
  const id = newId();
  const { sub, roles, area, agency, unit } = principal;
  const by = {
    sub,
    roles: [...roles],
    ...(area === undefined ? {} : { area }),
    ...(agency === undefined ? {} : { agency }),
    ...(unit === undefined ? {} : { unit }),
  };
  if (columns !== undefined) refuseColumns(columns, await uploads.columnsOf(officeOf(by), source), source);
  const upload: Upload = {
    id,
    version: 1,
    source,
    filename: await sealFilename(id, filename, sealer),
    size,
    ...(list === undefined ? {} : { list }),
    status: 'AWAITING_FILE',
    createdAt: now.toISOString(),
    by,
    // An agency helps everywhere; its rows are held to its own name instead.
    scopeAreas: isAgency && source === 'assistance' ? [] : areas,
    objectKey: `incoming/${id}`,
    // Remembered for the office once an import with them has finished.
    ...(columns === undefined ? {} : { columns }),
    ...(dryRun ? { dryRun: true } : {}),
    fileProblems: [],
    problems: [],
  };
  await uploads.create(upload, claimFor({ id }));
  return upload;
}

/** Throws `invalid-input`, each fault at its header. */
function refuseColumns(columns: MappedColumns, remembered: MappedColumns, source: UploadSource): void {
  const errors = faultsOfColumns(columns, remembered, source).map(({ header, message, code }): InputError => ({
    pointer: pointerTo(['columns', ...(header === undefined ? [] : [header])]),
    message,
    code,
  }));
  if (errors.length > 0) throw new Problem('invalid-input', { errors });
}
