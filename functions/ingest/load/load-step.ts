import { moveUpload } from '#functions/ingest/move-upload.ts';
import { uploadKeys } from '#functions/ingest/upload-keys.ts';
import type { UploadObjects } from '#functions/ingest/upload-objects.ts';
import type { FileRow, RowProblem } from '#shared/domain/intake/cells/row.ts';
import type { TargetListStore } from '#shared/target-list/target-list-store.ts';
import type { UploadStore } from '#shared/upload/upload-store.ts';

import { loadChunk, type LoadDependencies } from './load-chunk.ts';

export type LoadStepDependencies = LoadDependencies & {
  uploads: UploadStore;
  lists: Pick<TargetListStore, 'get'>;
  objects: Pick<UploadObjects, 'lines' | 'putText'>;
  /** Hears when an upload is worked on. */
  atWork?: (createdAt: string) => void;
};

/** Loads one chunk that the read step laid down, and lays down what is to be said of its rows. May be called any number of times. */
export async function loadStep(
  { upload: id, chunk }: { upload: string; chunk: number },
  deps: LoadStepDependencies,
): Promise<{ loaded: boolean }> {
  const upload = await moveUpload(deps.uploads, id, () => undefined);
  // A finished or failed upload takes no more rows: the message came late.
  if (upload?.status !== 'LOADING') return { loaded: false };
  deps.atWork?.(upload.createdAt);
  const list = upload.list === undefined ? undefined : await deps.lists.get(upload.list);
  const lines = await deps.objects.lines(uploadKeys.chunk(id, chunk));
  // No chunk is empty: one that is not there would otherwise pass for loaded.
  if (lines.length === 0) throw new Error('The chunk is not there');
  // Written by the read step of this system, one FileRow a line.
  const rows = lines.map((line) => JSON.parse(line) as FileRow);
  const progress = await loadChunk({ upload, list, chunk, rows }, deps);
  const problems: RowProblem[] = [...rows.flatMap((row) => row.problems), ...progress.problems];
  if (problems.length > 0)
    await deps.objects.putText(
      uploadKeys.problems(id, chunk),
      problems.map((problem) => `${JSON.stringify(problem)}\n`).join(''),
    );
  return { loaded: true };
}
