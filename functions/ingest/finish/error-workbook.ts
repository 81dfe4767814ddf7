import { storableSheets } from '#functions/ingest/storable-sheets.ts';
import { thaiColumn } from '#shared/domain/files/columns.ts';
import {
  countHeaderNames,
  ERROR_COLUMNS,
  HEADER_SEARCH_ROWS,
  readHeader,
  type Header,
  type MappedColumns,
} from '#shared/domain/files/header.ts';
import type { ColumnKey, RowProblem, UploadSource } from '#shared/domain/files/row.ts';
import { LIMITS } from '#shared/spreadsheet/limits.ts';
import { openTable } from '#shared/spreadsheet/read-table.ts';
import type { Table, TableRow, TableSheet } from '#shared/spreadsheet/table.ts';
import {
  SHEET_ROWS,
  writeTextWorkbook,
  type CellMark,
  type TextRow,
  type TextSheet,
} from '#shared/spreadsheet/text-workbook.ts';
import { ProblemCursor } from './problem-cursor.ts';

export type ErrorWorkbookInput = {
  /** Path of the officer's file. */
  original: string;
  source: UploadSource;
  /** Columns that the office has mapped by hand. */
  columns?: MappedColumns;
  /** Sorted by sheet (in the file's order) and row. */
  problems: AsyncIterable<RowProblem> | Iterable<RowProblem>;
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
  const table = await openTable(input.original, LIMITS, (first) =>
    countHeaderNames(first, input.source, input.columns),
  );
  try {
    const originals = storableSheets(table.sheets);
    const cursor = new ProblemCursor(
      input.problems,
      originals.map((sheet) => sheet.name),
    );
    const sheets: TextSheet[] = [];
    for (const [number, sheet] of originals.entries()) {
      const shape = await readShape(sheet, input.source, input.columns ?? {});
      sheets.push(...parts(table, sheet, shape).map((part) => textSheet(part, number, sheet, shape, cursor)));
    }
    await writeTextWorkbook(input.out, sheets);
  } finally {
    await table.close();
  }
}

type Shape = { header: Header | undefined; headerCells: readonly string[]; width: number; lastRow: number };

/** A sheet is read once before, to know how wide it is: the error columns stand right of everything. */
async function readShape(sheet: TableSheet, source: UploadSource, mapped: MappedColumns): Promise<Shape> {
  const first: TableRow[] = [];
  let width = 0;
  let lastRow = 0;
  for await (const batch of sheet.batches()) {
    first.push(...batch.slice(0, HEADER_SEARCH_ROWS + 3 - first.length));
    for (const { row, cells } of batch) {
      lastRow = row;
      if (cells.length > width) width = filledWidth(cells, width);
    }
  }
  const reading = sheet.hidden ? undefined : readHeader(first, source, mapped);
  const header = reading?.ok === true ? reading.header : undefined;
  const headerCells = first.find(({ row }) => row === header?.lastRow)?.cells ?? [];
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

function textSheet(part: Part, number: number, sheet: TableSheet, shape: Shape, cursor: ProblemCursor): TextSheet {
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
    rows: markedRows(part, number, sheet, shape, cursor),
  };
}

async function* markedRows(
  part: Part,
  number: number,
  sheet: TableSheet,
  shape: Shape,
  cursor: ProblemCursor,
): AsyncGenerator<TextRow> {
  const { header, width } = shape;
  const positions = new Map<ColumnKey, number>();
  for (const [at, key] of (header?.keys ?? []).entries()) if (key !== undefined) positions.set(key, at);
  const ofSheet = await cursor.take(number, 0);
  if (part.from > 1) yield headingRow(1, shape.headerCells, width);
  for await (const batch of sheet.batches()) {
    for (const { row, cells } of batch) {
      if (row < part.from || row > part.to) continue;
      const shown = cells.length > width ? cells.slice(0, width) : cells;
      const at = part.from === 1 ? row : row - part.from + 2;
      const problems = await cursor.take(number, row);
      if (header !== undefined && row === header.lastRow) {
        yield headingRow(at, shown, width, [...ofSheet, ...problems]);
      } else {
        yield problems.length === 0 ? { row: at, cells: shown } : markedRow(at, shown, problems, width, positions);
      }
    }
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
