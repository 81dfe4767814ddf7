import { moveUpload } from '#functions/ingest/move-upload.ts';
import { uploadKeys } from '#functions/ingest/upload-keys.ts';
import { sumOf } from '#functions/ingest/row-counts.ts';
import { FILE_REFUSALS } from '#shared/file-refusals.ts';
import type { UploadStore } from '#shared/upload/upload-store.ts';

/**
 * Marks an upload FAILED when a step broke after all its attempts. Rows that were loaded stay: the same file sent again
 * takes over its claim and finds them unchanged. A refused file has been marked with its reason already. `code` says what broke
 * it: `file-too-slow` when the file was not read in the time there is, of which its office is told.
 */
export async function failImport(
  { key, code }: { key: string; code?: string | undefined },
  { uploads, now }: { uploads: Pick<UploadStore, 'get' | 'update' | 'allProgress'>; now: () => Date },
): Promise<void> {
  const id = uploadKeys.uploadOf(key);
  if (id === undefined) return;
  const counts = sumOf(await uploads.allProgress(id));
  const total = counts.created + counts.updated + counts.unchanged + counts.rejected;
  await moveUpload(uploads, id, () => ({
    status: 'FAILED',
    // The rows that got through: the receipt adds up, as every receipt does.
    rows: { total, ...counts },
    finishedAt: now().toISOString(),
    problems: [{ row: 0, severity: 'error', ...(code === TOO_SLOW.code ? TOO_SLOW : BROKEN) }],
  }));
}

const TOO_SLOW = { code: 'file-too-slow', message: FILE_REFUSALS['file-too-slow'][0] } as const;
const BROKEN = {
  code: 'import-broken',
  message: 'ระบบขัดข้องระหว่างนำเข้า กรุณาส่งไฟล์เดิมอีกครั้ง แถวที่นำเข้าแล้วจะไม่ซ้ำ',
} as const;
