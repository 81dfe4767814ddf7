/** Workbooks marked for tests, and what is to be seen of them. */
import { join } from 'node:path';
import type { OfficeWorkbook } from '#test/fixtures/files/office-workbook.ts';
import { partsOf } from '#test/fixtures/files/parts-of-zip.ts';
import { rawWorkbook, rawZip } from '#test/fixtures/files/raw-zip.ts';
import { temporaryFolder } from '#test/fixtures/files/temporary-file.ts';
import { FIRST_SHEET } from '#test/fixtures/files/unclosed-parts.ts';
import { FileRefused } from '../file-refusal.ts';
import { markWorkbook, type RowToMark, type SheetToMark } from '../mark-workbook.ts';
import { NotInPlace } from '../not-in-place.ts';
import { openTable } from '../read-table.ts';
import type { TableRow } from '../table.ts';

export const ROWS: OfficeWorkbook['rows'] = [
  ['3000000000013', 'สมหญิง', '420101', 46149],
  ['3000000000014', 'สมชาย &amp; คณะ', '999999', 46150],
  ['3000000000021', 'สมศรี', '420101', 46151],
];

export const HEADING: RowToMark = {
  cells: new Map(),
  texts: [
    { text: 'ข้อผิดพลาด', mark: 'heading' },
    { text: 'คอลัมน์', mark: 'heading' },
  ],
};

export function said(text: string, cells: RowToMark['cells'] = new Map()): RowToMark {
  return {
    cells,
    texts: [
      { text, mark: 'error' },
      { text: 'รหัสพื้นที่', mark: 'none' },
    ],
  };
}

/** Row 5 of the data sheet marked: the ID amber, the area red. */
export const MARKED: SheetToMark = {
  number: 1,
  headerRow: 3,
  free: 5,
  earlier: [],
  widths: [60, 30],
  rows: new Map([
    [3, HEADING],
    [
      5,
      said(
        '=ผิด <มาก>\n& "อีก"\u0001',
        new Map([
          [0, 'warning'],
          [2, 'error'],
        ]),
      ),
    ],
  ]),
};

export type Parts = Map<string, Buffer>;

export async function mark(original: Buffer, ...sheets: SheetToMark[]): Promise<Parts> {
  using folder = temporaryFolder();
  const out = join(folder.path, 'out.xlsx');
  await markWorkbook(folder.file(original), out, sheets);
  return await partsOf(out);
}

export function xmlOf(parts: Parts, name: string): string {
  return parts.get(name)?.toString('utf8') ?? '';
}

/** The sheet with what is given inside of `<worksheet>`, marked. */
export async function markedInside(inside: string, marks: Partial<SheetToMark>, styles?: string): Promise<string> {
  const book = rawZip(rawWorkbook([{ name: 'ก', xml: inside }], styles === undefined ? {} : { styles }));
  const parts = await mark(book, { ...MARKED, number: 0, headerRow: 1, free: 2, rows: new Map(), ...marks });
  return xmlOf(parts, FIRST_SHEET)
    .replace(/^.*?<worksheet[^>]*>/s, '')
    .replace('</worksheet>', '');
}

export async function reasonOf(marking: Promise<unknown>): Promise<string> {
  try {
    await marking;
  } catch (error) {
    if (error instanceof NotInPlace) return error.reason;
    if (error instanceof FileRefused) return error.code;
    throw error;
  }
  return 'done';
}

export async function rowsOf(original: Buffer, sheet: number): Promise<TableRow[]> {
  using folder = temporaryFolder();
  const table = await openTable(folder.file(original));
  const rows: TableRow[] = [];
  for await (const batch of table.sheets[sheet]?.batches() ?? []) rows.push(...batch);
  await table.close();
  return rows;
}
