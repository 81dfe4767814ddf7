/** The tables of a package, before they become sheets and CSV files. */
import { thaiMonthName } from '#shared/thai/bangkok-time.ts';
import type { CrossTable } from '#shared/domain/statistics/cross-table.ts';
import { COLUMNS, LOOKS, REPORTING_STATUS } from '#shared/domain/statistics/report-a/columns.ts';
import type { Column, FigureFormat } from '#shared/domain/statistics/report-a/columns.ts';
import { figureIn } from '#shared/domain/statistics/report-a/shape.ts';
import type { AgencyRow, SummedRows, TotalRow } from '#shared/domain/statistics/report-a/shape.ts';
import { formatThaiDate } from '#shared/thai/thai-date.ts';
import { areaLabel } from '#shared/reference/area-names.ts';
import { DIMENSION_NAMES, DIMENSIONS } from '#shared/reference/dimensions.ts';
import { organisationIn, type ListVersion, type PackageSource } from './package-source.ts';

/** `null` is printed as '-': not applicable, or no data. It is not 0. */
export type TableCell = string | number | null;

/** `width` of its column in a sheet, in characters; absent: as its cells need. */
export type TableColumn = { header: string; format: FigureFormat | 'text'; width?: number };

export type PackageTable = {
  /** Name of the sheet. */
  sheet: string;
  /** Name of the CSV file, without ending. */
  file: string;
  columns: readonly TableColumn[];
  rows: readonly (readonly TableCell[])[];
  /** How many of the last rows are sums of those above them. */
  sums: number;
};

const DASH = '-';
const UNSPECIFIED_AGENCY = 'ไม่ระบุหน่วยงาน';
const TOTAL = 'รวม (นับไม่ซ้ำ)';
const SUMMED = 'ผลรวมของแถว (นับซ้ำ)';

const TEXT = (header: string): TableColumn => ({ header, format: 'text' });
const COUNT = (header: string): TableColumn => ({ header, format: 'count' });

/** An instant with offset +07:00 as Thai readers write it: `10 มิ.ย. 2569 เวลา 23:59:59 น.` */
export function thaiMoment(bangkok: string): string {
  return `${formatThaiDate(bangkok.slice(0, 10))} เวลา ${bangkok.slice(11, 19)} น.`;
}

function agencyName(source: PackageSource, agency: string | null): string {
  return agency === null ? UNSPECIFIED_AGENCY : (organisationIn(source, agency)?.nameTh ?? agency);
}

/** Header of the report (domain.md §6.3): label and value, line by line. Preparer and approver are signed by hand. */
export function headerLines(source: PackageSource): [string, string | number | null][] {
  const { report, lists, closedAt } = source;
  const { frozen, adjusted, lateAdded } = report.baseline;
  return [
    ['พื้นที่', areaLabel(report.area)],
    ['รหัสพื้นที่', report.area],
    ['เดือน', thaiMonthName(report.month)],
    ['ฉบับปรับปรุงที่', report.revision],
    ['ข้อมูลที่ทราบ ณ', thaiMoment(report.asOf)],
    ['ปิดรอบเดือน', thaiMoment(closedAt)],
    ...listLines(lists),
    ['ครัวเรือนเป้าหมายเมื่อตรึงบัญชี (B)', frozen],
    ['ครัวเรือนเป้าหมายปรับปรุง (B_adj)', adjusted],
    ['ครัวเรือนที่เพิ่มหลังตรึงบัญชี', lateAdded],
    ['เป้าหมายรวม (B + เพิ่มหลังตรึงบัญชี)', frozen === null ? null : frozen + lateAdded],
    ['หน่วยงานตามคำสั่งที่ไม่รายงาน', report.total.silent],
    ['นิยามตัวชี้วัดฉบับ', report.definitions],
    ['ผู้จัดทำ', ''],
    ['ผู้รับรอง', ''],
  ];
}

/** The target lists of a report, a line each. */
export function listLines(lists: readonly ListVersion[]): [string, string | null][] {
  if (lists.length === 0) return [['บัญชีเป้าหมาย', null]];
  return lists.map((list, index) => [lists.length === 1 ? 'บัญชีเป้าหมาย' : `บัญชีเป้าหมาย ${index + 1}`, listLabel(list)]);
}

function listLabel(list: ListVersion): string {
  const frozen = list.frozenAt === null ? 'ยังไม่ตรึงบัญชี' : `ตรึงบัญชี ${thaiMoment(list.frozenAt)}`;
  return `${list.name} (แหล่งที่มา ${list.source} ปี ${list.yearBe} ระยะที่ ${list.phase} ข้อมูล ณ ${formatThaiDate(list.asOfDate)} ${frozen})`;
}

export function packageTables(source: PackageSource): PackageTable[] {
  return [
    agencyTable(source),
    totalTable(source),
    crossTable(source, 'หน่วยงาน×มิติ', 'agency-by-dimension', source.matrices.agencyByDimension, (code) => {
      const dimension = DIMENSIONS.find((known) => known === code);
      return dimension === undefined ? code : DIMENSION_NAMES[dimension].nameTh;
    }),
    crossTable(source, 'หน่วยงาน×อำเภอ', 'agency-by-district', source.matrices.agencyByDistrict, districtName),
    silentTable(source),
  ];
}

/** Short within a province: the district's own name with its code. */
function districtName(code: string): string {
  return `${areaLabel(code).split(' ')[0] ?? code} (${code})`;
}

function agencyTable(source: PackageSource): PackageTable {
  return agencyTableOf(source, { sheet: 'รายหน่วยงาน', file: 'agencies' }, COLUMNS);
}

/** The agencies' table as the page shows it: a few columns side by side, and whether the agency reported. */
export function agencyLooks(source: PackageSource): PackageTable[] {
  return Object.entries(LOOKS).map(([look, name]) =>
    agencyTableOf(
      source,
      { sheet: name, file: look },
      COLUMNS.filter((column: Column) => look in column.page),
    ),
  );
}

function agencyTableOf(
  source: PackageSource,
  names: Pick<PackageTable, 'sheet' | 'file'>,
  columns: readonly Column[],
): PackageTable {
  const { report } = source;
  const figures = (row: AgencyRow | TotalRow | SummedRows): TableCell[] =>
    columns.map((column) => figureIn(row, column));
  return {
    ...names,
    columns: [
      TEXT('รหัสหน่วยงาน'),
      TEXT('หน่วยงาน'),
      ...columns.map(({ code, th, format }) => ({ header: `${code} ${th}`, format })),
      TEXT(`${REPORTING_STATUS.code} ${REPORTING_STATUS.th}`),
    ],
    rows: [
      ...report.rows.map((row) => [
        row.agency,
        agencyName(source, row.agency),
        ...figures(row),
        row.silent ? REPORTING_STATUS.silent : null,
      ]),
      [null, TOTAL, ...figures(report.total), silentCount(report.total.silent)],
      [null, SUMMED, ...figures(report.summedRows), silentCount(report.summedRows.silent)],
    ],
    sums: 2,
  };
}

function silentCount(silent: number): string {
  return `${REPORTING_STATUS.silent} ${silent} หน่วยงาน`;
}

function totalTable({ report }: PackageSource): PackageTable {
  return {
    sheet: 'รวม',
    file: 'total',
    columns: [
      TEXT('รหัส'),
      TEXT('ตัวชี้วัด'),
      TEXT('หน่วยนับ'),
      { header: TOTAL, format: 'days' },
      { header: SUMMED, format: 'days' },
    ],
    rows: [
      ...COLUMNS.map((column): TableCell[] => [
        column.code,
        column.th,
        column.unit,
        figureIn(report.total, column),
        figureIn(report.summedRows, column),
      ]),
      [REPORTING_STATUS.code, 'หน่วยงานตามคำสั่งที่ไม่รายงาน', 'หน่วยงาน', report.total.silent, report.summedRows.silent],
    ],
    sums: 0,
  };
}

function crossTable(
  source: PackageSource,
  sheet: string,
  file: string,
  table: CrossTable,
  nameOf: (column: string) => string,
): PackageTable {
  const line = (row: { cells: readonly number[]; distinct: number; summed: number }): TableCell[] => [
    ...row.cells,
    row.distinct,
    row.summed,
  ];
  return {
    sheet,
    file,
    columns: [
      TEXT('รหัสหน่วยงาน'),
      TEXT('หน่วยงาน'),
      ...table.columns.map((column) => COUNT(nameOf(column))),
      COUNT(TOTAL),
      COUNT('ผลรวมของช่อง (นับซ้ำ)'),
    ],
    rows: [
      ...table.rows.map((row) => [row.agency, agencyName(source, row.agency), ...line(row)]),
      [null, TOTAL, ...line(table.distinct)],
      [null, SUMMED, ...line(table.summedRows)],
    ],
    sums: 2,
  };
}

function silentTable(source: PackageSource): PackageTable {
  const { report } = source;
  return {
    sheet: 'หน่วยงานที่ไม่รายงาน',
    file: 'silent-agencies',
    columns: [COUNT('ลำดับ'), TEXT('รหัสหน่วยงาน'), TEXT('หน่วยงาน')],
    rows: report.rows
      .filter(({ silent }) => silent)
      .map(({ agency }, index) => [index + 1, agency, agencyName(source, agency)]),
    sums: 0,
  };
}

/** A cell as text, for files that know no numbers: Arabic digits, '-' for null. */
export function cellText(cell: TableCell): string {
  return cell === null ? DASH : String(cell);
}
