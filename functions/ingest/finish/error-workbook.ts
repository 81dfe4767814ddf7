import type { FileReading } from '#functions/ingest/file-reading.ts';
import { storableSheets } from '#functions/ingest/storable-sheets.ts';
import { thaiColumn } from '#shared/domain/intake/columns/columns.ts';
import { ERROR_COLUMNS } from '#shared/domain/intake/columns/header.ts';
import type { ColumnKey, RowProblem } from '#shared/domain/intake/cells/row.ts';
import { LIMITS } from '#shared/spreadsheet/limits.ts';
import { openTable } from '#shared/spreadsheet/read-table.ts';
import type { Table, TableSheet } from '#shared/spreadsheet/table.ts';
import {
  SHEET_ROWS,
  writeTextWorkbook,
  type CellMark,
  type TextRow,
  type TextSheet,
} from '#shared/spreadsheet/text-workbook.ts';

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
const MESSAGES_WIDTH = 60;
const COLUMNS_WIDTH = 30;

/**
 * Writes the officer's own workbook back, to be corrected in place: the same
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
  const table = await openTable(original, LIMITS, undefined, reading.csv);
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

/**
 * The problems of each sheet that was read, by its number in the file. What is to be said of the whole file, or of a sheet that was
 * not read, is said on the first sheet that was.
 */
function problemsBySheet(
  problems: readonly RowProblem[],
  { sheetNames, sheets }: FileReading,
): Map<number, RowProblem[]> {
  const numbers = new Map(sheets.map(({ number }) => [sheetNames[number] ?? '', number]));
  const first = sheets[0]?.number ?? 0;
  const found = new Map<number, RowProblem[]>();
  for (const problem of problems) {
    const own = numbers.get(problem.sheet ?? '');
    const number = own ?? first;
    const placed = own === undefined && problem.row > 0 ? { ...problem, row: 0 } : problem;
    const ofSheet = found.get(number);
    if (ofSheet) ofSheet.push(placed);
    else found.set(number, [placed]);
  }
  return found;
}

type SheetHeader = FileReading['sheets'][number];
type Shape = { header: SheetHeader | undefined; headerCells: readonly string[]; width: number; lastRow: number };

/** A sheet is read once before, to know how wide it is: the error columns stand right of everything. */
async function readShape(sheet: TableSheet, header: SheetHeader | undefined): Promise<Shape> {
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
  // Our own columns of an earlier round stood at the right end: the new ones take their place.
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
    widths.set(shape.width, { width: MESSAGES_WIDTH, hidden: false });
    widths.set(shape.width + 1, { width: COLUMNS_WIDTH, hidden: false });
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
  const positions = new Map<ColumnKey, number>();
  for (const [at, key] of (header?.keys ?? []).entries()) if (key !== undefined) positions.set(key, at);
  const byRow = Map.groupBy(found, ({ row }) => row);
  const ofSheet = byRow.get(0) ?? [];
  if (part.from > 1) yield headingRow(1, shape.headerCells, width);
  for await (const batch of sheet.batches())
    for (const { row, cells } of batch) {
      if (row < part.from || row > part.to) continue;
      const shown = cells.length > width ? cells.slice(0, width) : cells;
      const at = part.from === 1 ? row : row - part.from + 2;
      const problems = byRow.get(row) ?? [];
      if (header !== undefined && row === header.lastRow) yield headingRow(at, shown, width, [...ofSheet, ...problems]);
      else yield problems.length === 0 ? { row: at, cells: shown } : markedRow(at, shown, problems, width, positions);
    }
}

function headingRow(
  row: number,
  cells: readonly string[],
  width: number,
  problems: readonly RowProblem[] = [],
): TextRow {
  const said = problems.map(({ message }) => `\n${message}`).join('');
  const marks = new Map<number, CellMark>([
    [width, 'heading'],
    [width + 1, 'heading'],
  ]);
  return { row, cells: [...padded(cells, width), `${ERROR_COLUMNS.messages}${said}`, ERROR_COLUMNS.columns], marks };
}

function markedRow(
  row: number,
  cells: readonly string[],
  problems: readonly RowProblem[],
  width: number,
  positions: ReadonlyMap<ColumnKey, number>,
): TextRow {
  const sorted = problems.toSorted((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
  const marks = new Map<number, CellMark>();
  const columns = new Set<string>();
  for (const { column, severity } of sorted) {
    if (column === undefined) continue;
    columns.add(thaiColumn(column));
    const at = positions.get(column);
    // Errors come first, and a cell that rejects stays red.
    if (at !== undefined && !marks.has(at)) marks.set(at, severity);
  }
  const messages = sorted.map(({ severity, message }) => (severity === 'warning' ? `คำเตือน: ${message}` : message));
  marks.set(width, sorted[0]?.severity ?? 'none');
  return { row, cells: [...padded(cells, width), messages.join('\n'), [...columns].join(', ')], marks };
}

function padded(cells: readonly string[], width: number): string[] {
  return Array.from({ length: width }, (_, at) => cells[at] ?? '');
}
