import { route, type BoundRoute } from '#functions/middleware/call.ts';
import { createUpload, LARGEST_FILE, readUpload as readContract } from '#shared/contracts/uploads.ts';
import { Problem } from '#shared/problems.ts';
import type { TargetListStore } from '#shared/target-list/target-list-store.ts';
import type { UploadStore } from '#shared/upload/upload-store.ts';

import { offerUpload } from './offer-upload.ts';
import { readUpload } from './read-upload.ts';
import type { UploadFiles } from './upload-files.ts';

export type UploadDeps = { uploads: UploadStore; lists: TargetListStore; files: UploadFiles; newId: () => string };

export function uploadCalls(deps: UploadDeps): readonly BoundRoute[] {
  return [
    route(createUpload)(async (call) => {
      const { id } = await call.once(async () => ({ id: (await offerUpload(deps, call)).id }));
      const upload = await deps.uploads.get(id);
      if (!upload) throw new Problem('upload-not-found');
      return { reply: { uploadId: id, ...(await deps.files.form(upload.objectKey, LARGEST_FILE)) } };
    }),
    route(readContract)(async (call) => ({ reply: await readUpload(deps, call) })),
  ];
}
