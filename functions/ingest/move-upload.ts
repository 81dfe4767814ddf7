import { mayStep } from '#shared/domain/life-cycle.ts';
import { UPLOAD_LIFE_CYCLE } from '#shared/domain/upload/upload-status.ts';
import type { Claim } from '#shared/idempotency/claim.ts';
import type { Upload, UploadStore } from '#shared/upload/upload-store.ts';

/**
 * Moves an upload on by what `step` makes of it as it is stored, and answers with it as it is stored then. `step` returns
 * undefined to leave it; a step that the life-cycle does not allow is left, too (the same message came twice). `claim`: of the call that moves it.
 */
export async function moveUpload(
  uploads: Pick<UploadStore, 'get' | 'update'>,
  id: string,
  step: (upload: Upload) => Partial<Upload> | undefined,
  claim?: Claim,
): Promise<Upload | undefined> {
  for (;;) {
    const before = await uploads.get(id);
    const changes = before && step(before);
    if (!before || !changes) return before;
    if (changes.status !== undefined && !mayStep(UPLOAD_LIFE_CYCLE, before.status, changes.status)) return before;
    const after: Upload = { ...before, ...changes, version: before.version + 1 };
    if (await uploads.update(before, after, claim)) return after;
  }
}
