/** Text that is no text, and moments with offsets, over the whole path of one machine: every door of it. */
import { readFile } from 'node:fs/promises';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Platform } from '#local/platform.ts';
import { delivered, newHousehold } from '#test/api/synthetic-household.ts';
import { inlineRows, rawWorkbook, rawZip } from '#test/fixtures/files/raw-zip.ts';
import { citizenIdOf } from '#test/integration/stores/synthetic-household.ts';

import { call, postFile, signIn, type Receipt, untilOver, withAllProblems } from './api-client.ts';
import { startTestPlatform } from './test-platform.ts';

let platform: Platform;
let officer: string;
let secretariat: string;
beforeAll(async () => {
  platform = await startTestPlatform('text');
  officer = await signIn(platform.url, 'data-importer-42');
  secretariat = await signIn(platform.url, 'province-secretariat-42');
});
afterAll(async () => await platform.stop());

const caseFile = async (name: string): Promise<Buffer> =>
  await readFile(new URL(`../../fixtures/cases/${name}`, import.meta.url));

async function send(bytes: Uint8Array): Promise<Receipt> {
  const receipt = await postFile(platform.url, officer, { source: 'thaiqm-survey', filename: 'ไฟล์' }, bytes);
  return await withAllProblems(platform.url, officer, await untilOver(receipt));
}

const told = ({ problems }: Receipt): string[] =>
  problems.map(({ row, column, severity, code }) => `${row} ${severity} ${column ?? '-'} ${code}`);
const DAMAGED = /\ufffd|\\ud[89a-f]/i;

describe('an import', () => {
  it('gives moments their day in Bangkok', async () => {
    const receipt = await send(await caseFile('c06-moments.csv'));
    expect(receipt).toMatchObject({ status: 'FINISHED', rows: { total: 15, created: 15, rejected: 0 } });
    expect(told(receipt)).toEqual([
      '15 warning survey_date date-near-midnight',
      '16 warning survey_date date-near-midnight',
    ]);
    const found = await call(platform.url, secretariat, 'POST', '/v1/households/search', {
      citizenId: '3000096512266',
    });
    const { body } = await call(platform.url, secretariat, 'GET', `/v1/households/${found.body.items[0].id}`);
    expect(body.surveyedOn).toBe('2026-05-07');
  });

  it('takes no name that is lost, and tells what is written beside one', async () => {
    const receipt = await send(await caseFile('c30-names-odd.csv'));
    expect(receipt).toMatchObject({ status: 'FINISHED', rows: { total: 17, created: 10, rejected: 7 } });
    expect(told(receipt)).toEqual([
      '2 error first_name unstorable-text',
      '3 error first_name name-unreadable',
      '5 error first_name name-several',
      '7 error first_name name-unreadable',
      '7 error last_name name-unreadable',
      '8 error first_name name-unreadable',
      '14 error first_name name-several',
      '15 error first_name name-several',
      '4 warning first_name name-blank',
      '9 warning first_name name-blank',
      '9 warning last_name name-blank',
      '10 warning first_name name-blank',
      '11 warning first_name name-blank',
      '16 warning first_name name-with-remark',
      '17 warning first_name name-with-remark',
      '18 warning first_name name-with-remark',
    ]);
    expect(JSON.stringify(receipt)).not.toMatch(DAMAGED);
    expect(receipt.errorWorkbook).toMatch(/^http/);
  });

  it('stores no half of a character from a workbook, neither of a cell nor of a name of a sheet', async () => {
    const header = ['เลขประจำตัวประชาชน', 'ชื่อ', 'บ้านเลขที่', 'หมู่บ้าน', 'รหัสพื้นที่', 'วันที่สำรวจ', 'หมา_xD800_ยเหตุ'];
    const row = (number: number, village: string): string[] => [
      citizenIdOf(number),
      'ทดสอบ',
      `${number}/1`,
      village,
      '420101',
      '7/5/2569',
      'เก่า_xD800_',
    ];
    const xml = inlineRows([header, row(810_001, 'บ้าน_xD800_'), row(810_002, 'บ้านทดสอบ')]);
    const receipt = await send(rawZip(rawWorkbook([{ name: 'เลย_xDC00_', xml }])));
    expect(receipt).toMatchObject({ status: 'FINISHED', rows: { total: 2, created: 1, rejected: 1 } });
    expect(told(receipt)).toEqual([
      '2 error village unstorable-text',
      '0 warning - unstorable-text',
      '1 warning - unstorable-text',
    ]);
    expect(new Set(receipt.problems.map(({ sheet }) => sheet))).toEqual(new Set(['แผ่นงานที่ 1 (ชื่อเสียหาย)']));
    expect(JSON.stringify(receipt)).not.toMatch(DAMAGED);
    expect((await fetch(receipt.errorWorkbook ?? '')).status).toBe(200);
  });
});

type Replied = { id?: string; code?: string; errors?: { pointer: string; code: string }[] };

describe('a call', () => {
  const post = async (path: string, body: string | Uint8Array<ArrayBuffer>, type = 'application/json') => {
    const answer = await fetch(`${platform.url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secretariat}`, 'content-type': type },
      body,
    });
    return { status: answer.status, body: (await answer.json()) as Replied };
  };
  const household = (firstName: string): string =>
    JSON.stringify(newHousehold(820_001, '420101', { members: [{ firstName, lastName: 'ตัวอย่างข้อมูล' }] }));

  it('is refused with bytes that are not UTF-8, or in another charset', async () => {
    const [before = '', after = ''] = household('@').split('@');
    const thai874 = new Uint8Array([...Buffer.from(before), 0xca, 0xc1, 0xaa, 0xd2, 0xc2, ...Buffer.from(after)]);
    const refused = await post('/v1/households', thai874);
    expect([refused.status, refused.body.code, refused.body.errors]).toMatchObject([
      400,
      'bad-encoding',
      [{ pointer: '/members/0/firstName', code: 'unstorable-text' }],
    ]);
    const other = await post('/v1/households', thai874, 'application/json; charset=tis-620');
    expect([other.status, other.body.code]).toEqual([415, 'unsupported-media-type']);
  });

  it.each([
    '{"source":"thaiqm-survey","size":1,"filename":"\\ufffd.csv"}',
    '{"source":"thaiqm-survey","size":1,"filename":"\\ud800.csv"}',
    '{"source":"thaiqm-survey","size":1,"filename":"a.csv","columns":{"ช\\ufffd":"first_name"}}',
  ])('of a file is refused with %s', async (body) => {
    const refused = await post('/v1/uploads', body);
    expect([refused.status, refused.body.errors?.[0]?.code]).toEqual([422, 'unstorable-text']);
    expect(JSON.stringify(refused.body)).not.toMatch(DAMAGED);
  });

  it('is refused with a query that is not UTF-8', async () => {
    const refused = await call(platform.url, secretariat, 'GET', '/v1/households?list=%CA%C1%AA');
    expect([refused.status, refused.body.errors]).toMatchObject([422, [{ pointer: '/list', code: 'unstorable-text' }]]);
  });

  it('takes days, and no moment in their place: which day one meant would be a guess', async () => {
    const registered = await post('/v1/households', household('ทดสอบ'));
    expect(registered.status).toBe(201);
    const book = `/v1/households/${registered.body.id}/logbook`;
    for (const deliveredOn of ['2026-04-30T17:00:00Z', '2026-05-01T00:00:00+07:00', '2026-05-01 ', '20260501']) {
      const refused = await post(book, JSON.stringify(delivered('cdd', { deliveredOn })));
      expect([deliveredOn, refused.status, refused.body.errors?.[0]?.pointer]).toEqual([
        deliveredOn,
        422,
        '/deliveredOn',
      ]);
    }
    expect((await post(book, JSON.stringify(delivered('cdd', { deliveredOn: '2026-05-01' })))).status).toBe(201);
  });
});
