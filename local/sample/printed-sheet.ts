/** A sheet as offices print it: titles, a header of two merged rows that comes again on each page, sums, and notes below. */
import type { WriteSheet } from 'hucre/xlsx';

import type { ColumnKey } from '#shared/domain/intake/cells/row.ts';

import type { SampleRow } from './sample-row.ts';

export type PrintedColumn = {
  key: ColumnKey | 'number' | 'remark';
  name: string;
  /** Name above several columns. */ group?: string;
};

export type NotRows = { titles: number; headers: number; sums: number; notes: number };

export type PrintedSheet = {
  name: string;
  titles: readonly string[];
  columns: readonly PrintedColumn[];
  /** The groups, in order; each ends with a sum. */
  groups: readonly { name: string; rows: readonly SampleRow[] }[];
  notes: readonly string[];
  /** What is counted in the sums. */
  unit: 'ครัวเรือน' | 'ครั้ง';
  /** Long numbers are typed as numbers, not as text: spreadsheets drop their leading zeros. */
  numbersTyped: boolean;
  /** Equal sub-districts below each other are one merged cell. */
  placesMerged: boolean;
};

type Cell = string | number | Date | null;
type Merge = NonNullable<WriteSheet['merges']>[number];

const ROWS_OF_PAGE = 40;

/** The sheet for the workbook, and how many of its lines are no rows. */
export function printSheet(sheet: PrintedSheet): { sheet: WriteSheet; notRows: NotRows } {
  const { columns } = sheet;
  const lines: Cell[][] = [];
  const merges: Merge[] = [];
  const notRows: NotRows = { titles: 0, headers: 0, sums: 0, notes: 0 };
  const last = columns.length - 1;
  const blank = (): Cell[] => columns.map(() => null);
  const whole = (text: string): void => {
    merges.push({ startRow: lines.length, startCol: 0, endRow: lines.length, endCol: last });
    lines.push([text, ...blank().slice(1)]);
  };
  const header = (): void => {
    merges.push(...headerMerges(columns, lines.length));
    lines.push(
      columns.map(({ name, group }, at) =>
        group === undefined ? name : columns[at - 1]?.group === group ? null : group,
      ),
      columns.map(({ name, group }) => (group === undefined ? null : name)),
    );
    notRows.headers += 2;
  };

  for (const title of sheet.titles) whole(title);
  notRows.titles += sheet.titles.length;
  header();
  let number = 0;
  let onPage = 0;
  for (const { name, rows } of sheet.groups) {
    let run: { from: number; place: string } | undefined;
    const endRun = (): void => {
      const column = columns.findIndex(({ key }) => key === 'subdistrict');
      if (run !== undefined && lines.length - run.from > 2) {
        merges.push({ startRow: run.from, startCol: column, endRow: lines.length - 1, endCol: column });
        for (const covered of lines.slice(run.from + 1)) covered[column] = null;
      }
      run = undefined;
    };
    for (const row of rows) {
      if (onPage === ROWS_OF_PAGE) {
        endRun();
        header();
        onPage = 0;
      }
      const place = sheet.placesMerged && row.dirt === undefined ? (row.cells.subdistrict ?? '') : '';
      if (run?.place !== place || place === '') endRun();
      if (place !== '') run ??= { from: lines.length, place };
      number++;
      onPage++;
      lines.push(columns.map(({ key }) => cellOf(key, row, number, sheet.numbersTyped)));
    }
    endRun();
    lines.push([`รวม${name}`, `${rows.length} ${sheet.unit}`, ...blank().slice(2)]);
    notRows.sums++;
  }
  lines.push(['รวมทั้งสิ้น', `${number} ${sheet.unit}`, ...blank().slice(2)]);
  notRows.sums++;
  lines.push(blank());
  for (const note of sheet.notes) lines.push([null, note, ...blank().slice(2)]);
  notRows.notes += sheet.notes.length;
  return { sheet: { name: sheet.name, rows: lines, merges }, notRows };
}

function headerMerges(columns: readonly PrintedColumn[], row: number): Merge[] {
  return columns.flatMap(({ group }, at): Merge[] => {
    if (group === undefined) return [{ startRow: row, startCol: at, endRow: row + 1, endCol: at }];
    if (columns[at - 1]?.group === group) return [];
    let end = at;
    while (columns[end + 1]?.group === group) end++;
    return [{ startRow: row, startCol: at, endRow: row, endCol: end }];
  });
}

/** Numbers and days are cells of their kind where the office typed them so. */
function cellOf(key: PrintedColumn['key'], row: SampleRow, number: number, numbersTyped: boolean): Cell {
  if (key === 'number') return number;
  if (key === 'remark') return null;
  const text = row.cells[key] ?? '';
  if (text === '') return null;
  if ((key === 'citizen_id' || key === 'house_code') && numbersTyped && /^[1-9]\d{10,12}$/u.test(text))
    return Number(text);
  if (PLAIN_NUMBERS.has(key) && /^[0-9]+$/u.test(text)) return Number(text);
  if (DAYS.has(key) && /^20\d\d-\d\d-\d\d$/u.test(text)) return new Date(`${text}T00:00:00Z`);
  return text;
}

const PLAIN_NUMBERS: ReadonlySet<PrintedColumn['key']> = new Set(['moo', 'cash_baht', 'in_kind_baht']);
const DAYS: ReadonlySet<PrintedColumn['key']> = new Set(['survey_date', 'delivered_on']);
