import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { finishImport } from '#functions/ingest/finish/finish-import.ts';
import { beginImport } from '#functions/ingest/read/begin-import.ts';
import { uploadKeys } from '#functions/ingest/upload-keys.ts';
import {
  AGAIN,
  GOOD,
  ID,
  OTHER,
  importInMemory,
  type ImportInMemory,
} from '#functions/ingest/test/import-in-memory.ts';
import { ERROR_COLUMNS } from '#shared/domain/intake/columns/error-columns.ts';
import type { Upload } from '#shared/upload/upload-store.ts';
import { inlineRows, rawWorkbook, rawZip, type RawPart } from '#test/fixtures/files/raw-zip.ts';

let world: ImportInMemory;
beforeEach(async () => {
  world = await importInMemory();
});
afterEach(async () => await world.end());

/** As a program writes it that knows no formats. */
function withoutFormats(...sheets: Parameters<typeof rawWorkbook>): RawPart[] {
  return rawWorkbook(...sheets).filter(({ name }) => name !== 'xl/styles.xml');
}

describe('finishing an import', () => {
  it('marks no errors in a file that was posted over the one that was read', async () => {
    await world.post(GOOD);
    await world.loaded({ created: 1, updated: 0, unchanged: 0, rejected: 1 });
    world.objects.set(uploadKeys.incoming(ID), Buffer.from(OTHER));
    const finished = await finishImport({ upload: ID }, world.deps);
    expect(finished).toMatchObject({ status: 'FINISHED', fileProblems: [{ code: 'error-workbook-missing' }] });
    expect(finished).not.toHaveProperty('errorWorkbookKey');
  });

  const counts = { created: 1, updated: 0, unchanged: 1, rejected: 0 };
  const finish = async () => await finishImport({ upload: ID }, world.deps);

  it('adds up the chunks', async () => {
    await world.post(GOOD);
    await world.loaded(counts);
    await finish();
    expect(await world.stored()).toMatchObject({ status: 'FINISHED', rows: { total: 2, ...counts } });
    const before = await world.stored();
    await finish();
    expect(await world.stored()).toEqual(before);
  });

  it('waits for chunks that are not loaded, and for outcomes that add up', async () => {
    await world.post(GOOD);
    await expect(finish()).rejects.toThrow('not loaded yet');
    await world.loaded({ ...counts, unchanged: 0 });
    await expect(finish()).rejects.toThrow('do not add up');
    expect((await world.stored()).status).toBe('LOADING');
  });

  describe('of rows that were rejected before', () => {
    const rejected = { created: 1, updated: 0, unchanged: 0, rejected: 1 };
    const first = async (more: Partial<Upload> = {}): Promise<void> => {
      await world.announce(AGAIN, {
        status: 'FINISHED',
        createdAt: '2026-06-01T03:00:00.000Z',
        finishedAt: '2026-06-01T03:05:00.000Z',
        rows: { total: 2, ...rejected },
        ...more,
      });
    };

    it('ends the wait for them', async () => {
      await first();
      await world.post(GOOD);
      await world.loaded(counts);
      await finish();
      expect(await world.stored(AGAIN)).toMatchObject({ correctedBy: ID });
      const stands = await world.stored(AGAIN);
      // The process may have died before it said so.
      await finish();
      expect(await world.stored(AGAIN)).toEqual(stands);
    });

    it('ends no wait of another office, or for a file that somebody let go', async () => {
      await first({ by: { sub: 'x', roles: ['DISTRICT_OFFICER'], area: '42' } });
      await world.post(GOOD);
      await world.loaded(counts);
      await finish();
      expect(await world.stored(AGAIN)).not.toHaveProperty('correctedBy');
    });

    it('knows a file that was given back by its columns, however many rows it has', async () => {
      await first({ rows: { ...rejected, total: 9 } });
      const [header = '', ...rows] = GOOD.split('\n');
      await world.post([`${header},${Object.values(ERROR_COLUMNS).join(',')}`, ...rows].join('\n'));
      await world.loaded(counts);
      await finish();
      expect(await world.stored(AGAIN)).toMatchObject({ correctedBy: ID });
    });
  });

  describe('with rejected rows', () => {
    const rejected = { created: 1, updated: 0, unchanged: 0, rejected: 1 };
    const without = [{ row: 0, severity: 'warning', code: 'error-workbook-missing' }];

    it('links the workbook', async () => {
      await world.post(GOOD);
      await world.loaded(rejected);
      await finish();
      const { errorWorkbookKey = '', fileProblems } = await world.stored();
      expect([world.objects.has(errorWorkbookKey), fileProblems]).toEqual([true, []]);
    });

    it('gives the receipt without the workbook when it is told to, and says so', async () => {
      await world.post(GOOD);
      await world.loaded(rejected);
      await finishImport({ upload: ID, workbook: false }, world.deps);
      const { status, rows, errorWorkbookKey, fileProblems } = await world.stored();
      expect([status, rows, errorWorkbookKey]).toEqual(['FINISHED', { total: 2, ...rejected }, undefined]);
      expect(fileProblems).toMatchObject(without);
    });

    it.each([
      ['marks the workbook', rawWorkbook, undefined, []],
      ['does without the plain copy', withoutFormats, 'none', without],
    ])('%s when a sheet that was not read turns out to be damaged', async (_, bookOf, none, said) => {
      const header = GOOD.split('\n').map((line) => line.split(','));
      const damaged = '<sheetData><row r="1"><c r="A1"><v>1</v></row></sheetData>';
      const sheets = [
        { name: 'ก', xml: inlineRows(header) },
        { name: 'ข', state: 'hidden', xml: damaged },
      ];
      world.objects.set(uploadKeys.incoming(ID), rawZip(bookOf(sheets)));
      expect(await beginImport({ key: uploadKeys.incoming(ID), size: 1 }, world.deps)).toMatchObject({ ok: true });
      await world.loaded(rejected);
      await finish();
      const { status, errorWorkbookKey = 'none', fileProblems } = await world.stored();
      expect([status, errorWorkbookKey]).toEqual(['FINISHED', none ?? uploadKeys.errorWorkbook(ID)]);
      expect(fileProblems).toMatchObject([{ code: 'sheet-hidden' }, ...said]);
    });

    it('says nothing of a workbook when there is nothing to mark', async () => {
      await world.post(GOOD);
      await world.loaded(counts);
      await finishImport({ upload: ID, workbook: false }, world.deps);
      expect((await world.stored()).fileProblems).toEqual([]);
    });
  });

  it('gives the files back also when there are only warnings, and none when there is nothing to mark', async () => {
    await world.post(GOOD);
    await world.loaded(counts);
    const warning = { row: 2, severity: 'warning', code: 'w', message: 'ควรตรวจ' };
    await world.deps.objects.putText(uploadKeys.problems(ID, 0), JSON.stringify(warning));
    await finish();
    const { errorWorkbookKey = '', errorCsvKey = '', fileProblems } = await world.stored();
    expect(fileProblems).toEqual([]);
    expect(world.objects.has(errorWorkbookKey)).toBe(true);
    expect(world.objects.get(errorCsvKey)?.toString()).toContain(
      '5000000000019,ทดสอบ,420101,7/5/2569,คำเตือน: ควรตรวจ,',
    );

    await world.announce(AGAIN);
    await world.post(OTHER, AGAIN);
    await world.loaded({ ...counts, unchanged: 0 }, { upload: AGAIN });
    await finishImport({ upload: AGAIN }, world.deps);
    expect(await world.stored(AGAIN)).not.toHaveProperty('errorWorkbookKey');
  });

  it('shows the first hundred problems in the order of rows, the file’s own only once', async () => {
    await world.post(GOOD);
    const before = await world.stored();
    const hidden = { row: 0, severity: 'warning', code: 'sheet-hidden', message: 'มีแผ่นงานซ่อน' } as const;
    await world.uploads.update(before, { ...before, version: before.version + 1, fileProblems: [hidden] });
    await world.loaded(counts);
    const problems = Array.from({ length: 150 }, (_, at) => ({
      row: 151 - at,
      severity: 'warning',
      code: 'moo-unreadable',
      message: `ที่ ${at}`,
    }));
    await world.deps.objects.putText(
      uploadKeys.problems(ID, 0),
      problems.map((problem) => JSON.stringify(problem)).join('\n'),
    );
    await finish();
    const { problems: shown, fileProblems, problemList } = await world.stored();
    expect(shown.map(({ row }) => row)).toEqual(Array.from({ length: 100 }, (_, at) => at + 2));
    expect(problemList?.codes).toMatchObject({ 'moo-unreadable': { rows: 150, from: 0, to: problemList?.bytes } });
    expect(fileProblems).toEqual([hidden]);
  });
});
