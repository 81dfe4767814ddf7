import { route, type BoundRoute } from '#functions/middleware/call.ts';
import type { Cursors } from '#functions/middleware/cursor.ts';
import {
  createUpload,
  dismissUpload as dismissContract,
  listUploadProblems as problemsContract,
  listUploads as listContract,
  readUpload as readContract,
  readUploadTemplate as templateContract,
  readUploadUndo as readUndoContract,
  undoUpload as undoContract,
} from '#shared/contracts/uploads.ts';
import { scopesFor } from '#shared/domain/access/access.ts';
import type { Sealer } from '#shared/sealing/sealer.ts';
import type { TargetListStore } from '#shared/target-list/target-list-store.ts';
import type { Upload, UploadStore } from '#shared/upload/upload-store.ts';

import type { StartExecution } from '#functions/api/start-execution.ts';

import { listProblems } from './list-problems.ts';
import { listUploads } from './list-uploads.ts';
import { offerUpload } from './offer-upload.ts';
import { readUpload, uploadInScope } from './read-upload.ts';
import { templateWorkbook } from './template-workbook.ts';
import { beginUndo, dismissUpload, readUndo } from './undo-upload.ts';
import type { UploadFiles } from './upload-files.ts';

export type UploadDeps = {
  uploads: UploadStore;
  lists: TargetListStore;
  files: UploadFiles;
  sealer: Sealer;
  cursors: Cursors;
  newId: () => string;
  /** Starts the state machine that undoes uploads. */
  startUndo: StartExecution;
};

export function uploadCalls(deps: UploadDeps): readonly BoundRoute[] {
  return [
    route(createUpload)(async (call) => {
      let upload: Upload | undefined;
      const { answer } = await call.once<{ id: string }>(async (claimFor) => {
        upload = await offerUpload(deps, call, claimFor);
        return { id: upload.id };
      });
      const { principal } = call;
      upload ??= await uploadInScope(deps.uploads, answer.id, scopesFor(principal, 'uploads:read'), principal);
      return { reply: { uploadId: upload.id, ...(await deps.files.form(upload.objectKey, upload.size)) } };
    }),
    route(listContract)(async (call) => ({ reply: await listUploads(deps, call) })),
    route(readContract)(async (call) => ({ reply: await readUpload(deps, call) })),
    route(templateContract)(async ({ params: { source } }) => {
      return { reply: await templateWorkbook(source) };
    }),
    route(undoContract)(async (call) => ({ reply: await beginUndo(deps, call) })),
    route(readUndoContract)(async (call) => ({ reply: await readUndo(deps, call) })),
    route(dismissContract)(async (call) => ({ reply: await dismissUpload(deps, call) })),
    route(problemsContract)(async (call) => ({ reply: await listProblems(deps, call) })),
  ];
}
