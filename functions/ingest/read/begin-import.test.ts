import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { failImport } from '#functions/ingest/fail/fail-import.ts';
import { finishImport } from '#functions/ingest/finish/finish-import.ts';
import { uploadKeys } from '#functions/ingest/upload-keys.ts';
import type { UploadObjects } from '#functions/ingest/upload-objects.ts';
import type { Organisation } from '#shared/domain/organisation/organisation.ts';
import { createMemoryRegisterStore } from '#shared/register/memory-register-store.ts';
import type { RegisterStore } from '#shared/register/register-store.ts';
import { createMemoryUploadStore } from '#shared/upload/memory-upload-store.ts';
import { inlineRows, rawWorkbook, rawZip, type RawPart } from '#test/fixtures/files/raw-zip.ts';
import type { ChunkProgress, RowCounts, Upload, UploadStore } from '#shared/upload/upload-store.ts';

import type { FileRow } from '#shared/domain/intake/cells/row.ts';

import { beginImport, type BeginImportDependencies } from './begin-import.ts';

const ID = '0b9f1c52-6d1e-4a53-9f60-2f4f5f1f0a11';
const AGAIN = '1c9f1c52-6d1e-4a53-9f60-2f4f5f1f0a12';
const GOOD = csv('5000000000019', '5000000000027');
const OTHER = csv('5000000000035');

function csv(...ids: string[]): string {
  return ['เลขประจำตัวประชาชน,ชื่อ,รหัสพื้นที่,วันที่สำรวจ', ...ids.map((id) => `${id},ทดสอบ,420101,7/5/2569`)].join('\n');
}

let folder: string;
let uploads: UploadStore;
let organisations: RegisterStore<Organisation>;
let objects: Map<string, Buffer>;
let deps: BeginImportDependencies & { objects: UploadObjects };
/** What happens while a file is downloaded. */
let meanwhile: () => Promise<unknown>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'begin-'));
  uploads = createMemoryUploadStore();
  organisations = createMemoryRegisterStore();
  objects = new Map();
  meanwhile = async () => undefined;
  deps = {
    uploads,
    organisations,
    workFolder: folder,
    now: () => new Date('2026-06-10T03:00:00.000Z'),
    objects: {
      download: async (key, path) => {
        const bytes = objects.get(key) ?? Buffer.alloc(0);
        await writeFile(path, bytes);
        await meanwhile();
        return etagOf(bytes);
      },
      upload: async (path, key) => void objects.set(key, await readFile(path)),
      lines: async (key) => (objects.get(key)?.toString() ?? '').split('\n').filter(Boolean),
      putText: async (key, text) => void objects.set(key, Buffer.from(text)),
    },
  };
  await announce(ID);
});
afterEach(async () => await rm(folder, { recursive: true }));

const etagOf = (bytes: Uint8Array | string): string => createHash('md5').update(bytes).digest('hex');

async function announce(id: string, more: Partial<Upload> = {}): Promise<void> {
  await uploads.create({
    id,
    version: 1,
    source: 'thaiqm-survey',
    filename: 'ก.csv',
    size: 1,
    status: 'AWAITING_FILE',
    createdAt: '2026-06-10T03:00:00.000Z',
    by: { sub: 's', roles: ['DATA_IMPORTER'], area: '42' },
    scopeAreas: ['42'],
    objectKey: uploadKeys.incoming(id),
    fileProblems: [],
    problems: [],
    ...more,
  });
}

async function post(text: string, id = ID): ReturnType<typeof beginImport> {
  objects.set(uploadKeys.incoming(id), Buffer.from(text));
  return await beginImport({ key: uploadKeys.incoming(id), size: text.length }, deps);
}

const stands = async (id = ID): Promise<Upload> => (await uploads.get(id))!;
const chunkRows = (): number =>
  [...objects]
    .filter(([key]) => key.includes('/chunks/'))
    .reduce((sum, [, bytes]) => sum + bytes.toString().trim().split('\n').length, 0);

async function loaded(counts: RowCounts, more: Partial<ChunkProgress> = {}): Promise<void> {
  const progress: ChunkProgress = {
    upload: ID,
    chunk: 0,
    step: 1,
    done: 2,
    counts,
    problems: [],
    finished: true,
    ...more,
  };
  await uploads.advance(undefined, progress);
}

describe('beginning an import', () => {
  it('lays down the rows in chunks and says which', async () => {
    expect(await post(GOOD)).toEqual({ ok: true, upload: ID, chunks: [{ upload: ID, chunk: 0 }] });
    expect(await stands()).toMatchObject({ status: 'LOADING', chunks: 1, rows: { total: 2 } });
    expect(chunkRows()).toBe(2);
  });

  it('goes on or answers as before when it is called again', async () => {
    const first = await post(GOOD);
    expect(await post(GOOD)).toEqual(first);
    const [one, other] = await Promise.all([post(GOOD), post(GOOD)]);
    expect([one, other]).toEqual([first, first]);
    expect(chunkRows()).toBe(2);
  });

  it('killed while it lays down goes on at the next call', async () => {
    const { upload } = deps.objects;
    deps.objects.upload = async () => await Promise.reject(new Error('killed'));
    await expect(post(GOOD)).rejects.toThrow('killed');
    expect((await stands()).status).toBe('READING');
    deps.objects.upload = upload;
    expect(await post(GOOD)).toMatchObject({ ok: true, chunks: [{ chunk: 0 }] });
  });

  it('does not know a key that nobody announced', async () => {
    expect(await beginImport({ key: 'incoming/x', size: 1 }, deps)).toEqual({ ok: false, code: 'upload-unknown' });
    expect(await post(GOOD, AGAIN)).toEqual({ ok: false, code: 'upload-unknown' });
  });

  it.each([
    ['an empty file', '', 'file-empty'],
    ['no table', 'ก,ข\n1,2', 'file-no-header'],
  ])('refuses %s and lays nothing down', async (_, text, code) => {
    expect(await post(text)).toEqual({ ok: false, code });
    expect(await stands()).toMatchObject({ status: 'FAILED', problems: [{ row: 0, code }] });
    expect(chunkRows()).toBe(0);
  });

  it('answers the same bytes with the first upload, but not after that one failed', async () => {
    await announce(AGAIN);
    await post(GOOD);
    expect(await post(GOOD, AGAIN)).toEqual({ ok: true, upload: AGAIN, chunks: [] });
    expect(await stands(AGAIN)).toMatchObject({ status: 'FINISHED', sameAs: ID });

    const third = '2d9f1c52-6d1e-4a53-9f60-2f4f5f1f0a13';
    await announce(third);
    await failImport({ key: uploadKeys.incoming(ID) }, { uploads, now: deps.now });
    expect(await post(GOOD, third)).toMatchObject({ chunks: [{ upload: third }] });
  });

  it('takes no rows of what is posted after the file was read, and says so once', async () => {
    await post(GOOD);
    await post(GOOD);
    expect((await stands()).fileProblems).toEqual([]);
    await post(OTHER);
    await post(OTHER);
    const told = { status: 'LOADING', rows: { total: 2 }, fileProblems: [{ row: 0, code: 'file-posted-again' }] };
    expect(await stands()).toMatchObject(told);
    expect(chunkRows()).toBe(2);
    await loaded({ created: 2, updated: 0, unchanged: 0, rejected: 0 });
    await finishImport({ upload: ID }, deps);
    expect(await stands()).toMatchObject({ ...told, status: 'FINISHED' });
  });

  it('says so of a receipt that was written before', async () => {
    await post(GOOD);
    await loaded({ created: 2, updated: 0, unchanged: 0, rejected: 0 });
    await finishImport({ upload: ID }, deps);
    await post(OTHER);
    expect(await stands()).toMatchObject({ status: 'FINISHED', fileProblems: [{ code: 'file-posted-again' }] });
  });

  it('says so when a file was posted over the first before that was read', async () => {
    objects.set(uploadKeys.incoming(ID), Buffer.from(OTHER));
    const of = (text: string) => ({ key: uploadKeys.incoming(ID), size: text.length, etag: etagOf(text) });
    await beginImport(of(GOOD), deps);
    await beginImport(of(OTHER), deps);
    expect(await stands()).toMatchObject({
      status: 'LOADING',
      rows: { total: 1 },
      fileProblems: [{ code: 'file-posted-again' }],
    });
  });

  it('says so also when what was read is a file that came before', async () => {
    await post(GOOD);
    await announce(AGAIN);
    objects.set(uploadKeys.incoming(AGAIN), Buffer.from(GOOD));
    const first = { key: uploadKeys.incoming(AGAIN), size: OTHER.length, etag: etagOf(OTHER) };
    await beginImport(first, deps);
    expect(await stands(AGAIN)).toMatchObject({ sameAs: ID, fileProblems: [{ code: 'file-posted-again' }] });
    expect((await stands()).fileProblems).toEqual([]);
  });

  it('mixes no two files, when one is posted over another that is being read', async () => {
    meanwhile = async () => {
      meanwhile = async () => undefined;
      await post(OTHER);
    };
    expect(await post(GOOD)).toMatchObject({ ok: true });
    // The second file was read first, and stands whole; the first one changed nothing.
    expect(await stands()).toMatchObject({ status: 'LOADING', rows: { total: 1 } });
    expect(chunkRows()).toBe(1);

    await announce(AGAIN);
    const { upload } = deps.objects;
    deps.objects.upload = async (...args) => {
      deps.objects.upload = upload;
      expect(await post(csv('5000000000043'), AGAIN)).toEqual({ ok: false, code: 'file-replaced' });
      await upload(...args);
    };
    expect(await post(csv('5000000000051', '5000000000060'), AGAIN)).toEqual({ ok: true, upload: AGAIN, chunks: [] });
    expect(await stands(AGAIN)).toMatchObject({ status: 'FAILED', problems: [{ code: 'file-replaced' }] });
  });
});

/** As a program writes it that knows no formats. */
function withoutFormats(...sheets: Parameters<typeof rawWorkbook>): RawPart[] {
  return rawWorkbook(...sheets).filter(({ name }) => name !== 'xl/styles.xml');
}

describe('finishing an import', () => {
  it('marks no errors in a file that was posted over the one that was read', async () => {
    await post(GOOD);
    await loaded({ created: 1, updated: 0, unchanged: 0, rejected: 1 });
    objects.set(uploadKeys.incoming(ID), Buffer.from(OTHER));
    const finished = await finishImport({ upload: ID }, deps);
    expect(finished).toMatchObject({ status: 'FINISHED', fileProblems: [{ code: 'error-workbook-missing' }] });
    expect(finished).not.toHaveProperty('errorWorkbookKey');
  });

  const counts = { created: 1, updated: 0, unchanged: 1, rejected: 0 };
  const finish = async () => await finishImport({ upload: ID }, deps);

  it('adds up the chunks', async () => {
    await post(GOOD);
    await loaded(counts);
    await finish();
    expect(await stands()).toMatchObject({ status: 'FINISHED', rows: { total: 2, ...counts } });
    const before = await stands();
    await finish();
    expect(await stands()).toEqual(before);
  });

  it('waits for chunks that are not loaded, and for outcomes that add up', async () => {
    await post(GOOD);
    await expect(finish()).rejects.toThrow('not loaded yet');
    await loaded({ ...counts, unchanged: 0 });
    await expect(finish()).rejects.toThrow('do not add up');
    expect((await stands()).status).toBe('LOADING');
  });

  describe('with rejected rows', () => {
    const rejected = { created: 1, updated: 0, unchanged: 0, rejected: 1 };
    const without = [{ row: 0, severity: 'warning', code: 'error-workbook-missing' }];

    it('links the workbook', async () => {
      await post(GOOD);
      await loaded(rejected);
      await finish();
      const { errorWorkbookKey = '', fileProblems } = await stands();
      expect([objects.has(errorWorkbookKey), fileProblems]).toEqual([true, []]);
    });

    it('gives the receipt without the workbook when it is told to, and says so', async () => {
      await post(GOOD);
      await loaded(rejected);
      await finishImport({ upload: ID, workbook: false }, deps);
      const { status, rows, errorWorkbookKey, fileProblems } = await stands();
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
      objects.set(uploadKeys.incoming(ID), rawZip(bookOf(sheets)));
      expect(await beginImport({ key: uploadKeys.incoming(ID), size: 1 }, deps)).toMatchObject({ ok: true });
      await loaded(rejected);
      await finish();
      const { status, errorWorkbookKey = 'none', fileProblems } = await stands();
      expect([status, errorWorkbookKey]).toEqual(['FINISHED', none ?? uploadKeys.errorWorkbook(ID)]);
      expect(fileProblems).toMatchObject([{ code: 'sheet-hidden' }, ...said]);
    });

    it('says nothing of a workbook when there is nothing to mark', async () => {
      await post(GOOD);
      await loaded(counts);
      await finishImport({ upload: ID, workbook: false }, deps);
      expect((await stands()).fileProblems).toEqual([]);
    });
  });

  it('gives the files back also when there are only warnings, and none when there is nothing to mark', async () => {
    await post(GOOD);
    await loaded(counts);
    const warning = { row: 2, severity: 'warning', code: 'w', message: 'ควรตรวจ' };
    await deps.objects.putText(uploadKeys.problems(ID, 0), JSON.stringify(warning));
    await finish();
    const { errorWorkbookKey = '', errorCsvKey = '', fileProblems } = await stands();
    expect(fileProblems).toEqual([]);
    expect(objects.has(errorWorkbookKey)).toBe(true);
    expect(objects.get(errorCsvKey)?.toString()).toContain('5000000000019,ทดสอบ,420101,7/5/2569,คำเตือน: ควรตรวจ,');

    await announce(AGAIN);
    await post(OTHER, AGAIN);
    await loaded({ ...counts, unchanged: 0 }, { upload: AGAIN });
    await finishImport({ upload: AGAIN }, deps);
    expect(await stands(AGAIN)).not.toHaveProperty('errorWorkbookKey');
  });

  it('shows the first hundred problems in the order of rows, the file’s own only once', async () => {
    await post(GOOD);
    const before = await stands();
    const hidden = { row: 0, severity: 'warning', code: 'sheet-hidden', message: 'มีแผ่นงานซ่อน' } as const;
    await uploads.update(before, { ...before, version: before.version + 1, fileProblems: [hidden] });
    await loaded(counts);
    const problems = Array.from({ length: 150 }, (_, at) => ({
      row: 151 - at,
      severity: 'warning',
      code: 'moo-unreadable',
      message: `ที่ ${at}`,
    }));
    await deps.objects.putText(
      uploadKeys.problems(ID, 0),
      problems.map((problem) => JSON.stringify(problem)).join('\n'),
    );
    await finish();
    const { problems: shown, fileProblems, problemList } = await stands();
    expect(shown.map(({ row }) => row)).toEqual(Array.from({ length: 100 }, (_, at) => at + 2));
    expect(problemList?.codes).toMatchObject({ 'moo-unreadable': { rows: 150, from: 0, to: problemList?.bytes } });
    expect(fileProblems).toEqual([hidden]);
  });
});

describe('columns that an office has mapped by hand', () => {
  const OFFICE = ['area#42#DATA_IMPORTER', 'thaiqm-survey'] as const;
  const own = (name: string): string => GOOD.replace('วันที่สำรวจ', name);
  const noted = GOOD.replace('วันที่สำรวจ', 'วันที่สำรวจ,หมายเหตุ').replaceAll('2569', '2569,ก');
  const finish = async (): Promise<unknown> => {
    await loaded({ created: 2, updated: 0, unchanged: 0, rejected: 0 });
    return await finishImport({ upload: ID }, deps);
  };
  async function map(columns: Upload['columns'] & object, id = ID): Promise<void> {
    const before = await stands(id);
    await uploads.update(before, { ...before, version: before.version + 1, columns });
  }

  it('are remembered for it when the import has finished, as far as the file was read by them', async () => {
    await map({ วันออกเก็บ: 'survey_date', เขียนไว้เฉยๆ: 'village' });
    expect(await post(own('วันออกเก็บ'))).toMatchObject({ ok: true });
    expect(await uploads.columnsOf(...OFFICE)).toEqual({});
    await finish();
    expect(await uploads.columnsOf(...OFFICE)).toEqual({ วันออกเก็บ: 'survey_date' });
  });

  it('are not remembered when it fails', async () => {
    await map({ วันออกเก็บ: 'survey_date' });
    await post(own('วันออกเก็บ'));
    await failImport({ key: uploadKeys.incoming(ID) }, { uploads, now: deps.now });
    await finishImport({ upload: ID }, deps);
    expect(await uploads.columnsOf(...OFFICE)).toEqual({});
  });

  it('are remembered by a call again, when the first one died after the receipt', async () => {
    await map({ วันออกเก็บ: 'survey_date' });
    await post(own('วันออกเก็บ'));
    const { rememberColumns } = uploads;
    uploads.rememberColumns = async () => await Promise.reject(new Error('killed'));
    await expect(finish()).rejects.toThrow('killed');
    expect(await stands()).toMatchObject({ status: 'FINISHED' });
    uploads.rememberColumns = rememberColumns;
    expect(await finishImport({ upload: ID }, deps)).toBeUndefined();
    expect(await uploads.columnsOf(...OFFICE)).toEqual({ วันออกเก็บ: 'survey_date' });
  });

  it('are used for the next file, with what is sent with it', async () => {
    await uploads.rememberColumns(...OFFICE, () => ({ วันออกเก็บ: 'birth_date', ผู้ตอบ: 'first_name' }));
    await map({ วันออกเก็บ: 'survey_date' });
    expect(await post(own('วันออกเก็บ').replace('ชื่อ', 'ผู้ตอบ'))).toMatchObject({ ok: true });
    expect((await stands()).columns).toEqual({ วันออกเก็บ: 'survey_date', ผู้ตอบ: 'first_name' });
    expect([...objects].find(([key]) => key.includes('/chunks/'))?.[1].toString()).toContain('"firstName":"ทดสอบ"');
  });

  it('are for an upload what they were at its first reading', async () => {
    const { upload } = deps.objects;
    deps.objects.upload = async () => await Promise.reject(new Error('killed'));
    await expect(post(noted)).rejects.toThrow('killed');
    deps.objects.upload = upload;
    await uploads.rememberColumns(...OFFICE, () => ({ หมายเหตุ: 'village' }));
    expect(await post(noted)).toMatchObject({ ok: true });
    expect((await stands()).columns).toEqual({});
  });

  it('are for an upload those of the first of two readings that begin together', async () => {
    const { upload } = deps.objects;
    const { columnsOf } = uploads;
    uploads.columnsOf = async () => {
      uploads.columnsOf = columnsOf;
      deps.objects.upload = async () => await Promise.reject(new Error('killed'));
      await expect(post(noted)).rejects.toThrow('killed');
      deps.objects.upload = upload;
      return { หมายเหตุ: 'village' };
    };
    expect(await post(noted)).toMatchObject({ ok: true });
    expect((await stands()).columns).toEqual({});
  });

  it('are told by the receipt, where the file was read by them', async () => {
    await uploads.rememberColumns(...OFFICE, () => ({ หมายเหตุ: 'village' }));
    await post(noted);
    expect((await stands()).fileProblems).toMatchObject([{ row: 0, code: 'columns-mapped' }]);
    await announce(AGAIN);
    await post(OTHER, AGAIN);
    expect((await stands(AGAIN)).fileProblems).toEqual([]);
  });

  it('are not remembered when every row was rejected, nor by the same bytes again', async () => {
    await uploads.rememberColumns(...OFFICE, () => ({ วันออกเก็บ: 'survey_date' }));
    await map({ หมายเหตุ: 'birth_date' });
    await announce(AGAIN);
    await map({ หมายเหตุ: 'birth_date' }, AGAIN);
    await post(noted);
    await loaded({ created: 0, updated: 0, unchanged: 0, rejected: 2 });
    expect(await finishImport({ upload: ID }, deps)).toMatchObject({ status: 'FINISHED' });
    await post(noted, AGAIN);
    expect(await stands(AGAIN)).toMatchObject({ sameAs: ID, columns: { หมายเหตุ: 'birth_date' } });
    await finishImport({ upload: AGAIN }, deps);
    expect(await uploads.columnsOf(...OFFICE)).toEqual({ วันออกเก็บ: 'survey_date' });
  });

  it('are remembered by the same bytes again, when rows of the first got through', async () => {
    await map({ หมายเหตุ: 'village' });
    await post(noted);
    await finish();
    await uploads.rememberColumns(...OFFICE, () => ({ วันออกเก็บ: 'survey_date' }));
    await announce(AGAIN);
    await map({ หมายเหตุ: 'village' }, AGAIN);
    await post(noted, AGAIN);
    await finishImport({ upload: AGAIN }, deps);
    expect(await uploads.columnsOf(...OFFICE)).toEqual({ วันออกเก็บ: 'survey_date', หมายเหตุ: 'village' });
  });

  it('make no other file of the same bytes, when the file has none of them', async () => {
    await announce(AGAIN);
    await map({ เขียนไว้เฉยๆ: 'village' }, AGAIN);
    await post(GOOD);
    await post(GOOD, AGAIN);
    const { status, sameAs, columns } = await stands(AGAIN);
    expect([status, sameAs, columns]).toEqual(['FINISHED', ID, {}]);
  });
});

describe('an import that broke', () => {
  const fail = (): Promise<void> => failImport({ key: uploadKeys.incoming(ID) }, { uploads, now: deps.now });

  it('is FAILED in Thai, with the rows that got through', async () => {
    await post(GOOD);
    await loaded({ created: 1, updated: 0, unchanged: 0, rejected: 0 }, { done: 1, finished: false });
    await fail();
    expect(await stands()).toMatchObject({
      status: 'FAILED',
      rows: { total: 1, created: 1 },
      problems: [
        { row: 0, severity: 'error', code: 'import-broken', message: expect.stringContaining('กรุณาส่งไฟล์เดิมอีกครั้ง') },
      ],
    });
  });

  it('is told in Thai when its file was not read in time, and is not read again for a second event', async () => {
    const { upload } = deps.objects;
    deps.objects.upload = async () => await Promise.reject(new Error('killed'));
    await expect(post(GOOD)).rejects.toThrow('killed');
    deps.objects.upload = upload;
    await failImport({ key: uploadKeys.incoming(ID), code: 'file-too-slow' }, { uploads, now: deps.now });
    const failed = await stands();
    expect(failed).toMatchObject({
      status: 'FAILED',
      rows: { total: 0 },
      problems: [{ row: 0, severity: 'error', code: 'file-too-slow', message: expect.stringContaining('15 นาที') }],
    });
    let downloads = 0;
    meanwhile = async () => void (downloads += 1);
    expect(await post(GOOD)).toEqual({ ok: true, upload: ID, chunks: [] });
    // Only its bytes are compared with those that were read.
    expect([downloads, await stands(), chunkRows()]).toEqual([1, failed, 0]);
  });

  it('keeps the reason of a refusal, and a receipt that was written', async () => {
    await post('');
    await fail();
    expect((await stands()).problems).toMatchObject([{ code: 'file-empty' }]);
    await failImport({ key: 'incoming/nobody' }, { uploads, now: deps.now });
  });
});

describe('the organisations that a file of help names', () => {
  const HELP = [
    'house_code,dimension,delivered_on,agency',
    '99990000000,ด้านสุขภาพ,2569-05-07,สสจ.เลย',
    '99990000001,ด้านสุขภาพ,2569-05-07,พช.',
  ].join('\n');
  const office: Organisation = {
    id: '42-k7m2q9x4tb',
    version: 1,
    nameTh: 'สำนักงานสาธารณสุขจังหวัดเลย',
    shortTh: 'สสจ.เลย',
    sector: 'STATE',
    level: 'PROVINCE',
    areaCode: '42',
    parent: null,
    reportsAs: 'moph',
    active: true,
    changedAt: '2026-06-09T03:00:00.000Z',
    changedBy: 's',
    before: [],
  };
  const rowsOf = (id: string): [unknown, string[]][] =>
    [...objects]
      .filter(([key]) => key.includes(`${id}/chunks/`))
      .flatMap(([, bytes]) => bytes.toString().trim().split('\n'))
      .map((line) => {
        const { values, problems } = JSON.parse(line) as FileRow;
        return [values.agency, problems.filter(({ severity }) => severity === 'error').map(({ code }) => code)];
      });

  it('are those of the register; a file sent again after one was entered is read again', async () => {
    const ids = ['2c9f1c52-6d1e-4a53-9f60-2f4f5f1f0a13', '3c9f1c52-6d1e-4a53-9f60-2f4f5f1f0a14', AGAIN];
    const sent = [];
    for (const [turn, id] of ids.entries()) {
      if (turn === 1) await organisations.create(office);
      await announce(id, { source: 'assistance' });
      await post(HELP, id);
      sent.push(rowsOf(id).toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
    }
    expect(sent[0]).toEqual([
      ['cdd', []],
      [undefined, ['agency-unknown']],
    ]);
    expect(sent[1]).toEqual([
      ['42-k7m2q9x4tb', []],
      ['cdd', []],
    ]);
    // Nothing was entered since: the same rows.
    expect([sent[2], (await stands(AGAIN)).sameAs]).toEqual([[], ids[1]]);
  });
});
