import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { failImport } from '#functions/ingest/fail/fail-import.ts';
import { uploadKeys } from '#functions/ingest/upload-keys.ts';
import { GOOD, ID, importInMemory, type ImportInMemory } from '#functions/ingest/test/import-in-memory.ts';

let world: ImportInMemory;
beforeEach(async () => {
  world = await importInMemory();
});
afterEach(async () => await world.end());

describe('an import that broke', () => {
  const fail = (): Promise<void> => failImport({ key: uploadKeys.incoming(ID) }, world.deps);

  it('is FAILED in Thai, with the rows that got through', async () => {
    await world.post(GOOD);
    await world.loaded({ created: 1, updated: 0, unchanged: 0, rejected: 0 }, { done: 1, finished: false });
    await fail();
    expect(await world.stored()).toMatchObject({
      status: 'FAILED',
      rows: { total: 1, created: 1 },
      problems: [
        { row: 0, severity: 'error', code: 'import-broken', message: expect.stringContaining('กรุณาส่งไฟล์เดิมอีกครั้ง') },
      ],
    });
  });

  it('is told in Thai when its file was not read in time, and is not read again for a second event', async () => {
    const { upload } = world.deps.objects;
    world.deps.objects.upload = async () => await Promise.reject(new Error('killed'));
    await expect(world.post(GOOD)).rejects.toThrow('killed');
    world.deps.objects.upload = upload;
    await failImport({ key: uploadKeys.incoming(ID), code: 'file-too-slow' }, world.deps);
    const failed = await world.stored();
    expect(failed).toMatchObject({
      status: 'FAILED',
      rows: { total: 0 },
      problems: [{ row: 0, severity: 'error', code: 'file-too-slow', message: expect.stringContaining('15 นาที') }],
    });
    let downloads = 0;
    world.meanwhile = async () => void (downloads += 1);
    expect(await world.post(GOOD)).toEqual({ ok: true, upload: ID, chunks: [] });
    // Only its bytes are compared with those that were read.
    expect([downloads, await world.stored(), world.chunkRows()]).toEqual([1, failed, 0]);
  });

  it('keeps the reason of a refusal, and a receipt that was written', async () => {
    await world.post('');
    await fail();
    expect((await world.stored()).problems).toMatchObject([{ code: 'file-empty' }]);
    await failImport({ key: 'incoming/nobody' }, world.deps);
  });
});
