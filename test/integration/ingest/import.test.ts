/** Files as offices send them, over the whole path of one machine: form, post, receipt, workbook. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startPlatform, type Platform } from '#local/platform.ts';
import { ERROR_COLUMNS } from '#shared/domain/intake/columns/error-columns.ts';
import { openTable } from '#shared/spreadsheet/read-table.ts';
import { writeTextWorkbook } from '#shared/spreadsheet/text-workbook.ts';
import { partsOf } from '#test/fixtures/files/parts-of-zip.ts';
import { inlineRows, rawWorkbook, rawZip } from '#test/fixtures/files/raw-zip.ts';
import { windows874 } from '#shared/spreadsheet/windows-874.ts';
import { citizenIdOf } from '#test/integration/stores/synthetic-household.ts';

import { call, postFile, postForm, signIn, type Receipt } from './api-client.ts';

let platform: Platform;
let folder: string;
let officer: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'import-'));
  platform = await startPlatform({ folder, port: 0, inMemory: true });
  officer = await signIn(platform.url, 'province-secretariat-42');
});
afterAll(async () => {
  await platform.stop();
  await rm(folder, { recursive: true, force: true });
});

const HEADER = ['เลขประจำตัวประชาชน', 'ชื่อ', 'นามสกุล', 'บ้านเลขที่', 'หมู่ที่', 'รหัสพื้นที่', 'วันที่สำรวจ', 'สภาพปัญหา'];
const HELP_HEADER = [
  'เลขประจำตัวประชาชน',
  'รหัสพื้นที่',
  'หน่วยงาน',
  'มิติ',
  'ประเภทความช่วยเหลือ',
  'วันที่ให้ความช่วยเหลือ',
  'จำนวนเงิน',
];

/** People of their own for each test: nothing one test writes is another's. */
let people = 0;
const person = (change: Record<number, string> = {}): string[] => {
  const number = 700_000 + (people += 1);
  const cells = [citizenIdOf(number), `ทดสอบ`, 'ตัวอย่างข้อมูล', `${number}/1`, '3', '420101', '7/5/2569', 'หลังคารั่ว'];
  return cells.map((cell, at) => change[at] ?? cell);
};
const csv = (...rows: string[][]): string => rows.map((cells) => cells.join(',')).join('\r\n');
const bom = (text: string): Buffer => Buffer.from(`\ufeff${text}`);
const survey = (...rows: string[][]): Buffer => bom(csv(HEADER, ...rows));

async function send(
  bytes: Uint8Array,
  token = officer,
  offer: { source?: string; list?: string; columns?: Record<string, string>; dryRun?: boolean } = {},
): Promise<Receipt> {
  const receipt = await postFile(
    platform.url,
    token,
    { source: 'thaiqm-survey', filename: 'ไฟล์.csv', ...offer },
    bytes,
  );
  return await untilOver(receipt);
}

async function untilOver(receipt: () => Promise<Receipt>): Promise<Receipt> {
  for (;;) {
    const now = await receipt();
    if (now.status === 'FINISHED' || now.status === 'FAILED') return now;
    await delay(30);
  }
}

const counts = (total: number, more: Partial<Receipt['rows']> = {}): Receipt['rows'] => ({
  total,
  created: 0,
  updated: 0,
  unchanged: 0,
  rejected: 0,
  ...more,
});
const THAI = /[\u0e00-\u0e7f]/;

async function householdOf(citizenId: string, token = officer): Promise<{ id: string } | undefined> {
  return (await call(platform.url, token, 'POST', '/v1/households/search', { citizenId })).body.items[0];
}

type Entry = { type: string; agency?: string | null; entry?: { agency?: string | null } };

async function entriesOf(id: string): Promise<Entry[]> {
  return (await call(platform.url, officer, 'GET', `/v1/households/${id}/logbook`)).body.items;
}

describe('a file that can be read', () => {
  it.each([
    ['UTF-8 with BOM', (text: string) => bom(text)],
    ['UTF-8', (text: string) => Buffer.from(text)],
    ['Windows-874', windows874],
    ['UTF-16LE', (text: string) => Buffer.from(`\ufeff${text.replaceAll(',', '\t')}`, 'utf16le')],
  ])('comes in as %s', async (_, encode) => {
    const rows = [person(), person(), person()];
    const receipt = await send(encode(csv(HEADER, ...rows)));
    expect(receipt).toMatchObject({
      status: 'FINISHED',
      rows: counts(3, { created: 3 }),
      problems: [],
      errorWorkbook: null,
      errorCsv: null,
    });
    for (const [citizenId = ''] of rows) {
      const found = await householdOf(citizenId);
      expect((await entriesOf(found?.id ?? '')).map(({ type }) => type)).toEqual(['survey']);
    }
  });

  it('comes in as a workbook with titles over the header, blank rows and a sum, rows counted as Excel shows them', async () => {
    const wrong = person({ 5: '999999' });
    const sheet = inlineRows([['แบบสำรวจครัวเรือน'], ['ปี 2569'], [], HEADER, person(), [], wrong, ['รวม', '2 ราย']]);
    const receipt = await send(rawZip(rawWorkbook([{ name: 'เลย', xml: sheet }])));
    expect(receipt).toMatchObject({ status: 'FINISHED', rows: counts(2, { created: 1, rejected: 1 }) });
    expect(receipt.problems).toEqual([
      expect.objectContaining({
        sheet: 'เลย',
        row: 7,
        column: 'area_code',
        severity: 'error',
        code: 'area-unknown',
        message: expect.stringMatching(THAI),
      }),
    ]);
    expect(await householdOf(wrong[0]!)).toBeUndefined();
  });
});

describe('what is said of many rows', () => {
  it('is said once in the receipt, and of each row in the list of problems', async () => {
    const known = [person(), person(), person()];
    await send(survey(...known));
    const help = known.map(([id = '']) => [id, '420101', '', 'รายได้', 'เงิน', '7/5/2569', '500']);
    const receipt = await send(bom(csv(HELP_HEADER, ...help, ['x', ...(help[0] ?? []).slice(1)])), officer, {
      source: 'assistance',
    });
    expect(receipt.rows).toEqual(counts(4, { created: 3, rejected: 1 }));
    expect(receipt.problems).toMatchObject([
      { row: 5, severity: 'error', column: 'citizen_id' },
      { row: 2, severity: 'warning', code: 'agency-blank', rows: 4, first: 2 },
    ]);
    expect(receipt.problemCounts).toEqual({ 'agency-blank': 4, [receipt.problems[0]?.code ?? '']: 1 });
    const path = `/v1/uploads/${receipt.id}/problems?limit=3`;
    const page = (await call(platform.url, officer, 'GET', path)).body;
    expect(page.items.map(({ row }: { row: number }) => row)).toEqual([5, 2, 3]);
    const next = (await call(platform.url, officer, 'GET', `${path}&cursor=${page.nextCursor}`)).body;
    expect(next).toMatchObject({ items: [{ row: 4 }, { row: 5 }], nextCursor: null });
  });
});

it('a template comes as a workbook that can be posted, in which its example is no row', async () => {
  const answer = await fetch(`${platform.url}/v1/upload-templates/thaiqm-survey`, {
    headers: { authorization: `Bearer ${officer}` },
  });
  expect([answer.status, answer.headers.get('content-disposition')]).toEqual([200, expect.stringMatching(/xlsx$/)]);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const receipt = await send(bytes);
  expect(receipt).toMatchObject({ status: 'FAILED', rows: { total: 0 }, problems: [{ code: 'file-empty' }] });
});

describe('a trial', () => {
  it('says what would be, records and remembers nothing, and is never the same file', async () => {
    const rows = [person(), person(), person({ 5: '999999' })];
    const bytes = survey(...rows);
    const trial = await send(bytes, officer, { dryRun: true });
    expect(trial).toMatchObject({ status: 'FINISHED', dryRun: true, rows: counts(3, { created: 2, rejected: 1 }) });
    expect(trial.problems).toMatchObject([{ row: 4, code: 'area-unknown' }]);
    expect((await fetch(trial.errorWorkbook ?? '')).status).toBe(200);
    for (const [citizenId = ''] of rows) expect(await householdOf(citizenId)).toBeUndefined();
    expect(await send(bytes, officer, { dryRun: true })).toMatchObject({
      rows: counts(3, { created: 2, rejected: 1 }),
    });

    const real = await send(bytes);
    expect(real).toMatchObject({ dryRun: false, rows: counts(3, { created: 2, rejected: 1 }) });
    expect(await householdOf(rows[0]?.[0] ?? '')).toBeDefined();
    // The file was known before its second trial; a trial judges it all the same.
    expect(await send(bytes, officer, { dryRun: true })).toMatchObject({
      rows: counts(3, { unchanged: 2, rejected: 1 }),
    });
    expect(await send(bytes)).toMatchObject({ dryRun: false, rows: real.rows });
  });

  it('leaves the columns of the office as they are', async () => {
    const importer = await signIn(platform.url, 'data-importer-42');
    const named = HEADER.map((name) => (name === 'วันที่สำรวจ' ? 'วันลงพื้นที่จริง' : name));
    const bytes = bom(csv(named, person()));
    const columns = { วันลงพื้นที่จริง: 'survey_date' };
    expect(await send(bytes, importer, { columns, dryRun: true })).toMatchObject({ rows: counts(1, { created: 1 }) });
    expect(await send(bytes, importer)).toMatchObject({ status: 'FAILED' });
  });

  it('of help finds what would be new, and opens no file to the agency', async () => {
    const cdd = await signIn(platform.url, 'agency-focal-cdd');
    const known = person();
    await send(survey(known));
    const help = (baht: string): string[] => [known[0] ?? '', '420101', 'cdd', 'รายได้', 'เงิน', '10/5/2569', baht];
    const bytes = bom(csv(HELP_HEADER, help('500'), help('500'), help('600')));
    const trial = await send(bytes, cdd, { source: 'assistance', dryRun: true });
    expect(trial.rows).toEqual(counts(3, { created: 2, unchanged: 1 }));
    const path = `/v1/households/${(await householdOf(known[0] ?? ''))?.id}`;
    expect((await call(platform.url, cdd, 'GET', path)).status).toBe(404);
    expect((await send(bytes, cdd, { source: 'assistance' })).rows).toEqual(trial.rows);
    expect((await call(platform.url, cdd, 'GET', path)).status).toBe(200);
  });
});

describe('a row that is wrong', () => {
  it.each([
    ['an ID that Excel shortened', { 0: '3.4201E+12' }, 'citizen_id'],
    ['an ID with a wrong check digit', { 0: '5000000000018' }, 'citizen_id'],
    ['an unknown area', { 5: '429999' }, 'area_code'],
    ['an area of another province', { 5: '310101' }, 'area_code'],
    ['a day to come', { 6: '1/1/2600' }, 'survey_date'],
    ['no day', { 6: '' }, 'survey_date'],
  ])('with %s is rejected in Thai at its row, the others come in', async (_, change, column) => {
    const [good, wrong] = [person(), person(change)];
    const receipt = await send(survey(good, wrong));
    expect(receipt).toMatchObject({ status: 'FINISHED', rows: counts(2, { created: 1, rejected: 1 }) });
    const errors = receipt.problems.filter(({ severity }) => severity === 'error');
    expect(errors).toEqual([expect.objectContaining({ row: 3, column, message: expect.stringMatching(THAI) })]);
    expect(receipt.errorWorkbook).toMatch(/^http/);
    expect(await householdOf(good[0]!)).toBeDefined();
  });

  it('or a name that is a formula never runs: it is stored as words or rejected', async () => {
    const receipt = await send(survey(person({ 1: '"=HYPERLINK(""http://evil.example"",""ก"")"' }), person()));
    expect(receipt.status).toBe('FINISHED');
    expect(receipt.rows.created + receipt.rows.rejected).toBe(2);
    expect(receipt.rows.created).toBeGreaterThanOrEqual(1);
    for (const { message } of receipt.problems) expect(message).toMatch(THAI);
  });

  it('whose house code is of another household keeps to the household of its person, and breaks no file', async () => {
    const header = [...HEADER, 'รหัสประจำบ้าน'];
    const [one, other] = [person(), person()];
    const first = await send(bom(csv(header, [...one, '99990012345'], [...other, '99990012346'])));
    expect(first.rows).toEqual(counts(2, { created: 2 }));
    const receipt = await send(bom(csv(header, [...one.with(6, '8/5/2569'), '99990012346'])));
    expect(receipt).toMatchObject({
      status: 'FINISHED',
      rows: counts(1, { updated: 1 }),
      problems: [{ row: 2, severity: 'warning', code: 'house-of-other' }],
    });
  });
});

describe('a file that is refused', () => {
  const refusals: [string, () => Buffer][] = [
    ['no header', () => bom('ก,ข,ค\r\n1,2,3')],
    [
      'columns of another source',
      () => bom(csv(HELP_HEADER, [citizenIdOf(1), '420101', 'พช.', 'รายได้', 'เงิน', '7/5/2569', '500'])),
    ],
    ['a header and no row', () => survey()],
    ['a page called a workbook', () => Buffer.from('<html><body><table><tr><td>ชื่อ</td></tr></table></body></html>')],
    ['an old or locked workbook', () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000)])],
    ['bytes that are no text', () => Buffer.from(Array.from({ length: 4000 }, (_, at) => (at * 7919) % 256))],
    ['a damaged workbook', () => rawZip(rawWorkbook([{ name: 'ก', xml: inlineRows([HEADER]) }])).subarray(0, 400)],
    ['a zip that is no workbook', () => rawZip([{ name: 'a.txt', content: 'ก' }])],
    [
      'a bomb',
      () =>
        rawZip([
          ...rawWorkbook([{ name: 'ก', xml: inlineRows([HEADER]) }]).filter(({ name }) => !name.includes('sheet1')),
          { name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(64_000_000, 32), declared: 2_000_000_000 },
        ]),
    ],
    [
      'a workbook with a DOCTYPE',
      () =>
        rawZip(
          rawWorkbook([{ name: 'ก', xml: `<!DOCTYPE x [<!ENTITY a "b">]>${inlineRows([HEADER, person()])}` }]).map(
            (part) =>
              part.name.endsWith('sheet1.xml')
                ? {
                    ...part,
                    content: `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><worksheet>${inlineRows([HEADER, person()])}</worksheet>`,
                  }
                : part,
          ),
        ),
    ],
  ];
  it.each(refusals)('%s is FAILED with a Thai sentence, and writes nothing', async (_, bytes) => {
    const receipt = await send(bytes());
    expect(receipt).toMatchObject({ status: 'FAILED', rows: counts(0), errorWorkbook: null });
    expect(receipt.problems[0]).toMatchObject({ row: 0, severity: 'error', message: expect.stringMatching(THAI) });
  });

  it('0 bytes are FAILED, or refused before they are posted', async () => {
    const offered = await call(platform.url, officer, 'POST', '/v1/uploads', {
      source: 'thaiqm-survey',
      filename: 'ว่าง.csv',
      size: 0,
    });
    expect([offered.status, offered.body.code]).toEqual([422, 'file-refused']);
    await expect(send(Buffer.alloc(0))).rejects.toThrow('EntityTooSmall');
  });

  it('a form takes a file of the size that was announced, none that broke off and none that is longer', async () => {
    const bytes = survey(person());
    const offer = { source: 'thaiqm-survey', filename: 'ก.csv', size: bytes.length };
    const { body } = await call(platform.url, officer, 'POST', '/v1/uploads', offer);
    for (const [sent, code] of [
      [bytes.subarray(0, -1), 'EntityTooSmall'],
      [Buffer.concat([bytes, Buffer.from(' ')]), 'EntityTooLarge'],
    ] as const) {
      const refused = await postForm(body, sent);
      expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining(code)]);
    }
    expect((await call(platform.url, officer, 'GET', `/v1/uploads/${body.uploadId}`)).body.status).toBe(
      'AWAITING_FILE',
    );
    expect((await postForm(body, bytes)).ok).toBe(true);
  });

  it('a second file posted to a form is told of in the receipt, whichever was read', async () => {
    const [one, other] = [survey(person()), survey(person())];
    expect(other.length).toBe(one.length);
    const offer = { source: 'thaiqm-survey', filename: 'ก.csv', size: one.length };
    const { body } = await call(platform.url, officer, 'POST', '/v1/uploads', offer);
    const receipt = async () =>
      (await call<Receipt>(platform.url, officer, 'GET', `/v1/uploads/${body.uploadId}`)).body;
    expect((await postForm(body, one)).ok).toBe(true);
    while ((await receipt()).status !== 'FINISHED') await delay(20);
    expect((await postForm(body, other)).ok).toBe(true);
    while ((await receipt()).problems.length === 0) await delay(20);
    expect(await receipt()).toMatchObject({
      status: 'FINISHED',
      rows: counts(1, { created: 1 }),
      problems: [{ row: 0, severity: 'warning', code: 'file-posted-again', message: expect.stringMatching(THAI) }],
    });
  });

  it('what is offered too large has no form', async () => {
    const offer = { source: 'thaiqm-survey', filename: 'ใหญ่.csv', size: 314_572_801 };
    expect((await call(platform.url, officer, 'POST', '/v1/uploads', offer)).status).toBe(413);
  });

  it('a form takes no other key and no other policy', async () => {
    const { body } = await call(platform.url, officer, 'POST', '/v1/uploads', {
      source: 'thaiqm-survey',
      filename: 'ก.csv',
      size: 10,
    });
    expect(
      (await postForm({ ...body, fields: { ...body.fields, key: 'incoming/other' } }, survey(person()))).status,
    ).toBe(403);
    expect(
      (await postForm({ ...body, fields: { ...body.fields, Policy: 'e30=' } }, survey(person()))).status,
    ).toBeGreaterThanOrEqual(400);
  });
});

describe('a file whose office names its columns in its own way', () => {
  const own = HEADER.map((name) => (name === 'วันที่สำรวจ' ? 'วันที่ออกเก็บข้อมูลภาคสนาม' : name));
  const fileOf = (...rows: string[][]): Buffer => bom(csv(own, ...rows));
  const columns = { วันที่ออกเก็บข้อมูลภาคสนาม: 'survey_date' };

  it('is refused until the office maps them by hand, and read by the map from then on', async () => {
    const district = await signIn(platform.url, 'district-officer-4201');
    const first = fileOf(person());
    expect(await send(first, district)).toMatchObject({
      status: 'FAILED',
      problems: [{ code: 'file-columns-missing' }],
    });
    expect(await send(first, district, { columns })).toMatchObject({ rows: counts(1, { created: 1 }) });
    expect(await send(fileOf(person()), district)).toMatchObject({
      rows: counts(1, { created: 1 }),
      problems: [{ row: 0, code: 'columns-mapped', message: expect.stringContaining(Object.keys(columns)[0]!) }],
    });
    // The map is the office's own: another one still has to say what it means, also one in the same area.
    expect(await send(fileOf(person()))).toMatchObject({ status: 'FAILED' });
    const municipal = await signIn(platform.url, 'municipal-officer-4201');
    expect(await send(fileOf(person()), municipal)).toMatchObject({ status: 'FAILED' });
  });

  it('may not turn a column that the system knows into another, for itself or for others', async () => {
    const importer = await signIn(platform.url, 'data-importer-42');
    const offer = { source: 'thaiqm-survey', filename: 'a.csv', size: 10, columns: { [HEADER[0]!]: 'first_name' } };
    const { status, body } = await call(platform.url, importer, 'POST', '/v1/uploads', offer);
    expect([status, body.errors[0].pointer]).toEqual([422, `/columns/${HEADER[0]}`]);
    expect(body.errors[0].message).toMatch(THAI);
    const row = person();
    expect(await send(survey(row), importer)).toMatchObject({ rows: counts(1, { created: 1 }), problems: [] });
    expect(await householdOf(row[0]!)).toBeDefined();
  });

  it('says it in vain until a file with it has been read', async () => {
    const exec = await signIn(platform.url, 'municipal-officer-4201');
    const offer = { source: 'thaiqm-survey', filename: 'a.csv', size: 10, columns: { วันลงพื้นที่เก็บ: 'survey_date' } };
    expect((await call(platform.url, exec, 'POST', '/v1/uploads', offer)).status).toBe(201);
    const named = HEADER.map((name) => (name === 'วันที่สำรวจ' ? 'วันลงพื้นที่เก็บ' : name));
    expect(await send(bom(csv(named, person())), exec)).toMatchObject({ status: 'FAILED' });
  });

  it('gets its mapped file back with the errors marked', async () => {
    const district = await signIn(platform.url, 'district-officer-4201');
    // More of another delimiter than of its own: the workbook must be cut as the file was read.
    const needs = Array.from({ length: 14 }, (_, at) => `ปัญหา ${at}`).join(';');
    const bytes = fileOf(person({ 7: needs }), person({ 5: '999999', 7: needs }));
    const wrong = await send(bytes, district, { columns });
    expect(wrong).toMatchObject({ rows: counts(2, { created: 1, rejected: 1 }) });
    const file = join(folder, 'mapped.xlsx');
    await writeFile(file, Buffer.from(await (await fetch(wrong.errorWorkbook!)).arrayBuffer()));
    const table = await openTable(file);
    for await (const batch of table.sheets[0]!.batches())
      expect([batch[0]?.cells[8], batch[2]?.cells[8]]).toEqual([
        expect.stringMatching(new RegExp(`^${RegExp.escape(ERROR_COLUMNS.messages)}\n.+${Object.keys(columns)[0]}`)),
        expect.stringMatching(THAI),
      ]);
    await table.close();
  });

  it('may map to our columns only', async () => {
    const offer = { source: 'thaiqm-survey', filename: 'a.csv', size: 10, columns: { ชื่อ: 'password' } };
    const { status, body } = await call(platform.url, officer, 'POST', '/v1/uploads', offer);
    expect([status, body.code]).toEqual([422, 'invalid-input']);
  });
});

describe('a file sent again', () => {
  it('as the same bytes answers with the first receipt', async () => {
    const bytes = survey(person(), person({ 5: '999999' }));
    const first = await send(bytes);
    const again = await send(bytes);
    expect(again).toMatchObject({ status: 'FINISHED', rows: first.rows, problems: first.problems });
    expect(again.id).not.toBe(first.id);
  });

  it('twice at the same time begins each household once', async () => {
    const rows = Array.from({ length: 30 }, () => person());
    const receipts = await Promise.all([send(survey(...rows)), send(bom(csv(HEADER, ...rows.toReversed())))]);
    for (const {
      status,
      rows: { total, created, updated, unchanged, rejected },
    } of receipts) {
      expect([status, total]).toEqual(['FINISHED', 30]);
      expect(created + updated + unchanged + rejected).toBe(30);
    }
    expect(receipts[0].rows.created + receipts[1].rows.created).toBe(30);
  });

  it('with a newer day updates, and the older file changes nothing any more', async () => {
    const row = person();
    await send(survey(row));
    expect((await send(survey(row.with(6, '9/5/2569')))).rows).toEqual(counts(1, { updated: 1 }));
    const old = await send(survey(row.with(6, '8/5/2569').with(7, 'น้ำไม่ไหล')));
    expect(old).toMatchObject({ rows: counts(1, { unchanged: 1 }), problems: [{ row: 2, code: 'survey-older' }] });
    // A CSV has no sheets: the receipt names none, whichever step speaks.
    expect(old.problems[0]).not.toHaveProperty('sheet');
  });

  it('as the returned CSV, corrected in its own encoding, brings in only what was rejected', async () => {
    const rows = [person(), person({ 5: '429999' })];
    const receipt = await send(windows874(csv(HEADER, ...rows).replaceAll(',', ';')));
    expect(receipt.rows).toEqual(counts(2, { created: 1, rejected: 1 }));
    const back = Buffer.from(await (await fetch(receipt.errorCsv!)).arrayBuffer());
    const text = new TextDecoder('windows-874').decode(back);
    expect(text.split('\r\n')[0]).toBe([...HEADER, ERROR_COLUMNS.messages, ERROR_COLUMNS.columns].join(';'));
    expect(text.split('\r\n')[2]).toMatch(/429999.*;[^;]*[ก-๙][^;]*;รหัสพื้นที่$/);
    expect((await send(windows874(text.replace('429999', '420102')))).rows).toEqual(
      counts(2, { created: 1, unchanged: 1 }),
    );
  });

  it('as the own workbook, marked in place, says the same; one with warnings only comes back as well', async () => {
    const wrong = person({ 5: '429999' });
    const hidden = { name: 'ซ่อน', state: 'hidden', xml: inlineRows([['รายการ']]) };
    const sheet = inlineRows([HEADER, person(), wrong]);
    const receipt = await send(rawZip(rawWorkbook([hidden, { name: 'ข้อมูล', xml: `${sheet}<printOptions/>` }])));
    expect(receipt.rows).toEqual(counts(2, { created: 1, rejected: 1 }));
    expect(receipt.errorCsv).toBeNull();
    const file = join(folder, 'own.xlsx');
    const back = Buffer.from(await (await fetch(receipt.errorWorkbook!)).arrayBuffer());
    await writeFile(file, back);
    const parts = await partsOf(file);
    expect(parts.get('xl/worksheets/sheet2.xml')?.toString()).toMatch(/<printOptions\/><\/worksheet>$/);
    expect(parts.get('xl/worksheets/sheet1.xml')?.toString()).toContain('รายการ');
    const again = await send(back);
    expect(again.rows).toEqual(counts(2, { unchanged: 1, rejected: 1 }));
    const corrected = parts.get('xl/worksheets/sheet2.xml')?.toString().replace('429999', '420102') ?? '';
    const mended = [...parts].map(([name, content]) => ({
      name,
      content: name === 'xl/worksheets/sheet2.xml' ? corrected : content,
    }));
    const last = await send(rawZip(mended));
    expect(last).toMatchObject({ rows: counts(2, { created: 1, unchanged: 1 }), errorWorkbook: expect.any(String) });
    expect(last.problems).toMatchObject([{ code: 'sheet-hidden' }]);
  });

  it('as the returned workbook, corrected, brings in only what was rejected', async () => {
    const rows = [person(), person({ 5: '429999' }), person()];
    const receipt = await send(survey(...rows));
    expect(receipt.rows).toEqual(counts(3, { created: 2, rejected: 1 }));
    const file = join(folder, 'returned.xlsx');
    const answer = await fetch(receipt.errorWorkbook!);
    await writeFile(file, Buffer.from(await answer.arrayBuffer()));
    const table = await openTable(file);
    const cells: { row: number; cells: string[] }[] = [];
    for await (const batch of table.sheets[0]!.batches())
      cells.push(...batch.map(({ row, cells: each }) => ({ row, cells: [...each] })));
    await table.close();
    expect(cells[2]!.cells.slice(8).join(' ')).toMatch(THAI);
    const corrected = cells.map(({ row, cells: each }) => ({
      row,
      cells: each.map((cell) => (cell === '429999' ? '420102' : cell)),
    }));
    const out = join(folder, 'corrected.xlsx');
    await writeTextWorkbook(out, [{ name: 'ข้อมูล', hidden: false, widths: new Map(), merges: [], rows: corrected }]);
    const { readFile } = await import('node:fs/promises');
    expect((await send(await readFile(out))).rows).toEqual(counts(3, { created: 1, unchanged: 2 }));
  });
});

describe('who sends it', () => {
  it('another province may neither load here nor read the receipt', async () => {
    const buriram = await signIn(platform.url, 'province-secretariat-31');
    const row = person();
    const receipt = await send(survey(row), buriram);
    expect(receipt).toMatchObject({
      status: 'FINISHED',
      rows: counts(1, { rejected: 1 }),
      problems: [{ row: 2, code: 'area-outside-scope' }],
    });
    expect(await householdOf(row[0]!)).toBeUndefined();
    expect((await call(platform.url, officer, 'GET', `/v1/uploads/${receipt.id}`)).status).toBe(404);
    const own = await send(survey(person()));
    expect((await call(platform.url, buriram, 'GET', `/v1/uploads/${own.id}`)).status).toBe(404);
  });

  it("an agency's file records its own help, of known households, once; rows of another agency are rejected", async () => {
    const cdd = await signIn(platform.url, 'agency-focal-cdd');
    const [known, stranger] = [person(), person()];
    await send(survey(known));
    const help = (id: string, agency: string, baht = '500'): string[] => [
      id,
      '420101',
      agency,
      'รายได้',
      'เงิน',
      '10/5/2569',
      baht,
    ];
    const receipt = await send(
      bom(
        csv(
          HELP_HEADER,
          help(known[0]!, 'cdd'),
          help(known[0]!, 'cdd'),
          help(stranger[0]!, 'cdd'),
          help(known[0]!, 'dla'),
          help(known[0]!, 'cdd', '600'),
        ),
      ),
      cdd,
      { source: 'assistance' },
    );
    expect(receipt).toMatchObject({ status: 'FINISHED', rows: counts(5, { created: 2, unchanged: 1, rejected: 2 }) });
    const errors = receipt.problems.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ row, column, code }) => [row, column ?? null, code])).toEqual([
      [4, null, 'household-not-found'],
      [5, 'agency', expect.any(String)],
    ]);
    for (const { message } of errors) expect(message).toMatch(THAI);
    const found = await householdOf(known[0]!);
    expect((await entriesOf(found?.id ?? '')).filter(({ type }) => type === 'assistance')).toHaveLength(2);
  });

  describe("an agency's file that does not name it", () => {
    const BLANK_HEADER = HELP_HEADER.filter((name) => name !== 'หน่วยงาน');
    const helpOf = (helped: string[][], agency?: string): Buffer =>
      bom(
        csv(
          agency === undefined ? BLANK_HEADER : HELP_HEADER,
          ...helped.map(([id = '']) => [
            id,
            '420101',
            ...(agency === undefined ? [] : [agency]),
            'รายได้',
            'เงิน',
            '10/5/2569',
            '700',
          ]),
        ),
      );
    const offer = { source: 'assistance' };
    const agenciesOf = async (helped: string[][]): Promise<(string | null | undefined)[][]> =>
      await Promise.all(
        helped.map(async ([id = '']) => {
          const entries = await entriesOf((await householdOf(id))?.id ?? '');
          return entries.flatMap(({ type, agency, entry }) =>
            type === 'assistance' ? [agency] : type === 'correction' ? [entry?.agency] : [],
          );
        }),
      );

    it('is of its own help: sent again with the column, nothing is counted twice', async () => {
      const msdhs = await signIn(platform.url, 'agency-focal-msdhs');
      const helped = Array.from({ length: 5 }, () => person());
      await send(survey(...helped));
      expect(await send(helpOf(helped), msdhs, offer)).toMatchObject({
        rows: counts(5, { created: 5 }),
        problems: [{ row: 0, severity: 'warning', code: 'agency-of-account', message: expect.stringMatching(THAI) }],
      });
      expect(await send(helpOf(helped, 'พม.'), msdhs, offer)).toMatchObject({
        rows: counts(5, { unchanged: 5 }),
        problems: [],
      });
      expect(await agenciesOf(helped)).toEqual(helped.map(() => ['msdhs']));
      // What it gave itself it may see and put right.
      const found = await householdOf(helped[0]?.[0] ?? '', msdhs);
      const auditor = await signIn(platform.url, 'dpo-auditor');
      const looks = await call(platform.url, auditor, 'GET', `/v1/access-log?household=${found?.id}`);
      // The file opened the household to the agency; the same help again did not.
      expect(looks.body.items.filter(({ action }: { action: string }) => action === 'OPENED')).toHaveLength(1);
      expect((await call(platform.url, msdhs, 'GET', `/v1/households/${found?.id}`)).status).toBe(200);
    });

    it('names the help that an area office recorded without an agency, and is not counted beside it', async () => {
      const msdhs = await signIn(platform.url, 'agency-focal-msdhs');
      const cdd = await signIn(platform.url, 'agency-focal-cdd');
      const helped = Array.from({ length: 4 }, () => person());
      await send(survey(...helped));
      const area = await send(helpOf(helped), officer, offer);
      expect(area.rows).toEqual(counts(4, { created: 4 }));
      expect(area.problems).toMatchObject([{ code: 'agency-blank', rows: helped.length, first: 2 }]);
      expect((await send(helpOf(helped.slice(0, 2)), msdhs, offer)).rows).toEqual(counts(2, { updated: 2 }));
      expect((await send(helpOf(helped, 'พม.'), msdhs, offer)).rows).toEqual(counts(4, { updated: 2, unchanged: 2 }));
      // The area's file with one more row, and the like help of another agency.
      const more = [...helped, person()];
      await send(survey(more[4] ?? []));
      expect((await send(helpOf(more), officer, offer)).rows).toEqual(counts(5, { created: 1, unchanged: 4 }));
      expect((await send(helpOf(helped.slice(0, 1)), cdd, offer)).rows).toEqual(counts(1, { created: 1 }));
      expect(await agenciesOf(more)).toEqual([
        [null, 'msdhs', 'cdd'],
        [null, 'msdhs'],
        [null, 'msdhs'],
        [null, 'msdhs'],
        [null],
      ]);
    });
  });

  it('target rows fill a list, and go on after its freeze', async () => {
    const list = await call(platform.url, officer, 'POST', '/v1/target-lists', {
      name: 'TPMAP 2569',
      source: 'TPMAP',
      yearBe: 2569,
      phase: 1,
      asOfDate: '2026-03-01',
      scopeArea: '42',
    });
    const header = ['เลขประจำตัวประชาชน', 'ชื่อ', 'นามสกุล', 'รหัสพื้นที่', 'ปีข้อมูล', 'มิติที่ตกเกณฑ์'];
    const target = (): string[] => {
      const [id = '', first = '', last = '', , , area = ''] = person();
      return [id, first, last, area, '2569', 'รายได้;สุขภาพ'];
    };
    const offer = { source: 'tpmap-targets', list: list.body.id };
    expect((await send(bom(csv(header, target(), target())), officer, offer)).rows).toEqual(counts(2, { created: 2 }));
    for (const step of ['publish', 'freeze'])
      expect((await call(platform.url, officer, 'POST', `/v1/target-lists/${list.body.id}/${step}`)).status).toBe(200);
    const late = await send(bom(csv(header, target(), target().with(4, '2568'))), officer, offer);
    expect(late).toMatchObject({
      rows: counts(2, { created: 1, rejected: 1 }),
      problems: [{ row: 3, code: 'list-year-differs' }],
    });
    const worklist = await call(platform.url, officer, 'GET', `/v1/households?area=420101&list=${list.body.id}`);
    expect(worklist.body.items).toHaveLength(3);
  });
});

describe('a full household in a file', () => {
  it('loses the rows that it has no room for, and every other row has its outcome', async () => {
    const full = person();
    const rows = Array.from({ length: 70 }, (_, at) => full.with(7, `${100 + at} `.padEnd(1990, 'ก')));
    const receipt = await send(survey(person(), ...rows, person(), person()));
    expect(receipt.status).toBe('FINISHED');
    const { total, created, updated, rejected } = receipt.rows;
    expect([total, created, updated + rejected]).toEqual([73, 4, 69]);
    expect(rejected).toBeGreaterThan(5);
    expect(receipt.problems.filter(({ code }) => code === 'household-full')).not.toEqual([]);
    expect(receipt.errorWorkbook).toMatch(/^http/);
  });
});
