/** The packages of Reports B and C: the same writers and the same mechanism as that of Report A, from their own lists of columns. */
import { FIGURE_CODES } from '#shared/contracts/codes/figures.ts';
import { FILE_CODES } from '#shared/contracts/codes/files.ts';
import { HOUSEHOLD_CODES } from '#shared/contracts/codes/households.ts';
import { ORGANISATION_CODES } from '#shared/contracts/codes/organisations.ts';
import type { CodeList } from '#shared/contracts/codes/code-list.ts';
import { BUILT_IN } from '#shared/domain/organisation/organisation.ts';
import {
  ALL,
  figureAt,
  type CaseColumn,
  type CaseSection,
  type LineWords,
} from '#shared/domain/statistics/case-columns.ts';
import { closeOf } from '#shared/domain/statistics/close.ts';
import { monthsOfQuarter } from '#shared/domain/statistics/quarter.ts';
import type { Baseline } from '#shared/domain/statistics/report-a/shape.ts';
import { QUARTER_SECTIONS } from '#shared/domain/statistics/report-b/columns.ts';
import type { ReportB } from '#shared/domain/statistics/report-b/shape.ts';
import { PROGRESS_SECTIONS, type ProgressRow } from '#shared/domain/statistics/report-c/columns.ts';
import type { ReportC } from '#shared/domain/statistics/report-c/shape.ts';
import type { TargetList } from '#shared/domain/target-list/target-list.ts';
import { areaLabel } from '#shared/reference/area-names.ts';
import { ASSISTANCE_TYPE_NAMES } from '#shared/reference/assistance-types.ts';
import { DIMENSION_NAMES } from '#shared/reference/dimensions.ts';
import { findIndicator } from '#shared/reference/indicators.ts';
import { formatBangkok, thaiMonthName } from '#shared/thai/bangkok-time.ts';
import { formatThaiDate } from '#shared/thai/thai-date.ts';

import type { ReportPeriod } from '../report-store.ts';
import { csvFile } from './csv-file.ts';
import { text, type MadeFile } from './make-package.ts';
import { listsOfReport, type ListVersion, type NamedOrganisation } from './package-source.ts';
import { listLines, thaiMoment, type PackageTable, type TableCell, type TableColumn } from './package-tables.ts';
import type { Publication } from './publish-package.ts';
import { workbookFile, XLSX } from './workbook-file.ts';

/** What the names in a package are taken from, beside what is built in. */
export type CaseNames = {
  organisations: readonly NamedOrganisation[];
  rounds: ReadonlyMap<string, string>;
  campaigns: ReadonlyMap<string, string>;
};

type Numbered = { revision: number };

/** A row of a report as its tables show it. */
type Row<Figures> = { code: string | null; name: string; figures: Figures };

type Titled = {
  title: string;
  /** What the rows are called. */
  rowHead: [code: string, name: string];
  period: readonly (readonly [string, string | number | null])[];
  periodTh: string;
  definitionsTh: string;
};

const TOTAL = 'รวม (นับไม่ซ้ำ)';

/** The package of a revision of Report B. A pure function: the same revision and names give the same bytes. */
export async function quarterlyPackage(
  report: ReportB & Numbered,
  lists: readonly TargetList[],
  names: CaseNames,
): Promise<Publication> {
  const [, year = '', number = ''] = /^(\d+)-Q(\d)$/u.exec(report.quarter) ?? [];
  const periodTh = `ไตรมาสที่ ${number} ปีงบประมาณ ${year}`;
  const [, , closes] = monthsOfQuarter(report.quarter);
  return await casePackage(
    report,
    { report: 'B', month: closes, quarter: report.quarter },
    {
      title: 'สรุปผลการดำเนินงานรายไตรมาส ศูนย์อำนวยการปฏิบัติการขจัดความยากจนฯ (ศจพ.)',
      rowHead: ['รหัสหน่วย', 'หน่วย'],
      period: [
        ['ไตรมาส', periodTh],
        ['ตั้งแต่วันที่', formatThaiDate(report.from)],
        ['ถึงวันที่', formatThaiDate(report.to)],
      ],
      periodTh,
      definitionsTh: 'สรุปรายไตรมาส (Report B)',
    },
    QUARTER_SECTIONS,
    [
      ...report.units.map((figures) => ({ code: figures.unit, name: unitName(figures), figures })),
      { code: null, name: TOTAL, figures: report.total },
    ],
    report,
    lists,
    names,
  );
}

/** The package of a revision of Report C, by district or by sub-district. */
export async function progressPackage(
  report: ReportC & Numbered,
  lists: readonly TargetList[],
  names: CaseNames,
): Promise<Publication> {
  const periodTh = thaiMonthName(report.month);
  const { overlap, campaigns } = report;
  const rows: Row<ProgressRow>[] = [
    ...report.rows.map(({ area, ...figures }) => ({
      code: area,
      name: areaLabel(area),
      figures: { ...figures, overlap: null, campaigns: [] },
    })),
    { code: null, name: TOTAL, figures: { ...report.total, overlap, campaigns } },
  ];
  return await casePackage(
    { ...report, baseline: report.total.baseline },
    { report: 'C', month: report.month },
    {
      title: 'ภาพรวมความก้าวหน้าการขจัดความยากจนรายพื้นที่',
      rowHead: ['รหัสพื้นที่', 'พื้นที่'],
      period: [
        ['เดือน', periodTh],
        ['ตัวเลข ณ วันที่', formatThaiDate(report.asOfDay)],
      ],
      periodTh,
      definitionsTh: 'ภาพรวมความก้าวหน้า (Report C)',
    },
    PROGRESS_SECTIONS,
    rows,
    report,
    lists,
    names,
  );
}

type Header = {
  area: string;
  list: string | null;
  asOf: string;
  definitions: string;
  revision: number;
  baseline: Baseline;
};

async function casePackage<Figures>(
  report: Header,
  period: ReportPeriod,
  titled: Titled,
  sections: readonly CaseSection<Figures>[],
  rows: readonly Row<Figures>[],
  json: object,
  allLists: readonly TargetList[],
  names: CaseNames,
): Promise<Publication> {
  const { area, revision, asOf, definitions } = report;
  const lists = listsOfReport(report, allLists);
  const closedAt = formatBangkok(closeOf(period.month));
  const tables = sections.map((section) => tableOf(section, titled, rows, names));
  const workbook = await workbookFile({
    title: titled.title,
    subject: `${areaLabel(area)} · ${titled.periodTh} · ฉบับที่ ${revision}`,
    asOf,
    firstPage: { sheet: 'ปก', lines: headerLines(report, titled, lists, closedAt), notes: NOTES },
    tables: [...tables, definitionsTable(sections, definitions)],
  });
  return {
    of: { ...period, area, revision, asOf, definitions },
    about: { ...period, area, areaName: areaLabel(area), revision, asOf, closedAt, definitions, lists },
    files: [
      { name: 'report.xlsx', bytes: workbook, contentType: XLSX },
      { name: 'report.json', bytes: text(`${JSON.stringify(json, null, 2)}\n`), contentType: 'application/json' },
      ...tables.map((table): MadeFile => ({
        name: `${table.file}.csv`,
        bytes: csvFile(table),
        contentType: 'text/csv; charset=utf-8',
      })),
      {
        name: 'data-dictionary.md',
        bytes: text(dictionary(sections, titled, definitions)),
        contentType: 'text/markdown; charset=utf-8',
      },
    ],
  };
}

const NOTES = [
  '“-” คือไม่มีข้อมูลหรือคำนวณไม่ได้ ส่วน 0 คือนับแล้วไม่มี',
  'แถว “รวม (นับไม่ซ้ำ)” นับครัวเรือน บุคคล และรายการเพียงครั้งเดียว',
  'แถวของทีมปฏิบัติการเป็นส่วนหนึ่งของหน่วยที่ครอบคลุมพื้นที่ ไม่บวกเข้ากับแถวอื่น',
  'คำอธิบายของทุกช่องอยู่ในแผ่น “นิยาม”',
];

function headerLines(
  { area, revision, asOf, definitions, baseline: { frozen, adjusted, lateAdded } }: Header,
  { period }: Titled,
  lists: readonly ListVersion[],
  closedAt: string,
): (readonly [string, string | number | null])[] {
  return [
    ['พื้นที่', areaLabel(area)],
    ['รหัสพื้นที่', area],
    ...period,
    ['ฉบับปรับปรุงที่', revision],
    ['ข้อมูลที่ทราบ ณ', thaiMoment(asOf)],
    ['ปิดรอบ', thaiMoment(closedAt)],
    ...listLines(lists),
    ['ครัวเรือนเป้าหมายเมื่อตรึงบัญชี (B)', frozen],
    ['ครัวเรือนเป้าหมายปรับปรุง (B_adj)', adjusted],
    ['ครัวเรือนที่เพิ่มหลังตรึงบัญชี', lateAdded],
    ['นิยามตัวชี้วัดฉบับ', definitions],
    ['ผู้จัดทำ', ''],
    ['ผู้รับรอง', ''],
  ];
}

function unitName({ unit, kind, name }: ReportB['units'][number]): string {
  if (unit === null) return 'ไม่มีหน่วยใดครอบคลุม';
  const said = name ?? areaLabel(unit);
  const kindName = kind === null ? undefined : ORGANISATION_CODES['UnitKind']?.codes[kind]?.nameTh;
  return kindName === undefined ? said : `${kindName} ${said}`;
}

function tableOf<Figures>(
  section: CaseSection<Figures>,
  { rowHead: [codeHead, nameHead] }: Titled,
  rows: readonly Row<Figures>[],
  names: CaseNames,
): PackageTable {
  const { by } = section;
  // An agency and an indicator are also known by their codes.
  const showsCode = by?.words === 'Agency' || by?.words === 'Indicator';
  const lines = rows.map(({ code, name, figures }) => {
    const ofRow = section.lines(figures);
    return ofRow.map((line): TableCell[] => [
      code,
      name,
      ...(showsCode ? [line.code] : []),
      ...(by ? [line.code === ALL ? 'รวม' : wordFor(by.words, line.code, names)] : []),
      ...section.columns.map((column) => cellOf(line.of, column)),
    ]);
  });
  const head = (header: string): TableColumn => ({ header, format: 'text' });
  return {
    sheet: section.sheet,
    file: section.file,
    columns: [
      head(codeHead),
      head(nameHead),
      ...(showsCode ? [head('รหัส')] : []),
      ...(by ? [head(by.th)] : []),
      ...section.columns.map(({ th, format }) => ({ header: th, format })),
    ],
    rows: lines.flat(),
    // The last row is that of the whole.
    sums: lines.at(-1)?.length ?? 0,
  };
}

function cellOf(of: object, { key, format }: CaseColumn): TableCell {
  const value = figureAt(of, key);
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value === '') return null;
  if (format !== 'text') return value;
  return (
    FIGURE_CODES['Metric']?.codes[value]?.nameTh ?? FIGURE_CODES['MilestoneStatus']?.codes[value]?.nameTh ?? day(value)
  );
}

/** A day as Thai readers write it; any other text as it is. */
function day(value: string): string {
  return /^\d{4}-\d{2}-\d{2}$/u.test(value) ? formatThaiDate(value) : value;
}

const OF_LISTS: Readonly<Partial<Record<LineWords, CodeList | undefined>>> = {
  TargetState: HOUSEHOLD_CODES['TargetState'],
  Stage: HOUSEHOLD_CODES['Stage'],
  Sector: ORGANISATION_CODES['Sector'],
  FunnelStep: FIGURE_CODES['FunnelStep'],
};

const DIMENSION_WORDS: Readonly<Record<string, { nameTh: string }>> = DIMENSION_NAMES;
const HELP_WORDS: Readonly<Record<string, { nameTh: string }>> = ASSISTANCE_TYPE_NAMES;

function wordFor(words: LineWords, code: string | null, names: CaseNames): string {
  if (code === null) return words === 'Agency' ? 'ไม่ระบุหน่วยงาน' : '';
  switch (words) {
    case 'Dimension':
      return DIMENSION_WORDS[code]?.nameTh ?? code;
    case 'AssistanceType':
      return HELP_WORDS[code]?.nameTh ?? code;
    case 'Indicator':
      return findIndicator(Number(code))?.nameTh ?? code;
    case 'Agency':
      return BUILT_IN.get(code)?.nameTh ?? names.organisations.find(({ id }) => id === code)?.nameTh ?? code;
    case 'Round':
      return names.rounds.get(code) ?? code;
    case 'Campaign':
      return names.campaigns.get(code) ?? code;
    case 'OverlapCell':
      return code
        .split('+')
        .map((source) => FILE_CODES['TargetListSource']?.codes[source]?.nameTh ?? source)
        .join(' + ');
    case 'Sector':
      return code === 'UNKNOWN' ? 'ไม่ทราบภาคี' : (OF_LISTS.Sector?.codes[code]?.nameTh ?? code);
    case 'Stage':
      return code === 'NONE' ? 'ยังไม่ประเมิน' : (OF_LISTS.Stage?.codes[code]?.nameTh ?? code);
    case 'TargetState':
    case 'FunnelStep':
      return OF_LISTS[words]?.codes[code]?.nameTh ?? code;
  }
}

const FORMAT_NAMES: Readonly<Record<CaseColumn['format'], string>> = {
  count: 'จำนวน',
  baht: 'บาท',
  percent: 'ร้อยละ',
  days: 'จำนวน',
  text: 'ข้อความ',
};

/** The definitions as a sheet. */
function definitionsTable(
  sections: readonly Pick<CaseSection<never>, 'sheet' | 'columns'>[],
  definitions: string,
): PackageTable {
  const heads: readonly (readonly [string, number])[] = [
    ['แผ่น', 30],
    ['ชื่อใน JSON', 28],
    ['ชื่อ', 30],
    ['English', 34],
    ['หน่วยนับ', 11],
    ['ความหมาย', 70],
  ];
  return {
    sheet: 'นิยาม',
    file: 'definitions',
    columns: heads.map(([header, width]) => ({ header, format: 'text', width })),
    rows: [
      ['', 'definitions', 'นิยามตัวชี้วัดฉบับ', '', '', definitions],
      ...TERMS.map(([name, meaning]): TableCell[] => ['', '', name, '', '', meaning]),
      ...sections.flatMap(({ sheet, columns }) =>
        columns.map(({ key, th, en, format, definition }): TableCell[] => [
          sheet,
          key,
          th,
          en,
          FORMAT_NAMES[format],
          definition,
        ]),
      ),
    ],
    sums: 0,
  };
}

const TERMS: readonly (readonly [string, string])[] = [
  ['ไตรมาส', 'ไตรมาสของปีงบประมาณ พ.ศ.: ไตรมาสที่ 1 คือ 1 ต.ค. ถึง 31 ธ.ค. ของปีก่อน'],
  ['ปิดรอบ', 'วันที่ 5 ของเดือนถัดไป เวลา 23:59 น. ฉบับที่ 0 คือข้อมูลที่ทราบ ณ เวลานั้น'],
  ['ฉบับปรับปรุง', 'เมื่อข้อมูลที่บันทึกภายหลังเปลี่ยนตัวเลขช่องใด จะออกฉบับถัดไปโดยไม่แก้ฉบับเดิม'],
  ['ครัวเรือนในบัญชี', 'ครัวเรือนที่อยู่ในบัญชีเป้าหมายของรายงาน นับไม่ซ้ำแม้อยู่หลายบัญชี'],
  ['แฟ้มในบัญชี', 'แฟ้มครัวเรือนแต่ละแฟ้มที่อยู่ในบัญชี แฟ้มที่ซ้ำกันนับแยก'],
];

function dictionary(
  sections: readonly Pick<CaseSection<never>, 'sheet' | 'file' | 'columns'>[],
  { definitionsTh }: Titled,
  definitions: string,
): string {
  return [
    `# พจนานุกรมข้อมูล ${definitionsTh}`,
    '',
    `นิยามฉบับ / definitions: \`${definitions}\``,
    '',
    '| คำ | ความหมาย |',
    '|---|---|',
    ...TERMS.map(([name, meaning]) => `| ${name} | ${meaning} |`),
    ...sections.flatMap(({ sheet, file, columns }) => [
      '',
      `## ${sheet} (\`${file}.csv\`)`,
      '',
      '| ชื่อใน JSON | ชื่อ | English | หน่วยนับ | ความหมาย |',
      '|---|---|---|---|---|',
      ...columns.map(
        ({ key, th, en, format, definition }) =>
          `| \`${key}\` | ${th} | ${en} | ${FORMAT_NAMES[format]} | ${definition} |`,
      ),
    ]),
    '',
  ].join('\n');
}
