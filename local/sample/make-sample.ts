/**
 * `npm run sample -- --province 42 --households 1000 --seed 1 [--out DIR] [--today YYYY-MM-DD]` writes the files of a
 * synthetic province: a TPMAP target list, ThaiQM surveys, and assistance of four agencies, as dirty as offices' files are.
 * The same arguments give the same bytes. Nobody in them exists (docs/sample.md).
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';

import { writeXlsx, type WriteSheet } from 'hucre/xlsx';

import { bangkokDay, firstDay, isDay, monthOf, nextMonth, previousMonth } from '#shared/thai/bangkok-time.ts';
import { closeOf } from '#shared/domain/statistics/close.ts';
import { thaiColumn } from '#shared/domain/intake/columns/thai-column.ts';
import type { ColumnKey, UploadSource } from '#shared/domain/intake/cells/row.ts';
import { areaLabel } from '#shared/reference/area-names.ts';
import { findArea } from '#shared/reference/areas.ts';
import { findAgency } from '#shared/reference/agencies.ts';
import { storedZip } from '#shared/report/package/stored-zip.ts';

import { assistanceRows, PROGRAMMES } from './assistance-rows.ts';
import { calibrationOf } from './calibration.ts';
import { csvText } from './csv-text.ts';
import { assistanceDirt, commonDirt, plantDirt, surveyDirt, targetDirt, type DirtKind } from './dirt.ts';
import { ExpectedOutcomes, type ExpectedOutcome } from './expected-outcomes.ts';
import { HouseholdMaker, MOST_HOUSEHOLDS, type SampleHousehold } from './households.ts';
import { printSheet, type NotRows, type PrintedColumn, type PrintedSheet } from './printed-sheet.ts';
import type { Outcome, SampleRow } from './sample-row.ts';
import { SeededRandom } from './seeded-random.ts';
import { surveyRows } from './survey-rows.ts';
import { targetRows } from './target-rows.ts';
import { windows874 } from '#shared/spreadsheet/windows-874.ts';

export type SampleOptions = {
  /** Two digits. */
  province: string;
  households: number;
  seed: number;
  /** YYYY-MM-DD in Bangkok: nothing in the files is later, and the months of help end with this one. */
  today: string;
  /** Where the files go; made when it is not there. */
  dir: string;
};

/** The target list that the rows of a file are entries of, as `POST /v1/target-lists` takes it. */
export type SampleList = {
  name: string;
  source: 'TPMAP';
  yearBe: number;
  phase: number;
  asOfDate: string;
  openedOn: string;
  scopeArea: string;
};

export type SampleFile = { source: UploadSource; path: string; filename: string; list?: SampleList };

/** What a file holds, and what its import into an empty system, after the files before it, must come to. */
export type PlantedFile = {
  filename: string;
  source: UploadSource;
  rows: { total: number } & Record<Outcome, number>;
  /** Rejected rows by the code of their error. */
  rejectedFor: Record<string, number>;
  /** Rows by the kind of dirt planted in them. */
  dirt: Record<string, number>;
  /** Lines that are no rows and must not be counted. */
  notRows: NotRows;
};

export type Planted = {
  province: string;
  seed: number;
  today: string;
  households: { all: number; listed: number; surveyed: number; inBoth: number };
  targetPersons: number;
  files: PlantedFile[];
};

export type Sample = { files: SampleFile[]; planted: Planted };

const YEAR_BE = 2569;
/** Every n-th district sends an old CSV instead of its sheet of the workbook. */
const DISTRICTS_WITH_CSV = 4;
const NO_LINES: NotRows = { titles: 0, headers: 1, sums: 0, notes: 0 };

/**
 * Writes the sample and `planted.json`, and says what was planted. Files come in the order in which they must be imported.
 * Throws a RangeError for a province that does not exist, or no households.
 */
export async function makeSample(options: SampleOptions): Promise<Sample> {
  const { province, households: count, seed, today, dir } = options;
  if (!/^\d{2}$/u.test(province) || findArea(province) === undefined) throw new RangeError(`ไม่มีจังหวัดรหัส ${province}`);
  if (!Number.isInteger(count) || count < 1 || count > MOST_HOUSEHOLDS)
    throw new RangeError(`จำนวนครัวเรือนต้องเป็น 1 ถึง ${MOST_HOUSEHOLDS}`);
  if (!isDay(today)) throw new RangeError('วันที่ต้องเป็น YYYY-MM-DD');
  await mkdir(dir, { recursive: true });

  const random = new SeededRandom(`${province}/${count}/${seed}`);
  const maker = new HouseholdMaker(
    province,
    calibrationOf(province),
    random.apart('households'),
    Number(today.slice(0, 4)),
  );
  const households = Array.from({ length: count }, () => maker.next());
  const strangers = (): SampleHousehold => maker.next();
  const months = monthsOfHelp(today);
  const expected = new ExpectedOutcomes();
  const sample: Sample = {
    files: [],
    planted: { province, seed, today, households: counted(households), targetPersons: 0, files: [] },
  };
  const add = async (file: Written): Promise<void> => {
    const path = join(dir, file.filename);
    await writeFile(path, file.bytes);
    const { source, filename, list } = file;
    sample.files.push({ source, path, filename, ...(list === undefined ? {} : { list }) });
    sample.planted.files.push(planted(file));
  };

  const targets = targetRows(households, YEAR_BE);
  sample.planted.targetPersons = targets.length;
  const openedOn = firstDay(previousMonth(months[0] ?? monthOf(today)));
  await add(targetFile(soiled(targets, targetDirt(), random.apart('targets')), expected, listOf(province, openedOn)));
  for (const file of await surveyFiles(households, { province, today, random: random.apart('surveys'), expected }))
    await add(file);
  for (const agency of Object.keys(PROGRAMMES)) {
    const own = random.apart(agency);
    const clean = assistanceRows(agency, households, { months, today, random: own, strangers });
    const rows = soiled(clean, assistanceDirt({ today }), own);
    await add(await assistanceFile(agency, province, rows, expected));
  }
  await writeFile(join(dir, 'planted.json'), `${JSON.stringify(sample.planted, null, 2)}\n`);
  return sample;
}

/** The two last months that are closed, and those since, up to the present one. Source: domain.md §6.2 (close on day 5, 23:59). */
export function monthsOfHelp(today: string): string[] {
  const present = monthOf(today);
  let closed = previousMonth(present);
  // On day 5 itself the month before is still open nearly all day.
  if (bangkokDay(closeOf(closed)) >= today) closed = previousMonth(closed);
  const months = [previousMonth(closed), closed];
  for (let month = nextMonth(closed); month <= present; month = nextMonth(month)) months.push(month);
  return months;
}

type Written = {
  source: UploadSource;
  filename: string;
  bytes: Uint8Array;
  list?: SampleList;
  rows: readonly SampleRow[];
  outcomes: readonly ExpectedOutcome[];
  notRows: NotRows;
};

function counted(households: readonly SampleHousehold[]): Planted['households'] {
  return {
    all: households.length,
    listed: households.filter(({ targets }) => targets.length > 0).length,
    surveyed: households.filter(({ surveyed }) => surveyed).length,
    inBoth: households.filter(({ targets, surveyed }) => surveyed && targets.length > 0).length,
  };
}

function soiled(
  rows: readonly SampleRow[],
  kinds: readonly DirtKind[],
  random: SeededRandom,
  options: { windows874?: boolean } = {},
): SampleRow[] {
  return plantDirt(rows, [...kinds, ...commonDirt(options)], random.apart('dirt'));
}

function listOf(province: string, openedOn: string): SampleList {
  return {
    name: `บัญชีเป้าหมาย TPMAP ปี ${YEAR_BE} ${areaLabel(province)} (ตัวอย่าง)`,
    source: 'TPMAP',
    yearBe: YEAR_BE,
    phase: 1,
    asOfDate: openedOn,
    openedOn,
    scopeArea: province,
  };
}

function planted({ source, filename, rows, outcomes, notRows }: Written): PlantedFile {
  const file: PlantedFile = {
    filename,
    source,
    rows: { total: rows.length, created: 0, updated: 0, unchanged: 0, rejected: 0 },
    rejectedFor: {},
    dirt: {},
    notRows,
  };
  for (const { outcome, code } of outcomes) {
    file.rows[outcome]++;
    if (code !== undefined) file.rejectedFor[code] = (file.rejectedFor[code] ?? 0) + 1;
  }
  for (const { dirt } of rows)
    if (dirt !== undefined && dirt !== 'first-of-two') file.dirt[dirt] = (file.dirt[dirt] ?? 0) + 1;
  return file;
}

// --- target list --------------------------------------------------------------------------------------------------

const TARGET_COLUMNS: readonly ColumnKey[] = [
  'citizen_id',
  'title',
  'first_name',
  'last_name',
  'birth_date',
  'relation',
  'house_code',
  'address_no',
  'moo',
  'village',
  'area_code',
  'subdistrict',
  'district',
  'province',
  'list_year',
  'dimensions',
  'indicators',
  'welfare_card',
];

function targetFile(rows: readonly SampleRow[], expected: ExpectedOutcomes, list: SampleList): Written {
  return {
    source: 'tpmap-targets',
    filename: `tpmap-targets-${YEAR_BE}.csv`,
    bytes: utf8(csvText(csvLines(TARGET_COLUMNS, rows), ',')),
    list,
    rows,
    outcomes: rows.map((row) => expected.target(row)),
    notRows: NO_LINES,
  };
}

/** With the mark by which spreadsheets know UTF-8. */
function utf8(text: string): Buffer {
  return Buffer.from(`\ufeff${text}`, 'utf8');
}

function csvLines(columns: readonly ColumnKey[], rows: readonly SampleRow[]): string[][] {
  return [columns.map(thaiColumn), ...rows.map(({ cells }) => columns.map((key) => cells[key] ?? ''))];
}

// --- surveys ----------------------------------------------------------------------------------------------------------

const SURVEY_COLUMNS: readonly PrintedColumn[] = [
  { key: 'number', name: 'ลำดับ' },
  { key: 'citizen_id', name: 'เลขประจำตัวประชาชน' },
  { key: 'title', name: 'คำนำหน้า', group: 'หัวหน้าครัวเรือน' },
  { key: 'first_name', name: 'ชื่อ', group: 'หัวหน้าครัวเรือน' },
  { key: 'last_name', name: 'นามสกุล', group: 'หัวหน้าครัวเรือน' },
  { key: 'birth_date', name: 'วัน เดือน ปี เกิด' },
  { key: 'house_code', name: 'เลขรหัสประจำบ้าน' },
  { key: 'address_no', name: 'บ้านเลขที่', group: 'ที่อยู่' },
  { key: 'moo', name: 'หมู่ที่', group: 'ที่อยู่' },
  { key: 'village', name: 'หมู่บ้าน/ชุมชน', group: 'ที่อยู่' },
  { key: 'subdistrict', name: 'ตำบล', group: 'ที่อยู่' },
  { key: 'district', name: 'อำเภอ', group: 'ที่อยู่' },
  { key: 'province', name: 'จังหวัด', group: 'ที่อยู่' },
  { key: 'area_code', name: 'รหัสพื้นที่' },
  { key: 'welfare_card', name: 'มีบัตรสวัสดิการแห่งรัฐ' },
  { key: 'survey_date', name: 'วันที่สำรวจ' },
  { key: 'problems', name: 'สภาพปัญหา/ความต้องการ' },
  { key: 'remark', name: 'หมายเหตุ' },
];
const SURVEY_CSV_COLUMNS: readonly ColumnKey[] = [
  'citizen_id',
  'title',
  'first_name',
  'last_name',
  'birth_date',
  'house_code',
  'address_no',
  'moo',
  'village',
  'subdistrict',
  'district',
  'province',
  'area_code',
  'welfare_card',
  'survey_date',
  'problems',
];

type SurveyOptions = { province: string; today: string; random: SeededRandom; expected: ExpectedOutcomes };

/** A workbook with a sheet for each district, and an old CSV of the other districts. */
async function surveyFiles(households: readonly SampleHousehold[], options: SurveyOptions): Promise<Written[]> {
  const { province, today, random, expected } = options;
  const surveyed = households.filter((household) => household.surveyed);
  const districts = [...new Set(surveyed.map(({ areaCode }) => areaCode.slice(0, 4)))].sort();
  const inCsv = new Set(districts.filter((_, at) => at % DISTRICTS_WITH_CSV === DISTRICTS_WITH_CSV - 1));
  const isInCsv = ({ areaCode }: SampleHousehold): boolean => inCsv.has(areaCode.slice(0, 4));

  const clean = surveyRows(
    surveyed.filter((each) => !isInCsv(each)),
    { today, random, places: 'names' },
  );
  const rows = soiled(clean, surveyDirt({ today }), random);
  const sheets = districts
    .filter((district) => !inCsv.has(district))
    .map((district, at) => printSheet(surveySheet(district, province, rows, at)));
  const files: Written[] = [
    {
      source: 'thaiqm-survey',
      filename: 'thaiqm-survey.xlsx',
      bytes: await workbook(
        sheets.map(({ sheet }) => sheet),
        today,
      ),
      rows,
      outcomes: rows.map((row) => expected.survey(row)),
      notRows: addedUp(sheets.map(({ notRows }) => notRows)),
    },
  ];
  const old = surveyRows(surveyed.filter(isInCsv), { today, random: random.apart('csv'), places: 'code-and-names' });
  if (old.length > 0) {
    const soiledRows = soiled(old, surveyDirt({ today, windows874: true }), random.apart('csv'), { windows874: true });
    files.push({
      source: 'thaiqm-survey',
      filename: 'thaiqm-survey-windows874.csv',
      bytes: windows874(csvText(csvLines(SURVEY_CSV_COLUMNS, soiledRows), ',')),
      rows: soiledRows,
      outcomes: soiledRows.map((row) => expected.survey(row)),
      notRows: NO_LINES,
    });
  }
  return files;
}

function surveySheet(district: string, province: string, rows: readonly SampleRow[], at: number): PrintedSheet {
  const name = findArea(district)?.nameTh ?? district;
  const own = rows.filter(({ household }) => household.areaCode.startsWith(district));
  const titles = [
    'แบบสำรวจข้อมูลการขจัดความยากจนและพัฒนาคนทุกช่วงวัย (Thai QM) — ข้อมูลสมมุติ',
    `อำเภอ${name} จังหวัด${findArea(province)?.nameTh ?? ''}`,
    'ข้อมูลจากทีมปฏิบัติการขจัดความยากจนฯ ในระดับพื้นที่',
    'เอกสารนี้ใช้ภายในหน่วยงาน',
  ];
  return {
    name: `อ.${name}`,
    titles: titles.slice(0, 2 + (at % 3)),
    columns: SURVEY_COLUMNS,
    groups: grouped(own, ({ household: { areaCode } }) => `ตำบล${findArea(areaCode)?.nameTh ?? areaCode}`),
    notes: [
      'หมายเหตุ: บุคคลในแบบสำรวจนี้เป็นบุคคลสมมุติ',
      'ลงชื่อ ........................................ ผู้รายงาน',
      '(........................................)',
      'ตำแหน่ง ........................................',
    ],
    unit: 'ครัวเรือน',
    numbersTyped: at % 2 === 0,
    placesMerged: at % 3 !== 2,
  };
}

function grouped(
  rows: readonly SampleRow[],
  nameOf: (row: SampleRow) => string,
): { name: string; rows: SampleRow[] }[] {
  const groups = new Map<string, SampleRow[]>();
  for (const row of rows) {
    const name = nameOf(row);
    const members = groups.get(name);
    if (members === undefined) groups.set(name, [row]);
    else members.push(row);
  }
  return [...groups].map(([name, members]) => ({ name, rows: members }));
}

async function workbook(sheets: WriteSheet[], today: string): Promise<Uint8Array> {
  const moment = new Date(`${today}T00:00:00Z`);
  const written = await writeXlsx({
    sheets,
    properties: { title: 'ข้อมูลสมมุติ', creator: 'TPMAP Logbook', created: moment, modified: moment },
  });
  // Compressed bytes differ between machines; a seed must not.
  return storedZip(written);
}

function addedUp(all: readonly NotRows[]): NotRows {
  return all.reduce((sum, each) => ({
    titles: sum.titles + each.titles,
    headers: sum.headers + each.headers,
    sums: sum.sums + each.sums,
    notes: sum.notes + each.notes,
  }));
}

// --- help -------------------------------------------------------------------------------------------------------------

const HELP_COLUMNS: readonly PrintedColumn[] = [
  { key: 'number', name: 'ลำดับ' },
  { key: 'citizen_id', name: 'เลขประจำตัวประชาชน' },
  { key: 'title', name: 'คำนำหน้า' },
  { key: 'first_name', name: 'ชื่อ' },
  { key: 'last_name', name: 'นามสกุล' },
  { key: 'house_code', name: 'รหัสประจำบ้าน' },
  { key: 'address_no', name: 'บ้านเลขที่', group: 'ที่อยู่' },
  { key: 'moo', name: 'หมู่ที่', group: 'ที่อยู่' },
  { key: 'village', name: 'หมู่บ้าน/ชุมชน', group: 'ที่อยู่' },
  { key: 'subdistrict', name: 'ตำบล', group: 'ที่อยู่' },
  { key: 'district', name: 'อำเภอ', group: 'ที่อยู่' },
  { key: 'province', name: 'จังหวัด', group: 'ที่อยู่' },
  { key: 'area_code', name: 'รหัสพื้นที่' },
  { key: 'agency', name: 'หน่วยงานที่ให้ความช่วยเหลือ' },
  { key: 'dimension', name: 'มิติ' },
  { key: 'assistance_type', name: 'ประเภทความช่วยเหลือ' },
  { key: 'delivered_on', name: 'วันที่ให้ความช่วยเหลือ' },
  { key: 'description', name: 'รายละเอียด' },
  { key: 'cash_baht', name: 'เงินสด', group: 'มูลค่าความช่วยเหลือ (บาท)' },
  { key: 'in_kind_baht', name: 'มูลค่าสิ่งของ', group: 'มูลค่าความช่วยเหลือ (บาท)' },
  { key: 'remark', name: 'หมายเหตุ' },
];
const HELP_CSV_COLUMNS: readonly ColumnKey[] = HELP_COLUMNS.flatMap(({ key }) =>
  key === 'number' || key === 'remark' ? [] : [key],
);

/** Each agency in a format of its own: what spreadsheets, and Windows in Thai, save. */
async function assistanceFile(
  agency: string,
  province: string,
  rows: readonly SampleRow[],
  expected: ExpectedOutcomes,
): Promise<Written> {
  const lines = csvLines(HELP_CSV_COLUMNS, rows);
  const title = `ผลการให้ความช่วยเหลือ ${findAgency(agency)?.nameTh ?? agency} จังหวัด${findArea(province)?.nameTh ?? ''} (ข้อมูลสมมุติ)`;
  const file = {
    source: 'assistance' as const,
    filename: `assistance-${agency}.csv`,
    rows,
    outcomes: rows.map((row) => expected.assistance(row, `${agency} ${row.household.no} ${row.day}`)),
    notRows: NO_LINES,
  };
  switch (agency) {
    case 'cdd': {
      const { sheet, notRows } = printSheet({
        name: 'การช่วยเหลือ',
        titles: [title, 'แยกตามเดือนที่ให้ความช่วยเหลือ'],
        columns: HELP_COLUMNS,
        groups: grouped(rows, ({ day }) => `เดือนที่ ${Number(day.slice(5, 7))}`).map((group) => ({ ...group, name: '' })),
        notes: ['หมายเหตุ: ข้อมูลสมมุติทั้งหมด', 'ลงชื่อ ........................................ ผู้รายงาน'],
        unit: 'ครั้ง',
        numbersTyped: true,
        placesMerged: false,
      });
      const today = rows.at(-1)?.day ?? '';
      return { ...file, filename: 'assistance-cdd.xlsx', bytes: await workbook([sheet], today), notRows };
    }
    case 'msdhs':
      return {
        ...file,
        bytes: utf8(csvText([[title], [''], ...lines], ';')),
        notRows: { ...NO_LINES, titles: 1 },
      };
    case 'moe':
      return { ...file, bytes: Buffer.from(`\ufeff${csvText(lines, '\t')}`, 'utf16le') };
    default:
      return { ...file, bytes: utf8(csvText(lines, ',')) };
  }
}

// --- command ----------------------------------------------------------------------------------------------------------

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      province: { type: 'string', default: '42' },
      households: { type: 'string', default: '1000' },
      seed: { type: 'string', default: '1' },
      out: { type: 'string', default: '.local/sample' },
      today: { type: 'string', default: bangkokDay(new Date()) },
    },
  });
  const { planted: said } = await makeSample({
    province: values.province,
    households: Number(values.households),
    seed: Number(values.seed),
    today: values.today,
    dir: resolve(values.out),
  });
  const { all, listed, surveyed } = said.households;
  console.log(`${areaLabel(said.province)}: ${all} ครัวเรือนสมมุติ อยู่ในบัญชีเป้าหมาย ${listed} สำรวจแล้ว ${surveyed}`);
  for (const { filename, rows } of said.files)
    console.log(
      `${filename}: ${rows.total} แถว ใหม่ ${rows.created} แก้ไข ${rows.updated} คงเดิม ${rows.unchanged} ไม่รับ ${rows.rejected}`,
    );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
