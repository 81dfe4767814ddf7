import type { FileReading } from '#functions/ingest/file-reading.ts';
import { storableSheets } from '#functions/ingest/storable-sheets.ts';
import { ERROR_COLUMNS } from '#shared/domain/intake/columns/error-columns.ts';
import type { RowProblem } from '#shared/domain/intake/cells/row.ts';
import type { CellMark } from '#shared/spreadsheet/cell-mark.ts';
import { reopenTable } from '#shared/spreadsheet/reopen-table.ts';
import type { Table, TableSheet } from '#shared/spreadsheet/table.ts';
import { SHEET_ROWS, writeTextWorkbook, type TextRow, type TextSheet } from '#shared/spreadsheet/text-workbook.ts';

import { NOTE_WIDTHS, problemsBySheet, sheetNotes, type RowNote } from './row-notes.ts';

export type ErrorWorkbookInput = {
  /** Path of the officer's file. */
  original: string;
  /** What the read step decided of it. */
  reading: FileReading;
  problems: readonly RowProblem[];
  /** Path of the workbook to write. */
  out: string;
};

const CSV_SHEET = 'ข้อมูล';

/**
 * Writes the officer's table back as a new workbook, to be corrected in place: the same
 * sheets, rows and columns under the same row numbers, with merged cells and
 * widths, wrong cells coloured (red rejects, amber is to be looked at), and at
 * the right end two columns that say in Thai what is wrong and where.
 *
 * Every cell is text, so none of it runs: formulas are their stored values.
 * Error columns of an earlier round are replaced. A CSV longer than a sheet goes
 * on in a second one, under the same header. Same input, same bytes.
 */
export async function writeErrorWorkbook(input: ErrorWorkbookInput): Promise<void> {
  const { original, reading, problems, out } = input;
  const table = await reopenTable(original, reading.csv);
  try {
    const headers = new Map(reading.sheets.map((sheet) => [sheet.number, sheet]));
    const found = problemsBySheet(problems, reading);
    const sheets: TextSheet[] = [];
    for (const [number, sheet] of storableSheets(table.sheets).entries()) {
      const shape = await readShape(sheet, headers.get(number));
      const ofSheet = found.get(number) ?? [];
      sheets.push(...parts(table, sheet, shape).map((part) => textSheet(part, sheet, shape, ofSheet)));
    }
    await writeTextWorkbook(out, sheets);
  } finally {
    await table.close();
  }
}

type SheetHeader = FileReading['sheets'][number];
/** `width`: columns without the error columns of an earlier round. */
type Shape = { header: SheetHeader | undefined; headerCells: readonly string[]; width: number; lastRow: number };

/** A sheet is read once before, to know how wide it is: the error columns come right of everything. */
export async function readShape(sheet: TableSheet, header: SheetHeader | undefined): Promise<Shape> {
  let headerCells: readonly string[] = [];
  let width = 0;
  let lastRow = 0;
  for await (const batch of sheet.batches())
    for (const { row, cells } of batch) {
      lastRow = row;
      if (row === header?.lastRow) headerCells = cells;
      if (cells.length > width) width = filledWidth(cells, width);
    }
  const errorsFrom = Math.min(...(header?.errorColumns ?? []), Infinity);
  // Our own columns of an earlier round were at the right end: the new ones take their place.
  return { header, headerCells, width: Math.min(width, errorsFrom), lastRow };
}

function filledWidth(cells: readonly string[], atLeast: number): number {
  let width = cells.length;
  while (width > atLeast && cells[width - 1] === '') width--;
  return width;
}

type Part = { name: string; from: number; to: number };

function parts(table: Table, sheet: TableSheet, { lastRow }: Shape): Part[] {
  const name = table.kind === 'csv' ? CSV_SHEET : sheet.name;
  if (lastRow <= SHEET_ROWS) return [{ name, from: 1, to: lastRow }];
  return [
    { name, from: 1, to: SHEET_ROWS },
    { name: `${name} 2`, from: SHEET_ROWS + 1, to: lastRow },
  ];
}

function textSheet(part: Part, sheet: TableSheet, shape: Shape, problems: readonly RowProblem[]): TextSheet {
  const widths = new Map(sheet.widths);
  if (shape.header !== undefined) {
    widths.set(shape.width, { width: NOTE_WIDTHS.messages, hidden: false });
    widths.set(shape.width + 1, { width: NOTE_WIDTHS.columns, hidden: false });
  }
  return {
    name: part.name,
    hidden: sheet.hidden,
    widths,
    merges: sheet.merges.filter(({ right }) => right < shape.width),
    rows: markedRows(part, sheet, shape, problems),
  };
}

async function* markedRows(
  part: Part,
  sheet: TableSheet,
  shape: Shape,
  found: readonly RowProblem[],
): AsyncGenerator<TextRow> {
  const { header, width } = shape;
  const notes = sheetNotes(found, header ?? { lastRow: 0, keys: [] });
  if (part.from > 1) yield headingRow(1, shape.headerCells, width, ERROR_COLUMNS.messages);
  for await (const batch of sheet.batches())
    for (const { row, cells } of batch) {
      if (row < part.from || row > part.to) continue;
      const shown = cells.length > width ? cells.slice(0, width) : cells;
      const at = part.from === 1 ? row : row - part.from + 2;
      const note = notes.rows.get(row);
      if (header !== undefined && row === header.lastRow) yield headingRow(at, shown, width, notes.heading, note);
      else yield note === undefined ? { row: at, cells: shown } : markedRow(at, shown, note, width);
    }
}

function headingRow(row: number, cells: readonly string[], width: number, heading: string, note?: RowNote): TextRow {
  const marks = new Map<number, CellMark>([...(note?.cells ?? []), [width, 'heading'], [width + 1, 'heading']]);
  return { row, cells: [...padded(cells, width), heading, ERROR_COLUMNS.columns], marks };
}

function markedRow(row: number, cells: readonly string[], note: RowNote, width: number): TextRow {
  const marks = new Map<number, CellMark>([...note.cells, [width, note.severity]]);
  return { row, cells: [...padded(cells, width), note.messages.join('\n'), note.columns], marks };
}

export function padded(cells: readonly string[], width: number): string[] {
  return Array.from({ length: width }, (_, at) => cells[at] ?? '');
}
