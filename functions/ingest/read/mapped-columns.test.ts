import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { failImport } from '#functions/ingest/fail/fail-import.ts';
import { finishImport } from '#functions/ingest/finish/finish-import.ts';
import { uploadKeys } from '#functions/ingest/upload-keys.ts';
import {
  AGAIN,
  GOOD,
  ID,
  OTHER,
  importInMemory,
  type ImportInMemory,
} from '#functions/ingest/test/import-in-memory.ts';
import type { Upload } from '#shared/upload/upload-store.ts';

let world: ImportInMemory;
beforeEach(async () => {
  world = await importInMemory();
});
afterEach(async () => await world.end());

describe('columns that an office has mapped by hand', () => {
  const OFFICE = ['area#42#DATA_IMPORTER', 'thaiqm-survey'] as const;
  const own = (name: string): string => GOOD.replace('วันที่สำรวจ', name);
  const noted = GOOD.replace('วันที่สำรวจ', 'วันที่สำรวจ,หมายเหตุ').replaceAll('2569', '2569,ก');
  const finish = async (): Promise<unknown> => {
    await world.loaded({ created: 2, updated: 0, unchanged: 0, rejected: 0 });
    return await finishImport({ upload: ID }, world.deps);
  };
  async function map(columns: Upload['columns'] & object, id = ID): Promise<void> {
    const before = await world.stored(id);
    await world.uploads.update(before, { ...before, version: before.version + 1, columns });
  }

  it('are remembered for it when the import has finished, as far as the file was read by them', async () => {
    await map({ วันออกเก็บ: 'survey_date', เขียนไว้เฉยๆ: 'village' });
    expect(await world.post(own('วันออกเก็บ'))).toMatchObject({ ok: true });
    expect(await world.uploads.columnsOf(...OFFICE)).toEqual({});
    await finish();
    expect(await world.uploads.columnsOf(...OFFICE)).toEqual({ วันออกเก็บ: 'survey_date' });
  });

  it('are not remembered when it fails', async () => {
    await map({ วันออกเก็บ: 'survey_date' });
    await world.post(own('วันออกเก็บ'));
    await failImport({ key: uploadKeys.incoming(ID) }, world.deps);
    await finishImport({ upload: ID }, world.deps);
    expect(await world.uploads.columnsOf(...OFFICE)).toEqual({});
  });

  it('are remembered by a call again, when the first one died after the receipt', async () => {
    await map({ วันออกเก็บ: 'survey_date' });
    await world.post(own('วันออกเก็บ'));
    const { rememberColumns } = world.uploads;
    world.uploads.rememberColumns = async () => await Promise.reject(new Error('killed'));
    await expect(finish()).rejects.toThrow('killed');
    expect(await world.stored()).toMatchObject({ status: 'FINISHED' });
    world.uploads.rememberColumns = rememberColumns;
    expect(await finishImport({ upload: ID }, world.deps)).toBeUndefined();
    expect(await world.uploads.columnsOf(...OFFICE)).toEqual({ วันออกเก็บ: 'survey_date' });
  });

  it('are used for the next file, with what is sent with it', async () => {
    await world.uploads.rememberColumns(...OFFICE, () => ({ วันออกเก็บ: 'birth_date', ผู้ตอบ: 'first_name' }));
    await map({ วันออกเก็บ: 'survey_date' });
    expect(await world.post(own('วันออกเก็บ').replace('ชื่อ', 'ผู้ตอบ'))).toMatchObject({ ok: true });
    expect((await world.stored()).columns).toEqual({ วันออกเก็บ: 'survey_date', ผู้ตอบ: 'first_name' });
    expect([...world.objects].find(([key]) => key.includes('/chunks/'))?.[1].toString()).toContain(
      '"firstName":"ทดสอบ"',
    );
  });

  it('are for an upload what they were at its first reading', async () => {
    const { upload } = world.deps.objects;
    world.deps.objects.upload = async () => await Promise.reject(new Error('killed'));
    await expect(world.post(noted)).rejects.toThrow('killed');
    world.deps.objects.upload = upload;
    await world.uploads.rememberColumns(...OFFICE, () => ({ หมายเหตุ: 'village' }));
    expect(await world.post(noted)).toMatchObject({ ok: true });
    expect((await world.stored()).columns).toEqual({});
  });

  it('are for an upload those of the first of two readings that begin together', async () => {
    const { upload } = world.deps.objects;
    const { columnsOf } = world.uploads;
    world.uploads.columnsOf = async () => {
      world.uploads.columnsOf = columnsOf;
      world.deps.objects.upload = async () => await Promise.reject(new Error('killed'));
      await expect(world.post(noted)).rejects.toThrow('killed');
      world.deps.objects.upload = upload;
      return { หมายเหตุ: 'village' };
    };
    expect(await world.post(noted)).toMatchObject({ ok: true });
    expect((await world.stored()).columns).toEqual({});
  });

  it('are told by the receipt, where the file was read by them', async () => {
    await world.uploads.rememberColumns(...OFFICE, () => ({ หมายเหตุ: 'village' }));
    await world.post(noted);
    expect((await world.stored()).fileProblems).toMatchObject([{ row: 0, code: 'columns-mapped' }]);
    await world.announce(AGAIN);
    await world.post(OTHER, AGAIN);
    expect((await world.stored(AGAIN)).fileProblems).toEqual([]);
  });

  it('are not remembered when every row was rejected, nor by the same bytes again', async () => {
    await world.uploads.rememberColumns(...OFFICE, () => ({ วันออกเก็บ: 'survey_date' }));
    await map({ หมายเหตุ: 'birth_date' });
    await world.announce(AGAIN);
    await map({ หมายเหตุ: 'birth_date' }, AGAIN);
    await world.post(noted);
    await world.loaded({ created: 0, updated: 0, unchanged: 0, rejected: 2 });
    expect(await finishImport({ upload: ID }, world.deps)).toMatchObject({ status: 'FINISHED' });
    await world.post(noted, AGAIN);
    expect(await world.stored(AGAIN)).toMatchObject({ sameAs: ID, columns: { หมายเหตุ: 'birth_date' } });
    await finishImport({ upload: AGAIN }, world.deps);
    expect(await world.uploads.columnsOf(...OFFICE)).toEqual({ วันออกเก็บ: 'survey_date' });
  });

  it('are remembered by the same bytes again, when rows of the first got through', async () => {
    await map({ หมายเหตุ: 'village' });
    await world.post(noted);
    await finish();
    await world.uploads.rememberColumns(...OFFICE, () => ({ วันออกเก็บ: 'survey_date' }));
    await world.announce(AGAIN);
    await map({ หมายเหตุ: 'village' }, AGAIN);
    await world.post(noted, AGAIN);
    await finishImport({ upload: AGAIN }, world.deps);
    expect(await world.uploads.columnsOf(...OFFICE)).toEqual({ วันออกเก็บ: 'survey_date', หมายเหตุ: 'village' });
  });

  it('make no other file of the same bytes, when the file has none of them', async () => {
    await world.announce(AGAIN);
    await map({ เขียนไว้เฉยๆ: 'village' }, AGAIN);
    await world.post(GOOD);
    await world.post(GOOD, AGAIN);
    const { status, sameAs, columns } = await world.stored(AGAIN);
    expect([status, sameAs, columns]).toEqual(['FINISHED', ID, {}]);
  });
});
