import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseReading, type FileReading } from '#functions/ingest/file-reading.ts';
import { readUploadedFile } from '#functions/ingest/read/read-uploaded-file.ts';
import { ERROR_COLUMNS } from '#shared/domain/intake/columns/error-columns.ts';
import type { FileRow, RowProblem, UploadSource } from '#shared/domain/intake/cells/row.ts';
import { openTable } from '#shared/spreadsheet/read-table.ts';
import type { TableRow } from '#shared/spreadsheet/table.ts';
import { windows874 } from '#shared/spreadsheet/windows-874.ts';
import { officeParts, officeWorkbook, type OfficeWorkbook } from '#test/fixtures/files/office-workbook.ts';
import { partsOf } from '#test/fixtures/files/parts-of-zip.ts';
import { inlineRows, rawWorkbook, rawZip } from '#test/fixtures/files/raw-zip.ts';
import { temporaryFolder } from '#test/fixtures/files/temporary-file.ts';
import { makeReturnedFiles } from './returned-files.ts';

const ROWS: OfficeWorkbook['rows'] = [
  ['3000000000013', 'สมหญิง', '420101', 46149],
  ['3000000000014', 'สมชาย', '999999', 46150],
  ['3000000000021', 'สมศรี', '420101', 46151],
];

async function read(
  file: string,
  folder: string,
  source: UploadSource = 'thaiqm-survey',
): Promise<{ reading: FileReading; rows: FileRow[]; problems: RowProblem[] }> {
  const result = await readUploadedFile({
    file,
    source,
    context: { scopeAreas: [] },
    outDir: join(folder, 'out'),
    today: '2026-06-10',
  });
  if (!result.ok) throw new Error(result.message);
  const rows = result.chunks
    .flatMap(({ path }) => readFileSync(path, 'utf8').trimEnd().split('\n'))
    .map((line) => JSON.parse(line) as FileRow)
    .sort((a, b) => a.sheet - b.sheet || a.row - b.row);
  // As it comes from where it is kept.
  const reading = parseReading(JSON.stringify(result.reading));
  return { reading, rows, problems: [...result.fileProblems, ...rows.flatMap((row) => row.problems)] };
}

async function linesOf(path: string, sheet = 0): Promise<TableRow[]> {
  const table = await openTable(path);
  const lines: TableRow[] = [];
  for await (const batch of table.sheets[sheet]?.batches() ?? []) lines.push(...batch);
  await table.close();
  return lines;
}

async function partOf(path: string, name: string): Promise<string> {
  return (await partsOf(path)).get(name)?.toString('utf8') ?? '';
}

describe('the workbook of an office sent back', () => {
  it('is its own, with colours and two columns, behind a hidden sheet and one that is skipped', async () => {
    using folder = temporaryFolder();
    const original = folder.file(officeWorkbook({ rows: ROWS }));
    const { reading, problems, rows } = await read(original, folder.path);
    const { workbook, csv, said } = await makeReturnedFiles({ original, reading, problems }, folder.path);
    expect([csv, said]).toEqual([undefined, []]);
    const lines = await linesOf(workbook, 1);
    expect(lines[1]?.cells.slice(5)).toEqual([
      expect.stringMatching(new RegExp(`^${RegExp.escape(ERROR_COLUMNS.messages)}\\n.*ซ่อน.*\\n.*คำชี้แจง`)),
      ERROR_COLUMNS.columns,
    ]);
    expect(lines[3]?.cells.slice(5)).toEqual([expect.stringMatching(/[ก-๙]/), 'เลขประจำตัวประชาชน, รหัสพื้นที่']);
    expect(lines[2]?.cells).toHaveLength(5);
    const back = readFileSync(workbook);
    expect(back.includes('xl/comments1.xml')).toBe(true);

    // Corrected or not, it is read as the file was, and its columns are used again.
    const again = await read(workbook, folder.path);
    expect(again.rows.map(({ row, values }) => ({ row, values }))).toEqual(
      rows.map(({ row, values }) => ({ row, values })),
    );
    expect(again.reading.sheets[0]).toMatchObject({ errorColumns: [5, 6], free: 7 });
    const second = await makeReturnedFiles({ original: workbook, ...again }, join(folder.path, 'out'));
    expect((await linesOf(second.workbook, 1)).map(({ cells }) => cells.length)).toEqual(
      lines.map(({ cells }) => cells.length),
    );
  });

  it('marks the cells it has for a column that the file lacks', async () => {
    using folder = temporaryFolder();
    const header = ['ลำดับ', 'เลขประจำตัวประชาชน', 'ชื่อ', 'จังหวัด', 'อำเภอ', 'ตำบล', 'วันที่สำรวจ'];
    const sheet = inlineRows([header, ['1', '3000000000013', 'ก', '', '', '', '7/5/2569']]);
    const original = folder.file(rawZip(rawWorkbook([{ name: 'ก', xml: sheet }])));
    const { reading, problems } = await read(original, folder.path);
    expect(problems).toMatchObject([{ row: 2, column: 'area_code', code: 'area-missing' }]);
    const { workbook, said } = await makeReturnedFiles({ original, reading, problems }, folder.path);
    expect(said).toEqual([]);
    const xml = await partOf(workbook, 'xl/worksheets/sheet1.xml');
    expect([...xml.matchAll(/<c r="([A-Z]2)" s="\d+"/g)].map(([, at]) => at)).toEqual(['H2', 'I2']);
    expect(xml.match(/<c t="inlineStr" s="\d+">/g)).toHaveLength(3);
  });

  it('says a message for a row that is not in the sheet where the row would be', async () => {
    using folder = temporaryFolder();
    const original = folder.file(officeWorkbook({ rows: ROWS }));
    const { reading } = await read(original, folder.path);
    const problem: RowProblem = { row: 2, sheet: 'ข้อมูล', severity: 'warning', code: 'other', message: 'ดูแถวนี้' };
    const { workbook } = await makeReturnedFiles({ original, reading, problems: [problem] }, folder.path);
    expect((await linesOf(workbook, 1))[1]).toEqual({ row: 2, cells: ['', '', '', '', '', 'คำเตือน: ดูแถวนี้'] });
  });

  it('says as many lines in a cell as Excel takes', async () => {
    using folder = temporaryFolder();
    const original = folder.file(officeWorkbook({ rows: ROWS }));
    const { reading } = await read(original, folder.path);
    const problem: RowProblem = { row: 5, sheet: 'ข้อมูล', severity: 'error', code: 'other', message: 'ผิด' };
    const problems = [0, 5].flatMap((row) => Array.from({ length: 300 }, () => ({ ...problem, row })));
    const { workbook } = await makeReturnedFiles({ original, reading, problems }, folder.path);
    const lines = await linesOf(workbook, 1);
    const texts = [lines[1]?.cells[5] ?? '', lines[3]?.cells[5] ?? ''];
    expect(texts.map((text) => text.split('\n').length)).toEqual([202, 201]);
    expect(texts.map((text) => text.split('\n').at(-1))).toEqual(Array(2).fill(expect.stringContaining('อีก 100 ข้อ')));
  });

  it('keeps formulas whose result is the empty text', async () => {
    using folder = temporaryFolder();
    const empty = '<c r="H4" t="str"><f>IF(A4="","x","")</f><v></v></c></row>';
    const parts = officeParts({ rows: ROWS }).map((part) =>
      part.name === 'xl/worksheets/sheet2.xml'
        ? { ...part, content: part.content.toString().replace(/(<row r="4".*?)<\/row>/, `$1${empty}`) }
        : part,
    );
    const original = folder.file(rawZip(parts));
    const { reading, problems } = await read(original, folder.path);
    expect(reading.sheets[0]?.free).toBe(8);
    const { workbook, said } = await makeReturnedFiles({ original, reading, problems }, folder.path);
    expect(said).toEqual([]);
    expect(await partOf(workbook, 'xl/worksheets/sheet2.xml')).toContain(empty.replace('</row>', ''));
  });

  it.each<[string, OfficeWorkbook, RegExp]>([
    ['no cell formats', { rows: ROWS, parts: { 'xl/styles.xml': null } }, /รูปแบบเซลล์/],
    [
      'cell formats up to the limit',
      {
        rows: ROWS,
        parts: { 'xl/styles.xml': `<styleSheet><cellXfs>${'<xf/>'.repeat(65_490)}</cellXfs></styleSheet>` },
      },
      /65,490/,
    ],
  ])('is a plain copy that says so when it has %s', async (_, office, reason) => {
    using folder = temporaryFolder();
    const original = folder.file(officeWorkbook(office));
    const { reading, problems } = await read(original, folder.path);
    const { workbook, said } = await makeReturnedFiles({ original, reading, problems }, folder.path);
    expect(said).toEqual([
      { row: 0, severity: 'warning', code: 'error-workbook-plain', message: expect.stringMatching(reason) },
    ]);
    const lines = await linesOf(workbook, 1);
    expect(lines[1]?.cells[5]).toContain(said[0]?.message);
    expect(lines[3]?.cells[6]).toBe('เลขประจำตัวประชาชน, รหัสพื้นที่');
  });

  it('colours the cell that is seen where rows are wrong in one that is merged', async () => {
    using folder = temporaryFolder();
    const rows = [
      HEADER,
      ['1', '3000000000013', 'สมหญิง', '999999', '7/5/2569'],
      ['2', '3000000000021', 'สมศรี', '', '8/5/2569'],
    ];
    const xml = `${inlineRows(rows)}<mergeCells><mergeCell ref="D2:D3"/></mergeCells>`;
    const styles = '<styleSheet><cellXfs><xf/></cellXfs></styleSheet>';
    const original = folder.file(rawZip(rawWorkbook([{ name: 'ข้อมูล', xml }], { styles })));
    const { reading, problems } = await read(original, folder.path);
    // Only the upper row has an error in another column.
    const lower = problems.filter(({ row }) => row === 3);
    expect(lower.map(({ column }) => column)).toContain('area_code');
    const { workbook } = await makeReturnedFiles({ original, reading, problems: lower }, folder.path);
    const sheet = await partOf(workbook, 'xl/worksheets/sheet1.xml');
    expect(sheet).toMatch(/<row r="2">(?:<c t.*?<\/c>){3}<c t="inlineStr" s="[1-9]">/);
    const before = {
      ...reading,
      sheets: parseReading(JSON.stringify(reading, (key, value) => (key === 'merged' ? undefined : value))).sheets,
    };
    const old = await makeReturnedFiles({ original, reading: before, problems: lower }, join(folder.path, 'out'));
    expect(await partOf(old.workbook, 'xl/worksheets/sheet1.xml')).not.toMatch(/<row r="2">.*s="[1-9]".*<row r="3"/s);
  });

  it('is a plain copy when the note on its reading is of the release before', async () => {
    using folder = temporaryFolder();
    const original = folder.file(officeWorkbook({ rows: ROWS }));
    const { reading, problems } = await read(original, folder.path);
    const before = { ...reading, sheets: reading.sheets.map((sheet) => ({ ...sheet, free: undefined })) };
    const { said } = await makeReturnedFiles({ original, reading: before, problems }, folder.path);
    expect(said).toMatchObject([{ code: 'error-workbook-plain' }]);
  });
});

const HEADER = ['ลำดับ', 'เลขประจำตัวประชาชน', 'ชื่อ', 'รหัสพื้นที่', 'วันที่สำรวจ'];
const CSV = [
  HEADER,
  ['1', '3000000000013', 'สมหญิง', '420101', '7/5/2569'],
  [],
  ['2', '3000000000014', '-สมชาย', '999999', '7/5/2569'],
  ['รวม', '2'],
];

describe('the CSV of an office sent back', () => {
  it.each<[string, (text: string) => Buffer, string, RegExp]>([
    ['UTF-8', (text) => Buffer.from(text), ',', /^efbbbf/],
    ['Windows-874', windows874, ';', /^c5d3b4/],
    ['UTF-16LE', (text) => Buffer.from(`\ufeff${text}`, 'utf16le'), '\t', /^fffe/],
  ])('in %s has its delimiter, encoding and rows, with two columns', async (_, encode, delimiter, beginning) => {
    using folder = temporaryFolder();
    const original = folder.file(encode(CSV.map((cells) => cells.join(delimiter)).join('\r\n')));
    const { reading, problems, rows } = await read(original, folder.path);
    const { workbook, csv = '' } = await makeReturnedFiles({ original, reading, problems }, folder.path);
    expect(readFileSync(csv).toString('hex')).toMatch(beginning);
    const lines = await linesOf(csv);
    expect(lines.map(({ row }) => row)).toEqual([1, 2, 3, 4, 5]);
    expect(lines[0]?.cells).toEqual([...HEADER, ERROR_COLUMNS.messages, ERROR_COLUMNS.columns]);
    expect(lines[1]?.cells).toEqual(CSV[1]);
    expect(lines[3]?.cells).toEqual([
      ...CSV[3]!,
      expect.stringMatching(/^[^\n]*[ก-๙] \/ [^\n]*$/),
      'เลขประจำตัวประชาชน, รหัสพื้นที่',
    ]);
    const [, , marked] = await linesOf(workbook);
    expect(marked?.cells.slice(0, 4)).toEqual(['2', '3000000000014', '-สมชาย', '999999']);

    const again = await read(csv, folder.path);
    expect(again.rows.map(({ row, values }) => ({ row, values }))).toEqual(
      rows.map(({ row, values }) => ({ row, values })),
    );
    const second = await makeReturnedFiles({ original: csv, ...again }, join(folder.path, 'out'));
    expect(readFileSync(second.csv ?? '')).toEqual(readFileSync(csv));
  });
});
