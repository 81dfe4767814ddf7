import { readFile } from 'node:fs/promises';

import { beforeEach, describe, expect, it, vi } from 'vitest';

import { listProblems } from '#functions/ingest/finish/list-problems.ts';
import { uploadKeys } from '#functions/ingest/upload-keys.ts';
import type { RowProblem } from '#shared/domain/intake/cells/row.ts';
import { LARGEST_FILE } from '#shared/contracts/uploads.ts';
import type { Upload } from '#shared/upload/upload-store.ts';
import { account, createInProcessApi, type Account, type InProcessApi } from '#test/api/in-process-api.ts';
import { temporaryFolder } from '#test/fixtures/files/temporary-file.ts';
import { newTargetList } from '#test/api/synthetic-household.ts';

const officer = account('DISTRICT_OFFICER', { area: '4201' });
const secretariat = account('PROVINCE_SECRETARIAT', { area: '42' });
const agency = account('AGENCY_FOCAL', { agency: 'cdd' });

let api: InProcessApi;
beforeEach(() => {
  api = createInProcessApi();
});

const survey = { source: 'thaiqm-survey', filename: 'สำรวจ.xlsx', size: 1000 };
const offer = (who: Account, body: unknown, headers: Record<string, string> = {}) =>
  api.request(who, 'POST', '/v1/uploads', { body, headers });

describe('offering an upload', () => {
  it('gives a form for exactly one object', async () => {
    const { status, body } = await offer(officer, survey);
    expect(status).toBe(201);
    expect(body).toEqual({
      uploadId: body.uploadId,
      url: 'https://files.example/',
      fields: { key: `incoming/${body.uploadId}` },
    });
    expect(await api.stores.uploads.get(body.uploadId)).toMatchObject({
      status: 'AWAITING_FILE',
      scopeAreas: ['4201'],
      by: { sub: officer.sub, area: '4201' },
    });
  });

  it.each([
    ['an unknown source', { ...survey, source: 'party' }, 422, 'invalid-input'],
    ['an empty file', { ...survey, size: 0 }, 422, 'file-refused'],
    ['a file over the limit', { ...survey, size: LARGEST_FILE + 1 }, 413, 'too-large'],
    ['targets without a list', { ...survey, source: 'tpmap-targets' }, 422, 'list-required'],
    ['a list that does not exist', { ...survey, source: 'tpmap-targets', list: 'none' }, 404, 'target-list-not-found'],
  ])('refuses %s', async (_, body, status, code) => {
    const answered = await offer(officer, body);
    expect([answered.status, answered.body.code]).toEqual([status, code]);
  });

  it('fills lists of the area until they are superseded, late after the freeze', async () => {
    const list = (await api.request(secretariat, 'POST', '/v1/target-lists', { body: newTargetList('42') })).body.id;
    const targets = { ...survey, source: 'tpmap-targets', list };
    expect((await offer(officer, targets)).status).toBe(201);
    await api.request(secretariat, 'POST', `/v1/target-lists/${list}/publish`);
    await api.request(secretariat, 'POST', `/v1/target-lists/${list}/freeze`);
    expect((await offer(officer, targets)).status).toBe(201);
    expect((await offer(account('DISTRICT_OFFICER', { area: '3101' }), targets)).status).toBe(404);
  });

  it('lets an agency send files of help, anywhere, and nothing else', async () => {
    expect((await offer(agency, survey)).status).toBe(403);
    const { body } = await offer(agency, { ...survey, source: 'assistance' });
    expect(await api.stores.uploads.get(body.uploadId)).toMatchObject({ scopeAreas: [], by: { agency: 'cdd' } });
  });

  it('may be a trial, which its receipt says', async () => {
    const { body } = await offer(officer, { ...survey, dryRun: true });
    expect(await api.stores.uploads.get(body.uploadId)).toMatchObject({ dryRun: true });
    expect((await api.request(officer, 'GET', `/v1/uploads/${body.uploadId}`)).body.dryRun).toBe(true);
    const real = (await offer(officer, { ...survey, dryRun: false })).body.uploadId;
    expect((await api.request(officer, 'GET', `/v1/uploads/${real}`)).body.dryRun).toBe(false);
    expect((await offer(officer, { ...survey, dryRun: 'yes' })).status).toBe(422);
  });

  it('is made once for one Idempotency-Key', async () => {
    const first = await offer(officer, survey, { 'Idempotency-Key': 'a' });
    const again = await offer(officer, survey, { 'Idempotency-Key': 'a' });
    expect(again.body.uploadId).toBe(first.body.uploadId);
  });

  it('is not found again by an account that lost the right to read it', async () => {
    const headers = { 'Idempotency-Key': 'a' };
    const sender = account('DISTRICT_OFFICER', { area: '4201', sub: 'moved' });
    await offer(sender, survey, headers);
    const own = await offer({ ...sender, area: '4202' }, survey, headers);
    expect(own.status, 'what an account sent itself it may always see').toBe(201);
    expect((await offer({ ...sender, roles: ['SYSADMIN'] }, survey, headers)).status).toBe(403);
  });
});

describe('columns mapped by hand', () => {
  const OFFICE = 'area#4201#DISTRICT_OFFICER';
  const own = { วันออกเก็บ: 'survey_date' } as const;
  const many = (count: number, from = 0): Record<string, 'village'> =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`หัว ก${from + at}`, 'village']));

  it('go with the upload they were sent with, and are remembered for nobody yet', async () => {
    await api.stores.uploads.rememberColumns(OFFICE, 'thaiqm-survey', () => ({ ผู้ให้ข้อมูลหลัก: 'first_name' }));
    const { body } = await offer(officer, { ...survey, columns: own });
    expect((await api.stores.uploads.get(body.uploadId))?.columns).toEqual(own);
    expect(await api.stores.uploads.columnsOf(OFFICE, 'thaiqm-survey')).toEqual({ ผู้ให้ข้อมูลหลัก: 'first_name' });
    const plain = (await offer(officer, survey)).body.uploadId;
    expect(await api.stores.uploads.get(plain)).not.toHaveProperty('columns');
  });

  it('cannot say of a header that we know that it is another column', async () => {
    const columns = { เลขประจำตัวประชาชน: 'first_name', 'หมู่บ้าน/ชุมชน': 'moo', ชื่อ: 'first_name', ...own };
    expect(await offer(officer, { ...survey, columns })).toMatchObject({
      status: 422,
      body: {
        code: 'invalid-input',
        errors: [
          {
            pointer: '/columns/เลขประจำตัวประชาชน',
            message: expect.stringContaining('"เลขประจำตัวประชาชน"'),
            code: 'column-known',
          },
          { pointer: '/columns/หมู่บ้าน~1ชุมชน', message: expect.stringContaining('"หมู่บ้าน/ชุมชน"') },
        ],
      },
    });
  });

  it('cannot be columns that files of the source do not have', async () => {
    const columns = { ยอด: 'cash_baht', วันที่ดำเนินการ: 'delivered_on', ...own };
    const { status, body } = await offer(officer, { ...survey, columns });
    expect([status, body.code]).toEqual([422, 'invalid-input']);
    expect(body.errors).toMatchObject([
      { pointer: '/columns/ยอด', message: expect.stringContaining('"จำนวนเงิน"'), code: 'column-of-other-source' },
      { pointer: '/columns/วันที่ดำเนินการ', code: 'column-of-other-source' },
    ]);
    expect((await offer(officer, { ...survey, source: 'assistance', columns: { ยอด: 'cash_baht' } })).status).toBe(201);
  });

  it('are bounded with what is remembered', async () => {
    await api.stores.uploads.rememberColumns(OFFICE, 'thaiqm-survey', () => many(150));
    expect((await offer(officer, { ...survey, columns: many(50, 150) })).status).toBe(201);
    expect((await offer(officer, { ...survey, columns: many(100, 50) })).status).toBe(201);
    expect(await offer(officer, { ...survey, columns: many(51, 150) })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/columns', code: 'too-many-columns', message: expect.stringContaining('200') }] },
    });
    const longer = { ['ก'.repeat(201)]: 'village' };
    expect((await offer(officer, { ...survey, columns: longer })).status).toBe(422);
  });
});

/** Moves an upload to its end, as the finish step does. */
async function finished(id: string, change: Partial<Upload>): Promise<void> {
  const before = await api.stores.uploads.get(id);
  if (!before) throw new Error('no upload');
  await api.stores.uploads.update(before, {
    ...before,
    version: before.version + 1,
    status: 'FINISHED',
    finishedAt: '2026-05-20T03:05:00.000Z',
    ...change,
  });
}

describe('the receipt', () => {
  const read = (who: Account, id: string) => api.request(who, 'GET', `/v1/uploads/${id}`);
  const problem = (row: number) => ({
    row,
    severity: 'error' as const,
    code: 'area-unknown' as const,
    message: 'ไม่รู้จักพื้นที่',
  });

  it('starts empty', async () => {
    const { uploadId } = (await offer(officer, survey)).body;
    expect((await read(officer, uploadId)).body).toMatchObject({
      id: uploadId,
      status: 'AWAITING_FILE',
      rows: { total: 0, created: 0, updated: 0, unchanged: 0, rejected: 0 },
      problems: [],
      errorWorkbook: null,
      finishedAt: null,
    });
  });

  it('shows while rows are loaded how many of them are done', async () => {
    const { uploadId } = (await offer(officer, survey)).body;
    await finished(uploadId, {
      status: 'LOADING',
      rows: { total: 2500, created: 0, updated: 0, unchanged: 0, rejected: 0 },
    });
    const done = { upload: uploadId, step: 1, done: 1000, problems: [], finished: true };
    const counts = { created: 900, updated: 50, unchanged: 40, rejected: 10 };
    await api.stores.uploads.advance(undefined, { ...done, chunk: 0, counts });
    await api.stores.uploads.advance(undefined, { ...done, chunk: 16, counts });
    await api.stores.uploads.advance(undefined, { ...done, chunk: 2, counts, finished: false });
    const { body } = await read(officer, uploadId);
    expect([body.status, body.rows]).toEqual([
      'LOADING',
      { total: 2500, created: 1800, updated: 100, unchanged: 80, rejected: 20 },
    ]);
  });

  it('shows counts, errors before what is said of the file, at most a hundred, and the link', async () => {
    const { uploadId } = (await offer(officer, survey)).body;
    await finished(uploadId, {
      rows: { total: 150, created: 40, updated: 5, unchanged: 4, rejected: 101 },
      fileProblems: [{ row: 0, severity: 'warning', code: 'sheet-hidden', message: 'มีแผ่นงานซ่อน' }],
      problems: Array.from({ length: 100 }, (_, row) => problem(row + 1)),
      errorWorkbookKey: `workbooks/${uploadId}`,
    });
    const { body } = await read(officer, uploadId);
    expect(body).toMatchObject({
      status: 'FINISHED',
      rows: { total: 150, rejected: 101 },
      finishedAt: '2026-05-20T10:05:00+07:00',
    });
    expect(body.problems).toHaveLength(100);
    expect(body.problems[0]).toMatchObject({ row: 1, code: 'area-unknown' });
    expect(body.problems.at(-1)).toMatchObject({ row: 0, code: 'sheet-hidden' });
    expect(body.problemCounts, 'an upload from before the list of problems').toBeNull();
    expect(body.errorWorkbook).toBe(`https://files.example/workbooks/${uploadId}`);
  });

  it('of the same file sent again is that of the first', async () => {
    const first = (await offer(officer, survey)).body.uploadId;
    const second = (await offer(officer, { ...survey, filename: 'อีกชื่อ.xlsx' })).body.uploadId;
    await finished(first, { rows: { total: 1, created: 1, updated: 0, unchanged: 0, rejected: 0 } });
    await finished(second, { sameAs: first });
    expect((await read(officer, second)).body).toMatchObject({
      id: second,
      filename: 'อีกชื่อ.xlsx',
      status: 'FINISHED',
      rows: { total: 1, created: 1 },
      finishedAt: '2026-05-20T10:05:00+07:00',
    });
  });

  it('of the same file sent again says what befell the later upload, not the first', async () => {
    const first = (await offer(officer, survey)).body.uploadId;
    const second = (await offer(officer, survey)).body.uploadId;
    const again = { row: 0, severity: 'warning', code: 'file-posted-again', message: 'ไฟล์อื่น' } as const;
    const hidden = { row: 0, severity: 'warning', code: 'sheet-hidden', message: 'มีแผ่นงานซ่อน' } as const;
    await finished(first, { fileProblems: [hidden] });
    await finished(second, { sameAs: first, fileProblems: [again] });
    expect((await read(officer, second)).body.problems).toMatchObject([again, hidden]);
    expect((await read(officer, first)).body.problems).toEqual([hidden]);
    const third = (await offer(officer, survey)).body.uploadId;
    await finished(first, { fileProblems: [again, hidden] });
    await finished(third, { sameAs: first });
    expect((await read(officer, third)).body.problems).toEqual([hidden]);
  });

  it('of an upload whose stored code is out of use is given all the same', async () => {
    const { uploadId } = (await offer(officer, survey)).body;
    await finished(uploadId, { problems: [{ ...problem(2), code: 'moo-unknown' as 'other' }] });
    const { status, body } = await read(officer, uploadId);
    expect([status, body.problems]).toEqual([200, [{ ...problem(2), code: 'other' }]]);
  });

  it('counts the rows of each code, of a refused file its reason', async () => {
    const { uploadId } = (await offer(officer, survey)).body;
    expect((await read(officer, uploadId)).body.problemCounts).toEqual({});
    const hidden = { row: 0, severity: 'warning', code: 'sheet-hidden', message: 'มีแผ่นงานซ่อน' } as const;
    const codes = { 'area-unknown': { rows: 12, from: 0, to: 1 } };
    await finished(uploadId, { fileProblems: [hidden], problemList: { bytes: 1, warningsFrom: 1, codes } });
    expect((await read(officer, uploadId)).body.problemCounts).toEqual({ 'area-unknown': 12, 'sheet-hidden': 1 });
    const refused = (await offer(officer, survey)).body.uploadId;
    const empty = { row: 0, severity: 'error', code: 'file-empty', message: 'ไฟล์ว่าง' } as const;
    await finished(refused, { status: 'FAILED', problems: [empty] });
    expect((await read(officer, refused)).body).toMatchObject({
      problemCounts: { 'file-empty': 1 },
      problems: [empty],
    });
  });

  it('of the same file sent again ends no earlier than it came', async () => {
    const first = (await offer(officer, survey)).body.uploadId;
    await finished(first, {});
    api.clock.now = new Date('2026-05-21T03:00:00.000Z');
    const second = (await offer(officer, survey)).body.uploadId;
    await finished(second, { sameAs: first, finishedAt: '2026-05-21T03:00:01.000Z' });
    expect((await read(officer, second)).body).toMatchObject({
      createdAt: '2026-05-21T10:00:00+07:00',
      finishedAt: '2026-05-21T10:00:01+07:00',
    });
  });

  it('is open to the office above, and to nobody beside', async () => {
    const { uploadId } = (await offer(officer, survey)).body;
    expect((await read(secretariat, uploadId)).status).toBe(200);
    expect((await read(account('DISTRICT_OFFICER', { area: '4202' }), uploadId)).status).toBe(404);
    expect((await read(agency, uploadId)).status).toBe(404);
    const help = (await offer(agency, { ...survey, source: 'assistance' })).body.uploadId;
    expect((await read(secretariat, help)).status).toBe(404);
    expect((await read(account('AGENCY_FOCAL', { agency: 'cdd', sub: 'colleague' }), help)).status).toBe(200);
  });
});

describe('the list of problems', () => {
  const hidden = { row: 0, severity: 'warning', code: 'sheet-hidden', message: 'มีแผ่นงานซ่อน' } as const;
  const behind = { row: 300, severity: 'warning', code: 'cells-behind-header', message: 'มีข้อมูลทางขวา' } as const;
  const wrong = (row: number): RowProblem => ({ row, severity: 'error', code: 'area-unknown', message: 'ไม่รู้จักพื้นที่' });
  const blank = (row: number): RowProblem => ({ row, severity: 'warning', code: 'agency-blank', message: 'ไม่ได้ระบุ' });

  /** An upload whose chunks came to these problems, finished as the finish step does it. */
  async function imported(chunks: readonly (readonly RowProblem[])[], change: Partial<Upload> = {}): Promise<string> {
    const id: string = (await offer(officer, survey)).body.uploadId;
    const upload = await api.stores.uploads.get(id);
    if (!upload) throw new Error('no upload');
    using folder = temporaryFolder();
    const { list, told } = await listProblems({ ...upload, chunks: chunks.length }, 0, {
      workFolder: folder.path,
      objects: {
        lines: async (key) =>
          (chunks.find((_, chunk) => key === uploadKeys.problems(id, chunk)) ?? []).map((one) => JSON.stringify(one)),
        upload: async (path, key) => void api.objects.set(key, await readFile(path)),
      },
    });
    await finished(id, { problems: told, problemList: list, ...change });
    return id;
  }

  async function all(id: string, query: Record<string, string> = {}, who = officer): Promise<RowProblem[][]> {
    const pages: RowProblem[][] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const asked = cursor === '' ? query : { ...query, cursor };
      const { status, body } = await api.request(who, 'GET', `/v1/uploads/${id}/problems`, { query: asked });
      expect(status).toBe(200);
      pages.push(body.items);
      cursor = body.nextCursor;
    }
    return pages;
  }
  const said = (problems: readonly RowProblem[]): string[] => problems.map(({ row, code }) => `${code} ${row}`);

  it('gives every row by itself, errors first, with what is said of the file where it belongs', async () => {
    const id = await imported([[blank(400), wrong(9)], [], [wrong(3), blank(2)]], { fileProblems: [behind, hidden] });
    const right = [
      'area-unknown 3',
      'area-unknown 9',
      'sheet-hidden 0',
      'agency-blank 2',
      'cells-behind-header 300',
      'agency-blank 400',
    ];
    expect(said((await all(id)).flat())).toEqual(right);
    for (const limit of ['1', '2', '3', '4', '5'])
      expect(said((await all(id, { limit })).flat()), limit).toEqual(right);
    expect((await all(id, { limit: '3' })).map(({ length }) => length)).toEqual([3, 3]);
  });

  it('is filtered by severity and code', async () => {
    const id = await imported([[blank(400), wrong(9), blank(8)]], { fileProblems: [hidden] });
    expect(said((await all(id, { severity: 'error' })).flat())).toEqual(['area-unknown 9']);
    expect(said((await all(id, { severity: 'warning', limit: '2' })).flat())).toEqual([
      'sheet-hidden 0',
      'agency-blank 8',
      'agency-blank 400',
    ]);
    expect(said((await all(id, { code: 'agency-blank' })).flat())).toEqual(['agency-blank 8', 'agency-blank 400']);
    expect(await all(id, { code: 'agency-blank', severity: 'error' })).toEqual([[]]);
    expect(await all(id, { code: 'moo-unreadable' })).toEqual([[]]);
    expect((await api.request(officer, 'GET', `/v1/uploads/${id}/problems`, { query: { code: 'x' } })).status).toBe(
      422,
    );
  });

  it('reads no more than a few megabytes for a page', async () => {
    const filler = Array.from({ length: 30_000 }, (_, at) => ({ ...blank(at + 2), message: 'ก'.repeat(100) }));
    const id = await imported([
      [{ ...filler[0]!, code: 'moo-unreadable' }, ...filler, { ...filler[0]!, row: 90_000, code: 'moo-unreadable' }],
    ]);
    const pages = await all(id, { code: 'moo-unreadable' });
    expect(said(pages.flat())).toEqual(['moo-unreadable 2', 'moo-unreadable 90000']);
    expect(pages.length).toBeGreaterThan(1);
    expect(said((await all(id, { limit: '500' })).flat())).toHaveLength(30_002);
  });

  it('of bytes that came before is that of the first, and of an old upload what its receipt shows', async () => {
    const first = await imported([[wrong(9)]]);
    const second = (await offer(officer, survey)).body.uploadId;
    await finished(second, { sameAs: first });
    expect(said((await all(second)).flat())).toEqual(['area-unknown 9']);
    const old = (await offer(officer, survey)).body.uploadId;
    await finished(old, { problems: [wrong(4), wrong(5)], fileProblems: [hidden] });
    expect(said((await all(old, { limit: '1' })).flat())).toEqual([
      'area-unknown 4',
      'area-unknown 5',
      'sheet-hidden 0',
    ]);
  });

  it('is open to who may read the upload, and its cursors to who got them', async () => {
    const id = await imported([[wrong(9), wrong(10)]]);
    const page = await api.request(officer, 'GET', `/v1/uploads/${id}/problems`, { query: { limit: '1' } });
    const query = { limit: '1', cursor: page.body.nextCursor };
    const path = `/v1/uploads/${id}/problems`;
    expect((await api.request(secretariat, 'GET', path)).status).toBe(200);
    expect((await api.request(secretariat, 'GET', path, { query })).body.code).toBe('cursor-invalid');
    expect((await api.request(agency, 'GET', path)).body.code).toBe('upload-not-found');
  });
});

describe('the list of uploads', () => {
  const listed = (who: Account, query: Record<string, string> = {}) =>
    api.request(who, 'GET', '/v1/uploads', { query });
  const idsOf = ({ body }: { body: { items: { id: string }[] } }): string[] => body.items.map(({ id }) => id);
  let at = 0;
  async function sent(who: Account, body: Record<string, unknown> = survey): Promise<string> {
    api.clock.now = new Date(Date.UTC(2026, 4, 20, 3, (at += 1)));
    return (await offer(who, body)).body.uploadId;
  }
  const colleague = account('DISTRICT_OFFICER', { area: '4201', sub: 'colleague' });
  const beside = account('DISTRICT_OFFICER', { area: '4202' });

  it('holds what the account may read, newest first', async () => {
    const own = await sent(officer);
    const of4202 = await sent(beside);
    const ofColleague = await sent(colleague);
    const help = await sent(agency, { ...survey, source: 'assistance' });
    expect(idsOf(await listed(officer))).toEqual([ofColleague, own]);
    expect(idsOf(await listed(secretariat))).toEqual([ofColleague, of4202, own]);
    expect(idsOf(await listed(beside))).toEqual([of4202]);
    expect(idsOf(await listed(account('AGENCY_FOCAL', { agency: 'cdd', sub: 'other' })))).toEqual([help]);
    expect(idsOf(await listed(account('AGENCY_FOCAL', { agency: 'dla' })))).toEqual([]);
    for (const who of [officer, secretariat, beside])
      for (const id of idsOf(await listed(who)))
        expect((await api.request(who, 'GET', `/v1/uploads/${id}`)).status).toBe(200);
  });

  it('says what became of each, and neither its name nor its rows', async () => {
    const id = await sent(officer, { ...survey, filename: 'นายสมชาย ใจดี.xlsx', dryRun: true });
    await finished(id, { rows: { total: 3, created: 2, updated: 0, unchanged: 0, rejected: 1 } });
    const { body, text } = await listed(colleague);
    expect(body.items).toEqual([
      {
        id,
        source: 'thaiqm-survey',
        size: 1000,
        list: null,
        dryRun: true,
        status: 'FINISHED',
        createdAt: expect.stringMatching(/^2026-05-20T10:/),
        finishedAt: '2026-05-20T10:05:00+07:00',
        rows: { total: 3, created: 2, updated: 0, unchanged: 0, rejected: 1 },
        undo: null,
        dismissed: false,
        mine: false,
        area: '4201',
        agency: null,
      },
    ]);
    expect(text).not.toMatch(/สมชาย|xlsx|DISTRICT_OFFICER-4201/);
    expect((await listed(officer)).body.items[0].mine).toBe(true);
  });

  it('is filtered by source and status, of bytes that came before that of the first', async () => {
    const first = await sent(officer);
    const again = await sent(officer);
    const help = await sent(secretariat, { ...survey, source: 'assistance' });
    await finished(first, {});
    await finished(again, { sameAs: first });
    expect(idsOf(await listed(secretariat, { source: 'assistance' }))).toEqual([help]);
    expect(idsOf(await listed(secretariat, { status: 'FINISHED' }))).toEqual([again, first]);
    expect(idsOf(await listed(secretariat, { status: 'AWAITING_FILE' }))).toEqual([help]);
    expect(idsOf(await listed(officer, { source: 'assistance' }))).toEqual([]);
    expect((await listed(officer, { status: 'DONE' })).status).toBe(422);
  });

  it('comes in pages, each upload on one, of whatever lists it is in', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 7; count += 1) ids.unshift(await sent(count % 2 === 0 ? officer : colleague));
    for (const limit of ['1', '3', '7', '100']) {
      const seen: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const page = await listed(officer, { limit, ...(cursor === '' ? {} : { cursor }) });
        seen.push(...idsOf(page));
        cursor = page.body.nextCursor;
      }
      expect(seen, limit).toEqual(ids);
    }
    const { nextCursor } = (await listed(officer, { limit: '1' })).body;
    expect((await listed(colleague, { limit: '1', cursor: nextCursor })).body.code).toBe('cursor-invalid');
    expect((await listed(account('MENTOR', { area: '4201' }))).status).toBe(403);
  });

  it('reads the uploads of its page and one more, however many are listed', async () => {
    for (let count = 0; count < 7; count += 1) await sent(officer);
    const read = vi.spyOn(api.stores.uploads, 'getMany');
    expect(idsOf(await listed(officer, { limit: '3' }))).toHaveLength(3);
    expect(read.mock.calls.map(([ids]) => ids.length)).toEqual([4, 0]);
  });
});
