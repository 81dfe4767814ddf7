/** What the file that is sent back says at each of its rows, whatever its form. */
import type { FileReading } from '#functions/ingest/file-reading.ts';
import { thaiColumn } from '#shared/domain/intake/columns/thai-column.ts';
import { ERROR_COLUMNS } from '#shared/domain/intake/columns/error-columns.ts';
import { markedColumns } from '#shared/domain/intake/columns/marked-columns.ts';
import type { ColumnKey, RowProblem } from '#shared/domain/intake/cells/row.ts';

export type RowNote = {
  /** What rejects the row comes first. */
  messages: readonly string[];
  /** Thai names of the columns to correct. */
  columns: string;
  severity: RowProblem['severity'];
  /** Colours of its cells, by column. */
  cells: ReadonlyMap<number, RowProblem['severity']>;
};

export type SheetNotes = {
  /** Above the messages: their name, and what is to be said of the sheet and its header. */
  heading: string;
  /** By row. That of the header is said in the heading, and only colours it. */
  rows: ReadonlyMap<number, RowNote>;
};

/**
 * The problems of each sheet that was read, by its number in the file. What is to be said of the whole file, or of a sheet that was
 * not read, is said on the first sheet that was.
 */
export function problemsBySheet(
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

/** What a sheet with this header says at its rows. */
export function sheetNotes(
  problems: readonly RowProblem[],
  { lastRow, keys }: Pick<FileReading['sheets'][number], 'lastRow' | 'keys'>,
): SheetNotes {
  const byRow = Map.groupBy(problems, ({ row }) => row);
  const said = [...(byRow.get(0) ?? []), ...(byRow.get(lastRow) ?? [])].map(({ message }) => message);
  byRow.delete(0);
  const rows = new Map<number, RowNote>();
  for (const [row, found] of byRow) rows.set(row, rowNote(found, keys));
  return { heading: [ERROR_COLUMNS.messages, ...fitting(said)].join('\n'), rows };
}

function rowNote(problems: readonly RowProblem[], keys: readonly (ColumnKey | undefined)[]): RowNote {
  const sorted = problems.toSorted((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
  const cells = new Map<number, RowProblem['severity']>();
  const columns = new Set<string>();
  for (const { column, severity } of sorted) {
    if (column === undefined) continue;
    columns.add(thaiColumn(column));
    // Errors come first, and a cell that rejects stays red.
    for (const at of markedColumns(column, keys)) if (!cells.has(at)) cells.set(at, severity);
  }
  return {
    messages: fitting(sorted.map(({ severity, message }) => (severity === 'warning' ? `คำเตือน: ${message}` : message))),
    columns: [...columns].join(', '),
    severity: sorted[0]?.severity ?? 'warning',
    cells,
  };
}

/** Excel repairs a file with more than 253 lines in a cell. */
const MOST_LINES = 200;

function fitting(lines: readonly string[]): readonly string[] {
  if (lines.length <= MOST_LINES) return lines;
  return [...lines.slice(0, MOST_LINES), `และอีก ${lines.length - MOST_LINES} ข้อ ดูในใบรับผลการนำเข้า`];
}

/** Of the two columns that are added, in characters. */
export const NOTE_WIDTHS = { messages: 60, columns: 30 } as const;
