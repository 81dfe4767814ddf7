import { writeXlsx } from 'hucre/xlsx';
import type { Cell, CellStyle, WriteSheet } from 'hucre/xlsx';
import { columnLetters } from '#shared/spreadsheet/sheet-layout.ts';
import { cellText } from './package-tables.ts';
import type { PackageTable, TableCell, TableColumn } from './package-tables.ts';
import { storedZip } from './stored-zip.ts';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const NUMBER_FORMATS = { count: '#,##0', baht: '#,##0.00', percent: '0.00', days: '#,##0.##', text: '@' } as const;

/** The font of Thai official documents. The Thai character set tells a machine without it to take another Thai font. */
const FONT = { name: 'TH Sarabun New', size: 14, family: 2, charset: 222 } as const;
/** Points that a row of one line of the font takes, and each line of a row of several, with its tones above and vowels below. */
const LINE_POINTS = 21;
const LINE_OF_SEVERAL_POINTS = 24;

const BORDER = { style: 'thin', color: { rgb: 'A6A6A6' } } as const;
const BORDERS = { top: BORDER, bottom: BORDER, left: BORDER, right: BORDER };
const CENTRED = { wrapText: true, vertical: 'center', horizontal: 'center' } as const;

const TITLE_STYLE: CellStyle = { font: { ...FONT, bold: true, size: 18 }, alignment: { vertical: 'center' } };
const LABEL: CellStyle = { font: { ...FONT, bold: true }, alignment: { vertical: 'top', wrapText: true } };
const VALUE: CellStyle = { font: FONT, alignment: { vertical: 'top', horizontal: 'left', wrapText: true } };
const NOTE: CellStyle = { font: FONT, alignment: { vertical: 'top' } };
const HEADING: CellStyle = { font: { ...FONT, bold: true, size: 16 }, alignment: { vertical: 'center' } };
const HEAD: CellStyle = {
  font: { ...FONT, bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'DCE6F1' } },
  border: BORDERS,
  alignment: CENTRED,
};

/** From how many columns on a sheet has its heads upright, so that a page of A4 still shows them in a size that can be read. */
const MANY_COLUMNS = 12;

/** What the workbook of a package is written from. */
export type Workbook = {
  title: string;
  /** Which figures these are, for headings and footers. */
  subject: string;
  /** As of which moment, ISO. */
  asOf: string;
  firstPage: {
    sheet: string;
    /** Label and value, line by line. */
    lines: readonly (readonly [string, string | number | null])[];
    notes: readonly string[];
  };
  /** The sheets behind the first page, in their order. */
  tables: readonly PackageTable[];
};

/** Writes a workbook that prints on A4: a first page and a sheet for each table. The same parts give the same bytes. */
export async function workbookFile(workbook: Workbook): Promise<Uint8Array> {
  const { title, subject, asOf, tables: inOrder } = workbook;
  // Excel asks for a time of change: that of the figures, not that of the writing.
  const moment = new Date(asOf);
  const written = await writeXlsx({
    sheets: [firstPage(workbook), ...inOrder.map((table) => tableSheet(workbook, table))],
    properties: {
      title: `${title} ${subject}`,
      creator: 'TPMAP Logbook',
      created: moment,
      modified: moment,
    },
    // Each page of a table begins with its heading and its heads.
    namedRanges: inOrder.map(({ sheet }) => ({
      name: '_xlnm.Print_Titles',
      range: `'${sheet.replaceAll("'", "''")}'!$1:$2`,
      scope: sheet,
    })),
    defaultFont: FONT,
  });
  return storedZip(written);
}

/** A4 on its side, as wide as the sheet, with the page's number below. */
function printing({ subject }: Workbook): Pick<WriteSheet, 'pageSetup' | 'headerFooter'> {
  const font = `&"${FONT.name},Regular"&12`;
  return {
    pageSetup: {
      paperSize: 'a4',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: `&L${font}${subject.replaceAll('&', '&&')}&R${font}หน้า &P จาก &N` },
  };
}

const FIRST_PAGE_WIDTHS = [40, 90];

function firstPage(workbook: Workbook): WriteSheet {
  const { sheet, lines, notes } = workbook.firstPage;
  const rows = [
    [workbook.title, null],
    [null, null],
    ...lines.map(([label, value]) => [label, shown(value)]),
    [null, null],
    ...notes.map((note) => [note, null]),
  ];
  const cells = new Map<string, Partial<Cell>>([['0,0', { style: TITLE_STYLE }]]);
  const rowDefs = new Map([[0, { height: 30 }]]);
  for (const [index, [, value]] of lines.entries()) {
    cells.set(`${index + 2},0`, { style: LABEL });
    cells.set(`${index + 2},1`, { style: VALUE });
    rowDefs.set(index + 2, { height: rowHeight([linesIn(cellText(value), FIRST_PAGE_WIDTHS[1] ?? 0)]) });
  }
  for (const index of notes.keys()) {
    cells.set(`${lines.length + 3 + index},0`, { style: NOTE });
    rowDefs.set(lines.length + 3 + index, { height: LINE_POINTS });
  }
  return {
    name: sheet,
    columns: FIRST_PAGE_WIDTHS.map((width) => ({ width })),
    rows,
    cells,
    rowDefs,
    ...printing(workbook),
  };
}

function tableSheet(workbook: Workbook, table: PackageTable): WriteSheet {
  const { columns } = table;
  const upright = columns.length >= MANY_COLUMNS;
  const widths = columns.map((column, index) => widthOf(table, column, index, upright));
  const rows: PackageTable['rows'] = table.rows.length > 0 ? table.rows : [['ไม่มี']];
  const filtered = table.rows.length - table.sums;
  const cells = new Map<string, Partial<Cell>>([['0,0', { style: HEADING }]]);
  const rowDefs = new Map([
    [0, { height: 27 }],
    [1, { height: headHeight(columns, widths, upright) }],
  ]);
  for (const [index, { format }] of columns.entries())
    cells.set(`1,${index}`, {
      style: upright && format !== 'text' ? { ...HEAD, alignment: { ...CENTRED, textRotation: 90 } } : HEAD,
    });
  for (const [rowIndex, row] of rows.entries()) {
    const bold = rowIndex >= filtered;
    for (const [index, column] of columns.entries())
      cells.set(`${rowIndex + 2},${index}`, { style: styleOf(column, row[index] ?? null, bold) });
    const lines = row.map((cell, index) => linesIn(cellText(cell), widths[index] ?? 0));
    rowDefs.set(rowIndex + 2, { height: rowHeight(lines) });
  }
  return {
    name: table.sheet,
    columns: widths.map((width) => ({ width })),
    rows: [
      [`${table.sheet} · ${workbook.subject}`],
      columns.map(({ header }) => header),
      ...rows.map((row) => row.map(shown)),
    ],
    cells,
    rowDefs,
    freezePane: { rows: 2, columns: columns[1]?.format === 'text' && upright ? 2 : 0 },
    // Sums stay below whatever is chosen and sorted above them.
    ...(filtered === 0 ? {} : { autoFilter: { range: `A2:${columnLetters(columns.length - 1)}${filtered + 2}` } }),
    ...printing(workbook),
  };
}

function styleOf(column: TableColumn, cell: TableCell, bold: boolean): CellStyle {
  const font = bold ? { ...FONT, bold } : FONT;
  if (typeof cell === 'number')
    return { font, border: BORDERS, numFmt: formatOf(column, cell), alignment: { vertical: 'top' } };
  if (column.format !== 'text') return { font, border: BORDERS, alignment: { vertical: 'top', horizontal: 'right' } };
  return { font, border: BORDERS, alignment: { vertical: 'top', horizontal: 'left', indent: 1, wrapText: true } };
}

function formatOf(column: TableColumn, cell: number): string {
  // Whole numbers of a mixed column would end in a lone point.
  return column.format === 'days' && Number.isInteger(cell) ? NUMBER_FORMATS.count : NUMBER_FORMATS[column.format];
}

/** Widest columns, in characters: longer texts and heads go on in further lines. */
const WIDEST_TEXT = 42;
const WIDEST_TEXT_BESIDE_MANY = 34;
const WIDEST_HEAD = 13;

/** Width of a column in characters: of numbers what its figures need, of texts the longest, within bounds. */
function widthOf({ rows }: PackageTable, column: TableColumn, index: number, upright: boolean): number {
  const { header, format, width } = column;
  if (width !== undefined) return width;
  const cells = rows.map((row) => row[index] ?? null);
  if (format === 'text')
    return Math.min(
      upright ? WIDEST_TEXT_BESIDE_MANY : WIDEST_TEXT,
      Math.max(10, ...cells.map((cell) => charsIn(cellText(cell)) + 4)),
    );
  const numbers = cells.map((cell) => (typeof cell === 'number' ? printedChars(cell, format) : 1) + 2);
  return Math.max(upright ? 6 : Math.min(WIDEST_HEAD, charsIn(header) + 2), ...numbers);
}

function printedChars(value: number, format: Exclude<TableColumn['format'], 'text'>): number {
  const whole = Math.trunc(Math.abs(value)).toLocaleString('en-US').length;
  return format === 'count' ? whole : whole + 3;
}

function headHeight(columns: readonly TableColumn[], widths: readonly number[], upright: boolean): number {
  const texts = columns.map(({ header, format }, index) => ({ header, format, width: widths[index] ?? 0 }));
  // An upright head of two lines is half as high as its text is long; a character of Thai is some 6.5 points wide.
  const heights = texts.map(({ header, format, width }) =>
    upright && format !== 'text'
      ? Math.ceil((charsIn(header) * 6.5) / Math.max(1, Math.floor((width * 5.6) / LINE_POINTS))) + 30
      : rowHeight([linesIn(header, width)]),
  );
  return Math.min(400, Math.max(LINE_POINTS, ...heights));
}

function rowHeight(linesOfCells: readonly number[]): number {
  const lines = Math.max(1, ...linesOfCells);
  return lines === 1 ? LINE_POINTS : lines * LINE_OF_SEVERAL_POINTS;
}

/** Lines that a text takes in a column. Texts that go on lose room where words end. */
function linesIn(text: string, width: number): number {
  const chars = charsIn(text);
  return chars <= width - 2 ? 1 : Math.max(2, Math.ceil((chars * 1.15) / Math.max(1, width - 2)));
}

/** Characters that take room: vowels and tones above and below a consonant take none. */
function charsIn(text: string): number {
  return text.replace(/\p{Mn}/gu, '').length;
}

function shown(cell: TableCell): string | number {
  return typeof cell === 'number' ? cell : cellText(cell);
}
