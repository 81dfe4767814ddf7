import type { StartExecution } from '#functions/api/start-execution.ts';
import type { Call } from '#functions/middleware/call.ts';
import type { Cursors } from '#functions/middleware/cursor.ts';
import { moveUpload } from '#functions/ingest/move-upload.ts';
import type { ReplyOf } from '#shared/contracts/route.ts';
import type {
  dismissUpload as dismissContract,
  readUploadUndo as readContract,
  undoUpload as undoContract,
} from '#shared/contracts/uploads.ts';
import type { Principal, Scope } from '#shared/domain/access/access.ts';
import { refuseTexts } from '#shared/domain/logbook/numbers-in-texts.ts';
import { mayUndo } from '#shared/domain/upload/places.ts';
import { whyNotUndoable } from '#shared/domain/upload/upload-status.ts';
import { Problem } from '#shared/problems.ts';
import type { Sealer } from '#shared/sealing/sealer.ts';
import { formatBangkok } from '#shared/thai/bangkok-time.ts';
import { openUndoReason, sealUndoReason } from '#shared/upload/sealed-texts.ts';
import type { StayedOfStep, Upload, UploadStore, UploadUndo } from '#shared/upload/upload-store.ts';

import { firstOfBytes, receiptOf, uploadInScope } from './read-upload.ts';
import type { UploadFiles } from './upload-files.ts';

type Deps = { uploads: UploadStore; sealer: Sealer; cursors: Cursors; startUndo: StartExecution };
type Undone = ReplyOf<typeof readContract>;

/** Steps of a load that are read for a page of what stays. */
const STEPS_READ = 20;
const NOTHING_STAYS: Pick<Undone, 'items' | 'nextCursor'> = { items: [], nextCursor: null };

/**
 * Begins the undo of an upload, and starts its machine. Of bytes that came before, the first upload of them is undone: it recorded the
 * rows. Throws `upload-not-found`, `upload-undone`, `upload-not-undoable`, `personal-number-in-text`.
 */
export async function beginUndo(
  { uploads, sealer, startUndo }: Deps,
  call: Pick<Call<typeof undoContract>, 'params' | 'body' | 'scopes' | 'principal' | 'now' | 'once'>,
): Promise<Undone> {
  const { params, body, scopes, principal, now } = call;
  refuseTexts([['/reason', body.reason]]);
  const { answer } = await call.once<{ id: string }>(async (claimFor) => {
    const { id } = await ownUpload(uploads, params.id, scopes, principal);
    const reason = await sealUndoReason(id, body.reason, sealer);
    const begin = (stands: Upload): Partial<Upload> => {
      refuseUndo(stands);
      return { undo: newUndo(reason, principal, now) };
    };
    await moveUpload(uploads, id, begin, claimFor({ id }));
    return { id };
  });
  const upload = await ownUpload(uploads, answer.id, scopes, principal);
  // The process may have died before the machine was started: it starts once under its name.
  if (upload.undo?.status === 'RUNNING') await startUndo(`undo-${upload.id}`, { upload: upload.id });
  return { ...(await show(upload, sealer)), ...NOTHING_STAYS };
}

function newUndo(reason: UploadUndo['reason'], { sub, roles, area, agency, unit }: Principal, now: Date): UploadUndo {
  return {
    status: 'RUNNING',
    reason,
    by: {
      sub,
      roles: [...roles],
      ...(area === undefined ? {} : { area }),
      ...(agency === undefined ? {} : { agency }),
      ...(unit === undefined ? {} : { unit }),
    },
    startedAt: now.toISOString(),
    withdrawn: 0,
    dissolved: 0,
    stayed: 0,
  };
}

/** Throws `upload-undone`, and `upload-not-undoable` for an upload of which nothing can be taken back. */
function refuseUndo(upload: Upload): void {
  if (upload.undo) throw new Problem('upload-undone');
  const why = whyNotUndoable(upload);
  if (why !== undefined) throw new Problem('upload-not-undoable', { why });
}

/** How far the undo is, and a page of what stays. Throws `upload-not-found`, `undo-not-found`, `cursor-invalid`. */
export async function readUndo(
  { uploads, sealer, cursors }: Pick<Deps, 'uploads' | 'sealer' | 'cursors'>,
  { params, query, scopes, principal }: Pick<Call<typeof readContract>, 'params' | 'query' | 'scopes' | 'principal'>,
): Promise<Undone> {
  const upload = await ownUpload(uploads, params.id, scopes, principal);
  const shown = await show(upload, sealer);
  const binding = ['upload-undo', principal.sub, upload.id];
  const [from, skipped = '0'] = query.cursor === undefined ? [] : cursors.read(query.cursor, binding);
  const items: Undone['items'] = [];
  let [at, skip] = [from, Number(skipped)];
  for (;;) {
    const steps = await uploads.stayed(upload.id, at, STEPS_READ);
    for (const step of steps) {
      const left = step.stays.slice(step.at === at ? skip : 0);
      const taken = left.slice(0, query.limit - items.length);
      items.push(...taken.map(showStaying));
      [at, skip] = [step.at, step.stays.length - left.length + taken.length];
      if (taken.length < left.length) return { ...shown, items, nextCursor: cursors.sign([at, String(skip)], binding) };
    }
    if (steps.length < STEPS_READ) return { ...shown, items, nextCursor: null };
  }
}

/** Says that nobody will send the rejected rows again. Throws `upload-not-found`. */
export async function dismissUpload(
  deps: Pick<Deps, 'uploads' | 'sealer'> & { files: UploadFiles },
  { params, scopes, principal, now }: Pick<Call<typeof dismissContract>, 'params' | 'scopes' | 'principal' | 'now'>,
): Promise<ReplyOf<typeof dismissContract>> {
  const { uploads } = deps;
  const own = await uploadInScope(uploads, params.id, scopes, principal);
  if (!mayUndo(own.by, principal)) throw new Problem('upload-not-found');
  const upload = await moveUpload(uploads, own.id, ({ dismissed }) =>
    dismissed ? undefined : { dismissed: { at: now.toISOString(), by: principal.sub } },
  );
  if (!upload) throw new Problem('upload-not-found');
  return await receiptOf(upload, deps);
}

/** The upload that recorded the rows, when the account may undo it. Throws `upload-not-found`. */
async function ownUpload(
  uploads: Pick<UploadStore, 'get'>,
  id: string,
  scopes: readonly Scope[],
  principal: Principal,
): Promise<Upload> {
  const upload = await uploadInScope(uploads, id, scopes, principal);
  const first = await firstOfBytes(upload, uploads);
  const own = await uploadInScope(uploads, first.id, scopes, principal);
  if (!mayUndo(own.by, principal)) throw new Problem('upload-not-found');
  return own;
}

async function show({ id, undo }: Upload, sealer: Pick<Sealer, 'open'>): Promise<Omit<Undone, 'items' | 'nextCursor'>> {
  if (!undo) throw new Problem('undo-not-found');
  const { status, startedAt, finishedAt, withdrawn, dissolved, stayed } = undo;
  return {
    uploadId: id,
    status,
    reason: await openUndoReason(id, undo, sealer),
    startedAt: formatBangkok(new Date(startedAt)),
    finishedAt: finishedAt === undefined ? null : formatBangkok(new Date(finishedAt)),
    withdrawn,
    dissolved,
    stayed,
  };
}

function showStaying({ row, householdId, entryId, why, by }: StayedOfStep['stays'][number]): Undone['items'][number] {
  return { row, householdId, entryId, why, by: [...by] };
}
