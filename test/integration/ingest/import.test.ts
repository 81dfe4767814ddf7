/** Files as offices send them, over the whole path of one machine: form, post, receipt, workbook. */
import { describe, expect, it } from 'vitest';

import { windows874 } from '#shared/spreadsheet/windows-874.ts';
import { inlineRows, rawWorkbook, rawZip } from '#test/fixtures/files/raw-zip.ts';

import { call, counts, signIn } from './api-client.ts';
import { bom, csv, HEADER, HELP_HEADER, sendingOffice, survey, THAI } from './sending-office.ts';

const office = sendingOffice('import');
const { send, person, householdOf, entriesOf } = office;

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
    const receipt = await send(bom(csv(HELP_HEADER, ...help, ['x', ...(help[0] ?? []).slice(1)])), office.officer, {
      source: 'assistance',
    });
    expect(receipt.rows).toEqual(counts(4, { created: 3, rejected: 1 }));
    expect(receipt.problems).toMatchObject([
      { row: 5, severity: 'error', column: 'citizen_id' },
      { row: 2, severity: 'warning', code: 'agency-blank', rows: 4, first: 2 },
    ]);
    expect(receipt.problemCounts).toEqual({ 'agency-blank': 4, [receipt.problems[0]?.code ?? '']: 1 });
    const path = `/v1/uploads/${receipt.id}/problems?limit=3`;
    const page = (await call(office.url, office.officer, 'GET', path)).body;
    expect(page.items.map(({ row }: { row: number }) => row)).toEqual([5, 2, 3]);
    const next = (await call(office.url, office.officer, 'GET', `${path}&cursor=${page.nextCursor}`)).body;
    expect(next).toMatchObject({ items: [{ row: 4 }, { row: 5 }], nextCursor: null });
  });
});

it('a template comes as a workbook that can be posted, in which its example is no row', async () => {
  const answer = await fetch(`${office.url}/v1/upload-templates/thaiqm-survey`, {
    headers: { authorization: `Bearer ${office.officer}` },
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
    const trial = await send(bytes, office.officer, { dryRun: true });
    expect(trial).toMatchObject({ status: 'FINISHED', dryRun: true, rows: counts(3, { created: 2, rejected: 1 }) });
    expect(trial.problems).toMatchObject([{ row: 4, code: 'area-unknown' }]);
    expect((await fetch(trial.errorWorkbook ?? '')).status).toBe(200);
    for (const [citizenId = ''] of rows) expect(await householdOf(citizenId)).toBeUndefined();
    expect(await send(bytes, office.officer, { dryRun: true })).toMatchObject({
      rows: counts(3, { created: 2, rejected: 1 }),
    });

    const real = await send(bytes);
    expect(real).toMatchObject({ dryRun: false, rows: counts(3, { created: 2, rejected: 1 }) });
    expect(await householdOf(rows[0]?.[0] ?? '')).toBeDefined();
    // The file was known before its second trial; a trial judges it all the same.
    expect(await send(bytes, office.officer, { dryRun: true })).toMatchObject({
      rows: counts(3, { unchanged: 2, rejected: 1 }),
    });
    expect(await send(bytes)).toMatchObject({ dryRun: false, rows: real.rows });
  });

  it('leaves the columns of the office as they are', async () => {
    const importer = await signIn(office.url, 'data-importer-42');
    const named = HEADER.map((name) => (name === 'วันที่สำรวจ' ? 'วันลงพื้นที่จริง' : name));
    const bytes = bom(csv(named, person()));
    const columns = { วันลงพื้นที่จริง: 'survey_date' };
    expect(await send(bytes, importer, { columns, dryRun: true })).toMatchObject({ rows: counts(1, { created: 1 }) });
    expect(await send(bytes, importer)).toMatchObject({ status: 'FAILED' });
  });

  it('of help finds what would be new, and opens no file to the agency', async () => {
    const cdd = await signIn(office.url, 'agency-focal-cdd');
    const known = person();
    await send(survey(known));
    const help = (baht: string): string[] => [known[0] ?? '', '420101', 'cdd', 'รายได้', 'เงิน', '10/5/2569', baht];
    const bytes = bom(csv(HELP_HEADER, help('500'), help('500'), help('600')));
    const trial = await send(bytes, cdd, { source: 'assistance', dryRun: true });
    expect(trial.rows).toEqual(counts(3, { created: 2, unchanged: 1 }));
    const path = `/v1/households/${(await householdOf(known[0] ?? ''))?.id}`;
    expect((await call(office.url, cdd, 'GET', path)).status).toBe(404);
    expect((await send(bytes, cdd, { source: 'assistance' })).rows).toEqual(trial.rows);
    expect((await call(office.url, cdd, 'GET', path)).status).toBe(200);
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
