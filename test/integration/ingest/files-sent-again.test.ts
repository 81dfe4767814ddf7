/** Files that are sent again: the same bytes, newer ones, and those that came back with their errors marked. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { ERROR_COLUMNS } from '#shared/domain/intake/columns/error-columns.ts';
import { openTable } from '#shared/spreadsheet/read-table.ts';
import { writeTextWorkbook } from '#shared/spreadsheet/text-workbook.ts';
import { windows874 } from '#shared/spreadsheet/windows-874.ts';
import { partsOf } from '#test/fixtures/files/parts-of-zip.ts';
import { inlineRows, rawWorkbook, rawZip } from '#test/fixtures/files/raw-zip.ts';

import { counts } from './api-client.ts';
import { bom, csv, HEADER, sendingOffice, survey, THAI } from './sending-office.ts';

const office = sendingOffice('files-sent-again');
const { send, person } = office;

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
    const file = join(office.folder, 'own.xlsx');
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
    const file = join(office.folder, 'returned.xlsx');
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
    const out = join(office.folder, 'corrected.xlsx');
    await writeTextWorkbook(out, [{ name: 'ข้อมูล', hidden: false, widths: new Map(), merges: [], rows: corrected }]);
    expect((await send(await readFile(out))).rows).toEqual(counts(3, { created: 1, unchanged: 2 }));
  });
});
