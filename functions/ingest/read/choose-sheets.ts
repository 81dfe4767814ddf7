import { storableSheets } from '#functions/ingest/storable-sheets.ts';
import {
  HEADER_SEARCH_ROWS,
  readHeader,
  type Header,
  type MappedColumns,
} from '#shared/domain/intake/columns/header.ts';
import { TEMPLATE_SHEETS } from '#shared/domain/intake/columns/template-sheets.ts';
import { tellUsed } from '#shared/domain/intake/columns/mapped-columns.ts';
import type { RowProblem, UploadSource } from '#shared/domain/intake/cells/row.ts';
import type { FileProblemCode } from '#shared/file-problems.ts';
import type { FileRefusalCode } from '#shared/file-refusals.ts';
import { FileRefused } from '#shared/spreadsheet/file-refusal.ts';
import type { Table, TableRow, TableSheet } from '#shared/spreadsheet/table.ts';
import { headerWidth } from './cells-behind-header.ts';

/** `width`: how many columns the header takes; `number`: which sheet of the file it is, from 0. */
export type ChosenSheet = { sheet: TableSheet; number: number; header: Header; width: number };

const SAMPLE_ROWS = 200;

type Refusal = { code: FileRefusalCode; message: string; detail: string };

/** Thrown for a file whose sheets cannot be used: the header's own Thai sentence is the answer. */
export class SheetsRefused extends Error {
  override readonly name = 'SheetsRefused';
  readonly code: FileRefusalCode;
  readonly thai: string;
  constructor({ code, message, detail }: Refusal) {
    super(detail);
    this.code = code;
    this.thai = message;
  }
}

const MOST_TELLING: readonly FileRefusalCode[] = ['file-wrong-source', 'file-columns-missing', 'file-no-header'];

/**
 * Which sheets hold rows of the source: all visible ones with its header.
 * Hidden sheets, and sheets beside good ones that have another header or none,
 * are passed over with a warning each; a name that cannot be stored is replaced,
 * with a warning. `rowBytes` is about how much text a row
 * has, from a sample; `columns` are those mapped by hand that were used. Throws
 * when no sheet can be used.
 */
export async function chooseSheets(
  table: Table,
  source: UploadSource,
  mapped: MappedColumns,
): Promise<{ chosen: ChosenSheet[]; problems: RowProblem[]; rowBytes: number; columns: MappedColumns }> {
  const chosen: ChosenSheet[] = [];
  const problems: RowProblem[] = [];
  const refusals: { refusal: Refusal; sheet: string; blank: boolean }[] = [];
  let rowBytes = 0;
  for (const [number, sheet] of storableSheets(table.sheets).entries()) {
    if (sheet.renamed)
      problems.push(ofSheet(sheet.name, 'unstorable-text', `ชื่อแผ่นงานมีอักขระที่เสียหาย ระบบเรียกแผ่นงานนี้ว่า "${sheet.name}"`));
    if (sheet.hidden) {
      problems.push(ofSheet(sheet.name, 'sheet-hidden', `แผ่นงาน "${sheet.name}" ถูกซ่อนไว้ จึงไม่ได้อ่าน`));
      continue;
    }
    const sample = await firstRows(sheet);
    const reading = readHeader(sample.slice(0, HEADER_SEARCH_ROWS + 3), source, mapped);
    if (reading.ok) {
      chosen.push({ sheet, number, header: reading.header, width: headerWidth(reading.header, sample, sheet.merges) });
      problems.push(
        ...reading.header.problems.map((problem) => (sheet.name === '' ? problem : { ...problem, sheet: sheet.name })),
      );
      rowBytes ||= bytesOfRow(
        sample.filter(({ row }) => row > reading.header.lastRow),
        table.kind,
      );
    } else {
      const blank = sample.every(({ cells }) => cells.every((cell) => cell.trim() === ''));
      refusals.push({ refusal: reading, sheet: sheet.name, blank });
    }
  }
  const failed = refusals.filter(({ blank }) => !blank);
  if (chosen.length > 0) {
    for (const { refusal, sheet } of failed)
      if (sheet !== TEMPLATE_SHEETS.how && sheet !== TEMPLATE_SHEETS.values)
        problems.push(ofSheet(sheet, 'sheet-skipped', `แผ่นงาน "${sheet}" ไม่ได้อ่าน: ${refusal.message}`));
    const columns: MappedColumns = Object.assign({}, ...chosen.map(({ header }) => header.mapped));
    return { chosen, problems: [...tellUsed(columns), ...problems], rowBytes: rowBytes || 1, columns };
  }
  if (failed.length === 0) throw nothingVisible(table);
  const worst = failed.toSorted(
    (a, b) => MOST_TELLING.indexOf(a.refusal.code) - MOST_TELLING.indexOf(b.refusal.code),
  )[0];
  throw new SheetsRefused(worst?.refusal ?? { code: 'file-no-header', message: '', detail: '' });
}

function nothingVisible(table: Table): FileRefused {
  const hidden = storableSheets(table.sheets)
    .filter((sheet) => sheet.hidden)
    .map((sheet) => sheet.name);
  if (hidden.length === 0) return new FileRefused('file-empty', 'All sheets are blank.');
  return new FileRefused('file-empty', 'All visible sheets are blank.', `แผ่นงานที่ซ่อนไว้ไม่ได้อ่าน (${hidden.join(', ')})`);
}

function ofSheet(sheet: string, code: FileProblemCode, message: string): RowProblem {
  return { sheet, row: 0, severity: 'warning', code, message };
}

async function firstRows(sheet: TableSheet): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  for await (const batch of sheet.batches()) {
    rows.push(...batch.slice(0, SAMPLE_ROWS - rows.length));
    if (rows.length >= SAMPLE_ROWS) break;
  }
  return rows;
}

const XML_BYTES_OF_CELL = 32;

function bytesOfRow(rows: readonly TableRow[], kind: Table['kind']): number {
  let bytes = 0;
  for (const { cells } of rows)
    for (const cell of cells)
      if (kind === 'csv') bytes += Buffer.byteLength(cell) + 1;
      else if (cell !== '') bytes += XML_BYTES_OF_CELL;
  return rows.length === 0 ? 0 : bytes / rows.length;
}
