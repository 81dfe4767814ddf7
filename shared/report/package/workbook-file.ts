import { writeXlsx } from 'hucre/xlsx';
import type { Cell, CellStyle, WriteSheet } from 'hucre/xlsx';
import { thaiMonthName } from '#shared/thai/bangkok-time.ts';
import { areaLabel } from '#shared/reference/area-names.ts';
import type { PackageSource } from './package-source.ts';
import { cellText, headerLines } from './package-tables.ts';
import type { PackageTable, TableCell, TableColumn } from './package-tables.ts';
import { storedZip } from './stored-zip.ts';

const TITLE = 'รายงานสถิติการให้ความช่วยเหลือครัวเรือนเป้าหมาย รายหน่วยงาน รายเดือน';

const NUMBER_FORMATS = { count: '#,##0', baht: '#,##0.00', percent: '0.00', days: '#,##0.##', text: '@' } as const;

const BOLD: CellStyle = { font: { bold: true } };
const HEADER: CellStyle = {
  font: { bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'DCE6F1' } },
  alignment: { wrapText: true, vertical: 'top', horizontal: 'center' },
};
const DASH_STYLE: CellStyle = { alignment: { horizontal: 'right' } };

const NOTES = [
  '“-” คือไม่มีข้อมูลหรือคำนวณไม่ได้ ส่วน 0 คือนับแล้วไม่มี',
  'แถว “รวม (นับไม่ซ้ำ)” นับครัวเรือน บุคคล และรายการเพียงครั้งเดียว ส่วน “ผลรวมของแถว (นับซ้ำ)” คือการบวกแถวตรง ๆ',
  'ครัวเรือนที่ได้รับความช่วยเหลือหลายมิติหรือจากหลายหน่วยงานอยู่ได้หลายช่อง',
  'คำอธิบายของทุกช่องอยู่ในไฟล์ data-dictionary.md ในชุดเดียวกัน',
];

/** The workbook of a package: a first page and one sheet for each table. The same source gives the same bytes. */
export async function workbookFile(source: PackageSource, tables: readonly PackageTable[]): Promise<Uint8Array> {
  const { report } = source;
  // Excel asks for a time of change: that of the figures, not that of the writing.
  const moment = new Date(report.asOf);
  const written = await writeXlsx({
    sheets: [firstPage(source), ...tables.map((table) => tableSheet(source, table))],
    properties: {
      title: `${TITLE} ${areaLabel(report.area)} ${thaiMonthName(report.month)} ฉบับที่ ${report.revision}`,
      creator: 'TPMAP Logbook',
      created: moment,
      modified: moment,
    },
    defaultFont: { name: 'TH Sarabun New', size: 14 },
  });
  return storedZip(written);
}

function firstPage(source: PackageSource): WriteSheet {
  const lines = headerLines(source);
  const rows = [
    [TITLE, null],
    [null, null],
    ...lines.map(([label, value]) => [label, shown(value)]),
    [null, null],
    ...NOTES.map((note) => [note, null]),
  ];
  const cells = new Map<string, Partial<Cell>>([['0,0', { style: { font: { bold: true, size: 18 } } }]]);
  for (const index of lines.keys()) {
    cells.set(`${index + 2},0`, { style: BOLD });
    cells.set(`${index + 2},1`, { style: { alignment: { horizontal: 'left', wrapText: true } } });
  }
  return { name: 'หน้าแรก', columns: [{ width: 40 }, { width: 80 }], rows, cells };
}

function tableSheet({ report }: PackageSource, table: PackageTable): WriteSheet {
  const heading = `${table.sheet} · ${areaLabel(report.area)} · ${thaiMonthName(report.month)} · ฉบับที่ ${report.revision}`;
  const cells = new Map<string, Partial<Cell>>([['0,0', { style: BOLD }]]);
  for (const index of table.columns.keys()) cells.set(`1,${index}`, { style: HEADER });
  for (const [rowIndex, row] of table.rows.entries())
    for (const [index, column] of table.columns.entries()) {
      const cell = row[index] ?? null;
      const style =
        typeof cell === 'number' ? { numFmt: formatOf(column, cell) } : cell === null ? DASH_STYLE : undefined;
      if (style) cells.set(`${rowIndex + 2},${index}`, { style });
    }
  return {
    name: table.sheet,
    columns: table.columns.map((column, index) => ({ width: widthOf(table, column, index) })),
    rows: [[heading], table.columns.map(({ header }) => header), ...table.rows.map((row) => row.map(shown))],
    cells,
    freezePane: { rows: 2, columns: table.columns[1]?.format === 'text' ? 2 : 0 },
  };
}

function formatOf(column: TableColumn, cell: number): string {
  // Whole numbers of a mixed column would end in a lone point.
  return column.format === 'days' && Number.isInteger(cell) ? NUMBER_FORMATS.count : NUMBER_FORMATS[column.format];
}

function widthOf({ rows }: PackageTable, { format }: TableColumn, index: number): number {
  if (format !== 'text') return 16;
  const longest = Math.max(0, ...rows.map((row) => cellText(row[index] ?? null).length));
  return Math.min(60, Math.max(16, longest + 2));
}

function shown(cell: TableCell): string | number {
  return typeof cell === 'number' ? cell : cellText(cell);
}
