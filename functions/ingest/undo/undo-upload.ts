/**
 * The undo of an upload (casework R53): works off the steps of its load one after another. A run that was killed goes on at the step where
 * it was: what was taken back is read from the logbooks, so a step that is worked off twice takes nothing back twice and counts nothing twice.
 */
import { moveUpload } from '#functions/ingest/move-upload.ts';
import { COMMIT_WITHIN_MS } from '#shared/domain/logbook/recorded-at.ts';
import type { Recording } from '#shared/domain/logbook/record.ts';
import { undoInHousehold, type UndoneHousehold } from '#shared/domain/upload/undo-upload.ts';
import { AppendConflict, type HouseholdStore } from '#shared/household/household-store.ts';
import type { Sealer } from '#shared/sealing/sealer.ts';
import type { TargetListStore } from '#shared/target-list/target-list-store.ts';
import { openUndoReason } from '#shared/upload/sealed-texts.ts';
import type { RecordedIn, RecordedStep, StayedOfStep, Upload, UploadStore } from '#shared/upload/upload-store.ts';

export type UndoDependencies = {
  uploads: Pick<UploadStore, 'get' | 'update' | 'recorded' | 'putStayed'>;
  households: Pick<HouseholdStore, 'get' | 'history' | 'append'>;
  lists: Pick<TargetListStore, 'get'>;
  sealer: Pick<Sealer, 'open'>;
  hash: Recording['hash'];
  now: () => Date;
  pause: (ms: number) => Promise<void>;
  /** Whether the caller has no time for another step. */
  isOver?: () => boolean;
};

/** Steps of the load that are read together. */
const STEPS_READ = 20;
/** Households that are worked off side by side. */
const AT_ONCE = 8;
/** Entries that one transaction takes back. */
const MOST_ENTRIES = 40;
/** Ids that are named of the entries that were built upon one that stays. */
const NAMED = 20;
const ATTEMPTS = 12;

type Done = { withdrawn: number; dissolved: number; stays: StayedOfStep['stays'] };

/** Goes on with the undo of an upload until it is done or `isOver`. Does nothing for an upload that is not being undone. */
export async function undoUpload(
  { upload: id }: { upload: string },
  deps: UndoDependencies,
): Promise<{ done: boolean }> {
  const { uploads, isOver = () => false } = deps;
  let upload = await uploads.get(id);
  while (upload?.undo?.status === 'RUNNING') {
    const { undo } = upload;
    const reason = await openUndoReason(id, undo, deps.sealer);
    const steps = await uploads.recorded(id, undo.after, STEPS_READ);
    for (const step of steps) {
      if (isOver()) return { done: false };
      const { withdrawn, dissolved, stays } = await undoStep(upload, step, reason, deps);
      if (stays.length > 0) await uploads.putStayed(id, { at: step.at, stays });
      upload = await moveUpload(uploads, id, ({ undo: stands }) =>
        // Another process may have worked the same step off meanwhile.
        stands?.status === 'RUNNING' && (stands.after ?? '') < step.at
          ? {
              undo: {
                ...stands,
                after: step.at,
                withdrawn: stands.withdrawn + withdrawn,
                dissolved: stands.dissolved + dissolved,
                stayed: stands.stayed + stays.length,
              },
            }
          : undefined,
      );
      if (!upload) return { done: true };
    }
    if (steps.length === 0)
      upload = await moveUpload(uploads, id, ({ undo: stands }) =>
        stands?.status === 'RUNNING' && stands.after === undo.after
          ? { undo: { ...stands, status: 'DONE', finishedAt: deps.now().toISOString() } }
          : undefined,
      );
  }
  return { done: true };
}

async function undoStep(upload: Upload, step: RecordedStep, reason: string, deps: UndoDependencies): Promise<Done> {
  const frozenAt = new Map<string, string>();
  const list = upload.list === undefined ? undefined : await deps.lists.get(upload.list);
  if (list?.frozenAt !== undefined) frozenAt.set(list.id, list.frozenAt);
  const done: Done = { withdrawn: 0, dissolved: 0, stays: [] };
  for (let at = 0; at < step.households.length; at += AT_ONCE) {
    const some = step.households.slice(at, at + AT_ONCE);
    const undone = await Promise.all(
      some.map((one) => undoOne(one.id, { upload: upload.id, reason, frozenAt }, upload, deps)),
    );
    for (const [index, one] of some.entries()) if (undone[index]) addTo(done, one, undone[index]);
  }
  return done;
}

/** Takes back all that the upload recorded in a household, whatever others write meanwhile. Throws when they are always faster. */
async function undoOne(
  id: string,
  undoing: Parameters<typeof undoInHousehold>[2],
  { undo }: Upload,
  deps: UndoDependencies,
): Promise<UndoneHousehold | undefined> {
  if (!undo) return undefined;
  for (let attempt = 0; attempt < ATTEMPTS;) {
    const commitBy = performance.now() + COMMIT_WITHIN_MS;
    const before = await deps.households.get(id);
    if (!before) return undefined;
    // Read after the document: what was written since is not in it, and the append would be stale.
    const history = (await deps.households.history(id)).filter(({ version }) => version <= before.version);
    const recording = { recordedAt: deps.now(), recordedBy: undo.by, hash: deps.hash };
    const undone = undoInHousehold(before, history, undoing, recording, MOST_ENTRIES);
    const { household: after, entries } = undone;
    if (entries.length === 0) return undone;
    try {
      await deps.households.append([{ before, after, entries }], { commitBy });
      // Fewer than were asked for: nothing is left, and the household need not be read again.
      if (entries.length < MOST_ENTRIES) return undone;
      attempt = 0;
    } catch (conflict) {
      if (!(conflict instanceof AppendConflict)) throw conflict;
      attempt += 1;
      await deps.pause(attempt);
    }
  }
  throw new Error('Other writers were faster at every try');
}

/** Counts what of the household this very step had recorded: of another step of the load it is counted there. */
function addTo(done: Done, { id, from, to }: RecordedIn, { household, withdrawn, stays }: UndoneHousehold): void {
  const isOfStep = (version: number): boolean => version >= from && version <= to;
  done.withdrawn += withdrawn.filter(isOfStep).length;
  if (household.status === 'DISSOLVED' && isOfStep(1)) done.dissolved += 1;
  done.stays = [
    ...done.stays,
    ...stays
      .filter(({ version }) => isOfStep(version))
      .map((one) => ({ ...one, by: one.by.slice(0, NAMED), householdId: id })),
  ];
}
