/** Kinds of dirt in cells: each file through the whole import on one machine. test/fixtures/cases/README.md says what is right. */
import { readFile } from 'node:fs/promises';

import { afterAll, beforeAll, expect, it } from 'vitest';

import type { Platform } from '#local/platform.ts';

import { call, counts, postFile, signIn, type Receipt, untilOver, withAllProblems } from './api-client.ts';
import { startTestPlatform } from './test-platform.ts';

let platform: Platform;
let importer: string;
let officer: string;
beforeAll(async () => {
  platform = await startTestPlatform('dirt-cases');
  importer = await signIn(platform.url, 'data-importer-42');
  officer = await signIn(platform.url, 'province-secretariat-42');
});
afterAll(async () => await platform.stop());

async function sendCase(name: string): Promise<Receipt> {
  return await send(await readFile(new URL(`../../fixtures/cases/${name}`, import.meta.url)));
}

async function send(bytes: Uint8Array): Promise<Receipt> {
  const receipt = await postFile(platform.url, importer, { source: 'thaiqm-survey', filename: 'ไฟล์' }, bytes);
  return await withAllProblems(platform.url, importer, await untilOver(receipt));
}

const told = ({ problems }: Receipt): string[] =>
  problems.map(({ row, column, severity, code }) => `${row} ${severity} ${column ?? '-'} ${code}`);

const rejectedAt = (rows: readonly number[], column: string, code: string): string[] =>
  rows.map((row) => `${row} error ${column} ${code}`);

type Shown = {
  surveyedOn: string;
  houseCode: string | null;
  addressNo: string | null;
  moo: number | null;
  areaCode: string;
  members: { citizenId: string | null; birthDate: string | null }[];
};

async function found(by: object): Promise<{ id: string; addressNo: string | null; moo: number | null }[]> {
  return (await call(platform.url, officer, 'POST', '/v1/households/search', by)).body.items;
}

async function householdOf(by: object): Promise<Shown> {
  const [one] = await found(by);
  return (await call<Shown>(platform.url, officer, 'GET', `/v1/households/${one?.id}`)).body;
}

it('reads the text inside ="…" (c01a)', async () => {
  const receipt = await sendCase('c01a-equals-guard-raw.csv');
  expect([receipt.rows, told(receipt)]).toEqual([counts(4, { created: 4 }), []]);
  expect(await householdOf({ citizenId: '3000064677979' })).toMatchObject({
    houseCode: expect.stringContaining('99'),
    addressNo: '99/2',
    moo: 5,
    areaCode: '420101',
  });
  expect(await householdOf({ citizenId: '3000093407941' })).toMatchObject({
    addressNo: '260/7',
    surveyedOn: '2026-05-07',
  });
});

it('takes a date of birth that programs write for a blank as unknown (c24)', async () => {
  const receipt = await sendCase('c24-birth-blanks.csv');
  expect([receipt.rows, told(receipt)]).toEqual([
    counts(11, { created: 11 }),
    ['11 warning birth_date birth-date-of-program', '12 warning birth_date birth-date-of-program'],
  ]);
  for (const citizenId of ['3000046541548', '3000081967751', '3000061130456', '3000013241987', '3000060830713'])
    expect((await householdOf({ citizenId })).members).toMatchObject([{ birthDate: null }]);
  expect((await householdOf({ citizenId: '3000091467025' })).members).toMatchObject([{ birthDate: '1900-12-31' }]);
});

it('reads dates with times, weekdays, and months in front (c07)', async () => {
  const receipt = await sendCase('c07-date-texts.csv');
  expect([receipt.rows, told(receipt)]).toEqual([
    counts(35, { created: 31, rejected: 4 }),
    rejectedAt([21, 25, 28, 32], 'survey_date', 'date-unreadable'),
  ]);
  for (const citizenId of ['3000083872749', '3000013427908', '3000087534635', '3000093364487', '3000076677839'])
    expect((await householdOf({ citizenId })).surveyedOn).toBe('2026-05-07');
});

it('names house numbers that a spreadsheet made dates (c03)', async () => {
  const receipt = await sendCase('c03-address-dates.csv');
  expect([receipt.rows, told(receipt)]).toEqual([
    counts(12, { created: 1, rejected: 11 }),
    rejectedAt([2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13], 'address_no', 'address-is-date'),
  ]);
  expect((await householdOf({ citizenId: '3000013156084' })).addressNo).toBe('46093');
});

it('names a หมู่ that a spreadsheet made a date, and makes no village of it (c03b)', async () => {
  const receipt = await sendCase('c03b-moo-dates.csv');
  expect([receipt.rows, told(receipt)]).toEqual([
    counts(5, { rejected: 5 }),
    rejectedAt([2, 3, 4, 5, 6], 'moo', 'address-is-date'),
  ]);
});

it('knows one house by the spellings of its number (l11)', async () => {
  expect((await sendCase('l11-house-numbers-1.csv')).rows).toEqual(counts(16, { created: 16 }));
  const receipt = await sendCase('l11-house-numbers-2.csv');
  // 10/1ก is another house than 10/1.
  expect([receipt.rows, told(receipt)]).toEqual([counts(16, { created: 2, updated: 14 }), []]);
});

it('reads a หมู่ with its village, in words and with its word (l2)', async () => {
  const first = await sendCase('l2-moo-cell-1.csv');
  expect([first.rows, told(first)]).toEqual([counts(15, { created: 15 }), []]);
  const second = await sendCase('l2-moo-cell-2.csv');
  expect([second.rows, told(second)]).toEqual([counts(15, { updated: 15 }), []]);
});

it('reads an address in the cell of the house number (l1)', async () => {
  const first = await sendCase('l1-address-cell-1.csv');
  expect([first.rows, told(first)]).toEqual([counts(6, { created: 6 }), []]);
  const second = await sendCase('l1-address-cell-2.csv');
  expect([second.rows, told(second)]).toEqual([counts(6, { updated: 6 }), []]);
  const there = await found({ name: 'ก้องภพ ทดสอบกุล', area: '420101' });
  expect(there.map(({ addressNo, moo }) => `${addressNo} ${moo}`).sort()).toEqual(
    [880, 881, 882, 883, 884, 885].map((number) => `${number}/4 5`),
  );
});

it('refuses a file whose delimiter it does not read, and names it (c18a)', async () => {
  const receipt = await sendCase('c18a-pipe.csv');
  expect(receipt).toMatchObject({
    status: 'FAILED',
    problems: [{ row: 0, severity: 'error', code: 'file-delimiter', message: expect.stringContaining('คั่นด้วย |') }],
  });
});

it('rejects dates that can be read in two orders where months stand first (c29)', async () => {
  const receipt = await sendCase('c29-month-first.csv');
  expect([receipt.rows, told(receipt)]).toEqual([
    counts(6, { created: 3, rejected: 3 }),
    [...rejectedAt([2, 4, 7], 'survey_date', 'date-order-unclear'), '0 warning survey_date date-month-first'],
  ]);
  expect((await householdOf({ citizenId: '3000013270006' })).surveyedOn).toBe('2026-05-13');
});

it('takes days at 17:00 as a workbook shows them, with one warning for the column (c05)', async () => {
  const receipt = await sendCase('c05-exceljs-bangkok.xlsx');
  expect([receipt.rows, told(receipt)]).toEqual([
    counts(3, { created: 3 }),
    ['0 warning birth_date date-near-midnight', '0 warning survey_date date-near-midnight'],
  ]);
});

it('takes a G-code or a passport number for what it is, finds it again, and merges it with thirteen digits', async () => {
  const header = 'เลขประจำตัวประชาชน,ชื่อ,นามสกุล,บ้านเลขที่,หมู่ที่,รหัสพื้นที่,วันที่สำรวจ,สภาพปัญหา';
  const survey = async (...rows: string[]) => await send(Buffer.from(`\ufeff${[header, ...rows].join('\r\n')}`));
  const pupil = 'มาลา,ตัวอย่างจี,901/1,3,420101';
  const worker = 'มาวิน,ตัวอย่างพาส,901/2,3,420101';
  const [code, passport] = ['G000099990121', 'MA0123456'];
  const first = await survey(`${code},${pupil},7/5/2569,หนี้สิน`, `${passport},${worker},7/5/2569,หนี้สิน`);
  expect([first.rows, told(first)]).toEqual([counts(2, { created: 2 }), ['3 warning citizen_id citizen-id-passport']]);
  expect(JSON.stringify(first)).not.toMatch(/0000999901|0123456/);
  expect((await found({ citizenId: 'ma 0123456' })).length).toBe(1);
  const [known] = await found({ citizenId: code });
  expect((await householdOf({ citizenId: code })).members).toMatchObject([
    { citizenId: 'Gxxxxxxxxxxx1', idType: 'G_CODE' },
  ]);
  expect((await survey(`g0000-99990121,${pupil},7/5/2569,หนี้สิน,`)).rows).toEqual(counts(1, { unchanged: 1 }));

  const valid = '3000073506863';
  expect((await survey(`${valid},${pupil},8/5/2569,หนี้สิน`)).rows).toEqual(counts(1, { updated: 1 }));
  expect((await survey(`${code},${pupil},9/5/2569,หนี้สิน`)).rows).toEqual(counts(1, { updated: 1 }));
  for (const citizenId of [code, valid]) expect(await found({ citizenId })).toMatchObject([{ id: known!.id }]);
  expect((await householdOf({ citizenId: code })).members).toMatchObject([
    { citizenId: '3-0000-xxxxx-xx-3', idType: 'THAI13' },
  ]);
});
