/** Columns that an office has mapped by hand, over the whole path of one machine. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { ERROR_COLUMNS } from '#shared/domain/intake/columns/error-columns.ts';
import { openTable } from '#shared/spreadsheet/read-table.ts';

import { call, counts, signIn } from './api-client.ts';
import { bom, csv, HEADER, sendingOffice, survey, THAI } from './sending-office.ts';

const office = sendingOffice('mapped-columns');
const { send, person, householdOf } = office;

describe('a file whose office names its columns in its own way', () => {
  const own = HEADER.map((name) => (name === 'วันที่สำรวจ' ? 'วันที่ออกเก็บข้อมูลภาคสนาม' : name));
  const fileOf = (...rows: string[][]): Buffer => bom(csv(own, ...rows));
  const columns = { วันที่ออกเก็บข้อมูลภาคสนาม: 'survey_date' };

  it('is refused until the office maps them by hand, and read by the map from then on', async () => {
    const district = await signIn(office.url, 'district-officer-4201');
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
    const municipal = await signIn(office.url, 'municipal-officer-4201');
    expect(await send(fileOf(person()), municipal)).toMatchObject({ status: 'FAILED' });
  });

  it('may not turn a column that the system knows into another, for itself or for others', async () => {
    const importer = await signIn(office.url, 'data-importer-42');
    const offer = { source: 'thaiqm-survey', filename: 'a.csv', size: 10, columns: { [HEADER[0]!]: 'first_name' } };
    const { status, body } = await call(office.url, importer, 'POST', '/v1/uploads', offer);
    expect([status, body.errors[0].pointer]).toEqual([422, `/columns/${HEADER[0]}`]);
    expect(body.errors[0].message).toMatch(THAI);
    const row = person();
    expect(await send(survey(row), importer)).toMatchObject({ rows: counts(1, { created: 1 }), problems: [] });
    expect(await householdOf(row[0]!)).toBeDefined();
  });

  it('says it in vain until a file with it has been read', async () => {
    const exec = await signIn(office.url, 'municipal-officer-4201');
    const offer = { source: 'thaiqm-survey', filename: 'a.csv', size: 10, columns: { วันลงพื้นที่เก็บ: 'survey_date' } };
    expect((await call(office.url, exec, 'POST', '/v1/uploads', offer)).status).toBe(201);
    const named = HEADER.map((name) => (name === 'วันที่สำรวจ' ? 'วันลงพื้นที่เก็บ' : name));
    expect(await send(bom(csv(named, person())), exec)).toMatchObject({ status: 'FAILED' });
  });

  it('gets its mapped file back with the errors marked', async () => {
    const district = await signIn(office.url, 'district-officer-4201');
    // More of another delimiter than of its own: the workbook must be cut as the file was read.
    const needs = Array.from({ length: 14 }, (_, at) => `ปัญหา ${at}`).join(';');
    const bytes = fileOf(person({ 7: needs }), person({ 5: '999999', 7: needs }));
    const wrong = await send(bytes, district, { columns });
    expect(wrong).toMatchObject({ rows: counts(2, { created: 1, rejected: 1 }) });
    const file = join(office.folder, 'mapped.xlsx');
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
    const { status, body } = await call(office.url, office.officer, 'POST', '/v1/uploads', offer);
    expect([status, body.code]).toEqual([422, 'invalid-input']);
  });
});
