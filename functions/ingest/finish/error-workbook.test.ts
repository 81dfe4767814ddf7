import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { parseReading, type FileReading } from '#functions/ingest/file-reading.ts';
import { readUploadedFile } from '#functions/ingest/read/read-uploaded-file.ts';
import { ERROR_COLUMNS } from '#shared/domain/intake/columns/error-columns.ts';
import type { FileRow, RowProblem } from '#shared/domain/intake/cells/row.ts';
import { openTable } from '#shared/spreadsheet/read-table.ts';
import { writeTextWorkbook } from '#shared/spreadsheet/text-workbook.ts';
import { inlineRows, rawWorkbook, rawZip } from '#test/fixtures/files/raw-zip.ts';
import { temporaryFolder } from '#test/fixtures/files/temporary-file.ts';
import { writeErrorWorkbook } from './error-workbook.ts';

const HEADER = ['ลำดับ', 'เลขประจำตัวประชาชน', 'ชื่อ', 'รหัสพื้นที่', 'วันที่สำรวจ'];
const CSV = `แบบสำรวจ,,\r\n${HEADER.join(',')}\r\n1,3000000000013,สมหญิง,420101,7/5/2569\r\n\r\n2,3000000000014,=HYPERLINK(1),420101,7/5/2569\r\n3,123456789016,สมชาย,999999,1/1/2570\r\nรวม,3\r\n`;

type Cells = { row: number; cells: string[] }[];

async function sheetsOf(path: string): Promise<Map<string, Cells>> {
  const table = await openTable(path);
  const sheets = new Map<string, Cells>();
  for (const sheet of table.sheets) {
    const rows: Cells = [];
    for await (const batch of sheet.batches()) rows.push(...batch);
    sheets.set(sheet.name, rows);
  }
  await table.close();
  return sheets;
}

async function upload(
  file: string,
  folder: string,
): Promise<{ reading: FileReading; rows: FileRow[]; problems: RowProblem[] }> {
  const result = await readUploadedFile({
    file,
    source: 'thaiqm-survey',
    context: { scopeAreas: [] },
    outDir: join(folder, 'out'),
    today: '2026-06-10',
  });
  if (!result.ok) throw new Error(result.message);
  const rows = result.chunks
    .flatMap(({ path }) => readFileSync(path, 'utf8').trimEnd().split('\n'))
    .map((line) => JSON.parse(line) as FileRow)
    .sort((a, b) => a.sheet - b.sheet || a.row - b.row);
  const { reading } = result;
  return { reading, rows, problems: [...result.fileProblems, ...rows.flatMap((row) => row.problems)] };
}

describe('the workbook sent back', () => {
  it('is the same table under the same numbers, with two columns more', async () => {
    using folder = temporaryFolder();
    const original = folder.file(CSV);
    const out = join(folder.path, 'back.xlsx');
    const { reading, problems } = await upload(original, folder.path);
    await writeErrorWorkbook({ original, reading, problems, out });
    const [[name, rows]] = [...(await sheetsOf(out))] as [[string, Cells]];
    expect(name).toBe('ข้อมูล');
    expect(rows.map(({ row }) => row)).toEqual([1, 2, 3, 5, 6, 7]);
    expect(rows[1]!.cells).toEqual([...HEADER, ERROR_COLUMNS.messages, ERROR_COLUMNS.columns]);
    expect(rows[2]!.cells).toEqual(['1', '3000000000013', 'สมหญิง', '420101', '7/5/2569']);
    expect(rows[3]!.cells.slice(0, 5)).toEqual(['2', '3000000000014', '=HYPERLINK(1)', '420101', '7/5/2569']);
    expect(rows[3]!.cells.slice(5)).toEqual([expect.stringMatching(/[ก-๙]/), 'เลขประจำตัวประชาชน']);
    expect(rows[4]!.cells[5]!.split('\n').at(-1)).toMatch(/^คำเตือน: /);
    expect(rows[4]!.cells[6]).toBe('รหัสพื้นที่, วันที่สำรวจ, เลขประจำตัวประชาชน');
  });

  it('shows the rows of a CSV with line ends of several systems, and the first with a cell behind the header', async () => {
    using folder = temporaryFolder();
    const wrong = '2,3000000000014,สมชาย,420101,7/5/2569';
    const original = folder.file(
      `${HEADER.join(',')}\n1,3000000000013,สมหญิง,420101,7/5/2569\r${wrong},เกิน\n\r${wrong}\r\n`,
    );
    const out = join(folder.path, 'back.xlsx');
    const { reading, problems } = await upload(original, folder.path);
    await writeErrorWorkbook({ original, reading, problems, out });
    const [rows = []] = (await sheetsOf(out)).values();
    expect(rows.map(({ row, cells }) => [row, cells[0]])).toEqual([
      [1, 'ลำดับ'],
      [2, '1'],
      [3, '2'],
      [5, '2'],
    ]);
    expect(rows[2]!.cells[6]).toMatch(/ทางขวาของหัวตาราง/);
    expect(rows[3]!.cells[6]).not.toMatch(/ทางขวาของหัวตาราง/);
  });

  it('colours what rejects red and what is to be looked at amber', async () => {
    using folder = temporaryFolder();
    const original = folder.file(CSV);
    const out = join(folder.path, 'back.xlsx');
    await writeErrorWorkbook({ original, ...(await upload(original, folder.path)), out });
    const book = await readXlsx(readFileSync(out), { readStyles: true });
    const fills = new Map(
      [...(book.sheets[0]!.cells ?? [])].map(([at, cell]) => [at, JSON.stringify(cell.style?.fill ?? null)]),
    );
    expect(fills.get('4,1')).toContain('FFC7CE');
    expect(fills.get('5,3')).toContain('FFC7CE');
    expect(fills.get('5,1')).toContain('FFEB9C');
    expect(fills.get('4,3') ?? 'null').not.toContain('FFC7CE');
  });

  it('is read again when it is corrected: same numbers, no error columns, nothing lost', async () => {
    using folder = temporaryFolder();
    const original = folder.file(CSV);
    const out = join(folder.path, 'back.xlsx');
    await writeErrorWorkbook({ original, ...(await upload(original, folder.path)), out });

    const again = await upload(out, folder.path);
    const before = await upload(original, folder.path);
    expect(again.rows.map(({ row, values }) => ({ row, values }))).toEqual(
      before.rows.map(({ row, values }) => ({ row, values })),
    );

    const [[name, rows]] = [...(await sheetsOf(out))] as [[string, Cells]];
    const fixed = rows.map(({ row, cells }) => ({
      row,
      cells: cells.map(
        (cell) => ({ '3000000000014': '3000000000021', '999999': '420101', '1/1/2570': '1/1/2569' })[cell] ?? cell,
      ),
    }));
    const corrected = join(folder.path, 'corrected.xlsx');
    await writeTextWorkbook(corrected, [{ name, rows: fixed }]);
    const third = await upload(corrected, folder.path);
    expect(third.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(third.rows.map(({ row }) => row)).toEqual([3, 5, 6]);

    // The columns of the last round give way to those of this one.
    const second = join(folder.path, 'second.xlsx');
    await writeErrorWorkbook({ original: corrected, ...third, out: second });
    const last = [...(await sheetsOf(second)).values()][0]!;
    expect(last[1]!.cells).toHaveLength(7);
    expect(last[3]!.cells).toHaveLength(5);
  });

  it('keeps sheets, hidden ones too, merged cells and widths, and no formula', async () => {
    using folder = temporaryFolder();
    const data = inlineRows([HEADER, ['1', '3000000000014', 'ก', '420101', '7/5/2569']]).replace(
      '</row></sheetData>',
      '<c t="str"><f>HYPERLINK("http://x","y")</f><v>=cmd|x</v></c></row></sheetData>',
    );
    const original = folder.file(
      rawZip([
        ...rawWorkbook([
          { name: 'หน้าแรก', xml: inlineRows([['คำชี้แจง']]) },
          {
            name: 'ข้อมูล 1',
            xml: `<cols><col min="3" max="3" width="33"/></cols>${data}<mergeCells><mergeCell ref="C2:C3"/></mergeCells>`,
          },
          { name: 'ซ่อน', state: 'hidden', xml: inlineRows([['ลับ']]) },
        ]),
        { name: 'xl/vbaProject.bin', content: 'macro' },
        { name: 'xl/externalLinks/externalLink1.xml', content: '<x/>' },
      ]),
    );
    const out = join(folder.path, 'back.xlsx');
    const { reading, problems } = await upload(original, folder.path);
    expect(problems.map(({ code }) => code)).toEqual([
      'sheet-hidden',
      'sheet-skipped',
      'cells-behind-header',
      'citizen-id-invalid',
    ]);
    await writeErrorWorkbook({ original, reading, problems, out });
    const table = await openTable(out);
    await table.close();
    expect(table.sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
      ['หน้าแรก', false],
      ['ข้อมูล 1', false],
      ['ซ่อน', true],
    ]);
    expect(table.sheets[1]!.merges).toEqual([{ top: 2, bottom: 3, left: 2, right: 2 }]);
    expect(table.sheets[1]!.widths.get(2)).toEqual({ width: 33, hidden: false });
    const rows = (await sheetsOf(out)).get('ข้อมูล 1')!;
    expect(rows[1]!.cells[5]).toBe('=cmd|x');
    expect(rows[1]!.cells[7]).toBe('เลขประจำตัวประชาชน');
    // What is to be said of the sheets that were not read is said on the one that was.
    expect(rows[0]!.cells[6]).toMatch(/หน้าแรก.*\n?.*ซ่อน|ซ่อน[\s\S]*หน้าแรก/u);
    expect(readFileSync(out).includes('vbaProject')).toBe(false);
    expect(readFileSync(out).includes('externalLink')).toBe(false);
  });

  it('gives the same bytes for the same input', async () => {
    using folder = temporaryFolder();
    const original = folder.file(CSV);
    const { reading, problems } = await upload(original, folder.path);
    const outs = ['one.xlsx', 'two.xlsx'].map((name) => join(folder.path, name));
    for (const out of outs) await writeErrorWorkbook({ original, reading, problems, out });
    expect(readFileSync(outs[0]!)).toEqual(readFileSync(outs[1]!));
  });

  it('cuts and reads the file as its rows were read, whatever it looks like', async () => {
    using folder = temporaryFolder();
    const original = folder.file(CSV.replaceAll(',', ';'));
    const out = join(folder.path, 'back.xlsx');
    const { reading, problems } = await upload(original, folder.path);
    expect(reading).toMatchObject({ csv: { encoding: 'utf-8', delimiter: ';' }, sheets: [{ number: 0, lastRow: 2 }] });
    const noted = parseReading(JSON.stringify(reading));
    expect(noted).toEqual(reading);
    await writeErrorWorkbook({
      original,
      reading: { ...noted, csv: { encoding: 'utf-8', delimiter: ',' } },
      problems,
      out,
    });
    const [rows = []] = (await sheetsOf(out)).values();
    expect(rows[2]!.cells[0]).toBe('1;3000000000013;สมหญิง;420101;7/5/2569');
  });

  it('says the problems of a sheet whose name is damaged in it, under a name that can be stored', async () => {
    using folder = temporaryFolder();
    const xml = inlineRows([HEADER, ['1', '3000000000014', 'สม\ufffdย', '420101', '7/5/2569']]);
    const original = folder.file(rawZip(rawWorkbook([{ name: 'เลย_xD800_', xml }])));
    const out = join(folder.path, 'back.xlsx');
    const { reading, problems } = await upload(original, folder.path);
    await writeErrorWorkbook({ original, reading, problems, out });
    const [[name, rows]] = [...(await sheetsOf(out))] as [[string, Cells]];
    expect(name).toBe('แผ่นงานที่ 1 (ชื่อเสียหาย)');
    expect(rows[1]!.cells[6]).toBe('เลขประจำตัวประชาชน, ชื่อ');
  });

  it('passes over problems of rows that are not there, and says those of sheets that were not read at the heading', async () => {
    using folder = temporaryFolder();
    const original = folder.file(CSV);
    const out = join(folder.path, 'back.xlsx');
    const problem = { severity: 'error', code: 'other', message: 'ผิด' } as const;
    const { reading } = await upload(original, folder.path);
    await writeErrorWorkbook({
      original,
      reading,
      problems: [
        { ...problem, row: 0 },
        { ...problem, row: 2, sheet: 'ไม่มี', message: 'ไม่ได้อ่าน' },
        { ...problem, row: 5 },
        { ...problem, row: 99 },
      ],
      out,
    });
    const rows = [...(await sheetsOf(out)).values()][0]!;
    expect(rows[1]!.cells[5]).toBe(`${ERROR_COLUMNS.messages}\nผิด\nไม่ได้อ่าน`);
    expect(rows.filter(({ cells }) => cells[5] === 'ผิด').map(({ row }) => row)).toEqual([5]);
  });
});
