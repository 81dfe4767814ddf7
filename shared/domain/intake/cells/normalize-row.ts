import type { FileProblemCode } from '#shared/file-problems.ts';
import { organisationWords, type OrganisationWords } from '#shared/domain/organisation/organisation-words.ts';
import { FOUND_SOURCES, type FoundSource } from '#shared/domain/household/found-source.ts';
import { INDICATOR_COUNT } from '#shared/domain/mpi/stored-answers.ts';
import type { Answer } from '#shared/domain/mpi/union-rule.ts';
import { readAssistanceType } from '#shared/reference/assistance-types.ts';
import { readDimension, type Dimension } from '#shared/reference/dimensions.ts';
import { readIndicator } from '#shared/reference/indicators.ts';
import { agencyOfBlank } from '#shared/domain/access/own-agency.ts';
import { BE_OFFSET, beYear, isBeYear, writtenYear } from '#shared/thai/be-year.ts';
import { readBaht } from '#shared/thai/money.ts';
import { isZeroDate } from '#shared/thai/thai-date.ts';
import { arabicDigits, cutText } from '#shared/thai/thai-text.ts';
import { CellReader, type CellTexts, type RowPlace } from './cell-reader.ts';
import { thaiColumn } from '../columns/thai-column.ts';
import { DateColumns } from '../columns/date-columns.ts';
import { readPerson } from './read-person.ts';
import { placeReader } from './read-place.ts';
import { type ColumnKey, type RowProblem, type RowValues, type UploadSource } from './row.ts';

export type RowContext = {
  /** Today in Bangkok, YYYY-MM-DD. */
  today: string;
  /** Area prefixes of the account; [] is the nation. */
  scopeAreas: readonly string[];
  /** Slug, when the account is bound to one agency. */
  agency?: string;
  /** The organisations that cells may name; absent: those that are built in. */
  organisations?: OrganisationWords;
};

const BUILT_IN_WORDS = organisationWords([], []);

export type NormalizedRow = {
  values: RowValues;
  problems: RowProblem[];
  /** The row names no agency and got the account's: said once for the file (`tellAgencyOfAccount`). */
  agencyOfAccount?: true;
};

/**
 * Makes the reader of a file's rows: cells as offices write them → values, with
 * everything that is wrong. A row with an `error` is rejected; a `warning`
 * says what the system made of a cell. Judges only what the row itself shows;
 * whether a household exists is for the load step. Made once for a file, since
 * it remembers places. Source: design of files in; domain.md §7.
 */
export function rowNormalizer(
  source: UploadSource,
  context: RowContext,
): (cells: CellTexts, place: RowPlace, dates?: DateColumns) => NormalizedRow {
  const readPlace = placeReader(context.scopeAreas, OF_KNOWN.has(source));
  const readOwn = OWN_COLUMNS[source];
  const alone = new DateColumns({ dateCells: false, monthFirst: new Set() });
  return (texts, place, dates = alone) => {
    const cells = new CellReader(texts, place);
    const values: RowValues = {};
    readPerson(cells, context.today, dates, values);
    readPlace(cells, values);
    readOwn(cells, values, context, dates);
    requireIdentity(cells, values);
    const row: NormalizedRow = { values, problems: cells.problems };
    if (giveOwnAgency(values, context)) row.agencyOfAccount = true;
    return row;
  };
}

/** One row by itself; for a file use `rowNormalizer`. */
export function normalizeRow(
  source: UploadSource,
  cells: CellTexts,
  context: RowContext,
  place: RowPlace,
): NormalizedRow {
  return rowNormalizer(source, context)(cells, place);
}

/** Sources whose rows speak of people who are known already: an ID finds them without an area. */
const OF_KNOWN: ReadonlySet<UploadSource> = new Set<UploadSource>(['assistance', 'welfare-register']);

type OwnReader = (cells: CellReader, values: RowValues, context: RowContext, dates: DateColumns) => void;

/** Columns of one kind of file. */
const OWN_COLUMNS: Readonly<Record<UploadSource, OwnReader>> = {
  'tpmap-targets': readTarget,
  'thaiqm-survey': readSurvey,
  'bmn-survey': readBmn,
  'welfare-register': readRegister,
  'missed-households': readMissed,
  assistance: readAssistance,
};

function requireIdentity(cells: CellReader, values: RowValues): void {
  if (values.citizenId !== undefined || values.houseCode !== undefined) return;
  if (values.addressNo !== undefined && values.firstName !== undefined) return;
  // A wrong ID or house code has been reported already: its absence is no second fault.
  if (cells.problems.some(({ severity, column }) => severity === 'error' && isIdentityColumn(column))) return;
  cells.error(
    'citizen_id',
    'identity-missing',
    'ไม่มีข้อมูลระบุครัวเรือน กรุณากรอกเลขประจำตัวประชาชน รหัสประจำบ้าน หรือบ้านเลขที่พร้อมชื่อ',
  );
}

function isIdentityColumn(column: ColumnKey | undefined): boolean {
  return column === 'citizen_id' || column === 'house_code' || column === 'address_no' || column === 'first_name';
}

function readTarget(cells: CellReader, values: RowValues, { today }: RowContext): void {
  if (values.citizenId === undefined && values.firstName === undefined) {
    const reported = cells.problems.some(({ severity, column }) => severity === 'error' && column === 'citizen_id');
    if (!reported && !cells.isDamaged('first_name'))
      cells.error('citizen_id', 'person-missing', 'ไม่มีบุคคลเป้าหมาย กรุณากรอกเลขประจำตัวประชาชนหรือชื่อ');
  }
  readListYear(cells, values, today);
  const dimensions = readSeveral(cells, 'dimensions', /[;,\n|]+/, readDimension, 'dimension-unknown', 'ไม่รู้จักมิติ');
  if (dimensions.length > 0) values.dimensions = dimensions;
  const indicators = readSeveral(
    cells,
    'indicators',
    /[;,\n|]+/,
    readIndicator,
    'indicator-unknown',
    'ไม่รู้จักตัวชี้วัด (1–38)',
  );
  if (indicators.length > 0) values.indicators = indicators.sort((a, b) => a - b);
  const said = cells.problems.some(({ column }) => column === 'dimensions' || column === 'indicators');
  if (dimensions.length === 0 && indicators.length === 0 && !said)
    cells.error('dimensions', 'required-missing', 'ไม่มีมิติหรือตัวชี้วัดที่ตกเกณฑ์');
}

function readListYear(cells: CellReader, values: RowValues, today: string): void {
  const text = cells.text('list_year');
  if (text === undefined) {
    missing(cells, 'list_year');
    return;
  }
  const digits = arabicDigits(text)
    .replace(/^(?:ปี)?\s*(?:พ\.?\s*ศ\.?)?\s*/, '')
    .replace(/\.0+$/, '');
  const written = /^\d+$/.test(digits) ? writtenYear(digits) : Number.NaN;
  const year = isBeYear(written) ? written : written + BE_OFFSET;
  const thisYear = beYear(today);
  // A list for the next fiscal year is made in this one.
  if (!(year >= 2540 && year <= thisYear + 1)) {
    cells.error('list_year', 'list-year-invalid', `ปีข้อมูลต้องเป็น พ.ศ. 4 หลัก ไม่เกิน ${thisYear + 1}`, text);
    return;
  }
  values.listYear = year;
}

function readSeveral<Value>(
  cells: CellReader,
  key: ColumnKey,
  separator: RegExp,
  read: (text: string) => Value | undefined,
  code: FileProblemCode,
  message: string,
): Value[] {
  const text = cells.text(key);
  const found = new Set<Value>();
  for (const part of text?.split(separator) ?? []) {
    const one = part.trim();
    if (one === '') continue;
    const value = read(one);
    if (value === undefined) cells.error(key, code, `${message}: ${cutText(one, 40)}`, one);
    else found.add(value);
  }
  return [...found];
}

function readSurvey(cells: CellReader, values: RowValues, { today }: RowContext, dates: DateColumns): void {
  const day = readDay(cells, 'survey_date', today, dates);
  if (day !== undefined) values.surveyDate = day;
  const problems = splitTexts(cells.text('problems'));
  if (problems.length > 0) values.problems = problems;
}

/** จปฐ. answers: a blank cell is no answer, a dash says that the indicator applies to nobody. */
const ANSWER_WORDS = new Map<string, Answer>([
  ...['1', 'ผ่าน', 'ผ่านเกณฑ์', '✓', '✔', '/'].map((word) => [word, 'PASS'] as const),
  ...['0', 'ไม่ผ่าน', 'ไม่ผ่านเกณฑ์', 'ตกเกณฑ์', 'x', '✗'].map((word) => [word, 'FAIL'] as const),
  ...['-', '–', '—', '−', 'ไม่มีผู้เข้าเกณฑ์', 'ไม่เข้าเกณฑ์', 'na', 'n/a'].map((word) => [word, 'NOT_APPLICABLE'] as const),
]);

function readBmn(cells: CellReader, values: RowValues, { today }: RowContext, dates: DateColumns): void {
  const day = readDay(cells, 'survey_date', today, dates);
  if (day !== undefined) values.surveyDate = day;
  const answers: [number, Answer][] = [];
  for (let no = 1; no <= INDICATOR_COUNT; no += 1) {
    const raw = cells.raw(`indicator_${no}`);
    const word = arabicDigits(raw).replaceAll(/\s+/g, '').replace(/\.0+$/, '').toLowerCase();
    if (word === '') continue;
    const answer = ANSWER_WORDS.get(word);
    if (answer !== undefined) answers.push([no, answer]);
    else
      cells.error(
        `indicator_${no}`,
        'answer-unknown',
        `${thaiColumn(`indicator_${no}`)}: ต้องเป็น 1 (ผ่าน) 0 (ไม่ผ่าน) หรือ - (ไม่มีผู้เข้าเกณฑ์)`,
        cutText(raw, 40),
      );
  }
  if (answers.length > 0) values.answers = answers;
  else if (!cells.problems.some(({ code }) => code === 'answer-unknown'))
    cells.error('indicator_1', 'required-missing', 'ไม่มีคำตอบของตัวชี้วัดใดเลย');
}

function readRegister(cells: CellReader, values: RowValues, { today }: RowContext): void {
  readListYear(cells, values, today);
  // What cannot be read is no news of a register.
  if (values.welfareCard === undefined) missing(cells, 'welfare_card');
}

/** Words for where a household was found. */
const FOUND_WORDS: Readonly<Record<FoundSource, readonly string[]>> = {
  THAIQM: ['thaiqm', 'ไทยคิวเอ็ม', 'thai qm'],
  VULNERABLE: ['vulnerable', 'กลุ่มเปราะบาง', 'ครัวเรือนเปราะบาง', 'เปราะบาง'],
  FIELD_FOUND: ['fieldfound', 'field_found', 'พบจากการลงพื้นที่', 'พบในพื้นที่', 'ลงพื้นที่', 'ในพื้นที่'],
  REXRAY: ['rexray', 're-x-ray', 'rex-ray', 're x-ray'],
  OTHER: ['other', 'อื่นๆ', 'อื่น ๆ', 'แหล่งอื่น', 'แหล่งอื่นๆ'],
};

function readMissed(cells: CellReader, values: RowValues, context: RowContext, dates: DateColumns): void {
  readSurvey(cells, values, context, dates);
  const text = cells.text('found_source');
  if (text === undefined) return;
  const word = text.replaceAll(/\s+/g, '').toLowerCase();
  const source = FOUND_SOURCES.find((one) => FOUND_WORDS[one].some((known) => known.replaceAll(' ', '') === word));
  if (source === undefined)
    cells.error(
      'found_source',
      'found-source-unknown',
      'ไม่รู้จักแหล่งที่พบ (ThaiQM กลุ่มเปราะบาง พบจากการลงพื้นที่ Re-X-ray หรือ อื่น ๆ)',
      text,
    );
  else values.foundSource = source;
}

/** What a need in the logbook may have. */
const NEED_CHARS = 2000;

/** Needs in one cell: cut at `;` and line breaks, without numbering and bullets, each once. */
function splitTexts(text: string | undefined): string[] {
  if (text === undefined) return [];
  const found = new Set<string>();
  for (const part of text.split(/[;；\n]+/)) {
    const one = part.replace(/^\s*(?:[-–•*▪]|\(?[\d๐-๙]{1,2}[.)])\s+|^\s*[-–•*▪]/, '').trim();
    if (one !== '' && one !== '-') found.add(cutText(one, NEED_CHARS));
  }
  return [...found];
}

function readAssistance(cells: CellReader, values: RowValues, context: RowContext, dates: DateColumns): void {
  const day = readDay(cells, 'delivered_on', context.today, dates);
  if (day !== undefined) values.deliveredOn = day;
  const dimension = readOneDimension(cells);
  if (dimension !== undefined) values.dimension = dimension;
  readGiver(cells, values, context);
  readType(cells, values);
  const description = cells.text('description');
  if (description !== undefined) values.description = description;
  values.cashBaht = readMoney(cells, 'cash_baht');
  values.inKindBaht = readMoney(cells, 'in_kind_baht');
}

function readOneDimension(cells: CellReader): Dimension | undefined {
  const text = cells.text('dimension');
  if (text === undefined) {
    missing(cells, 'dimension');
    return undefined;
  }
  const dimension = readDimension(text);
  if (dimension === undefined)
    cells.error('dimension', 'dimension-unknown', 'ไม่รู้จักมิติ (สุขภาพ ความเป็นอยู่ การศึกษา รายได้ การเข้าถึงบริการรัฐ)', text);
  return dimension;
}

function readGiver(cells: CellReader, values: RowValues, context: RowContext): void {
  const text = cells.text('agency');
  if (text === undefined || text === 'ไม่ระบุหน่วยงาน') {
    values.agency = null;
    if (agencyOfBlank(context) === null)
      cells.warning('agency', 'agency-blank', 'ไม่ได้ระบุหน่วยงาน ระบบนับเป็น "ไม่ระบุหน่วยงาน"');
    return;
  }
  const named = (context.organisations ?? BUILT_IN_WORDS).read(text);
  if (named === 'several') {
    cells.error('agency', 'agency-ambiguous', 'มีหน่วยงานชื่อนี้มากกว่าหนึ่งแห่ง กรุณาใช้รหัสหน่วยงานตามทะเบียน', text);
    return;
  }
  if (named === undefined) {
    cells.error('agency', 'agency-unknown', 'ไม่รู้จักหน่วยงาน กรุณาใช้ชื่อเต็ม ชื่อย่อ หรือรหัสหน่วยงานตามทะเบียน', text);
    return;
  }
  values.agency = named.slug;
  if (context.agency !== undefined && named.slug !== context.agency)
    cells.error('agency', 'agency-outside-scope', 'บัญชีผู้ใช้นี้บันทึกได้เฉพาะความช่วยเหลือของหน่วยงานตนเอง', text);
}

/** Gives a row of help without an agency that of the account, when it is bound to one; answers whether it did. */
function giveOwnAgency(values: RowValues, context: RowContext): boolean {
  if (values.agency !== null) return false;
  values.agency = agencyOfBlank(context);
  return values.agency !== null;
}

/** Says of a whole file how many of its rows got the account's agency, if any did. */
export function tellAgencyOfAccount(
  { agency = '', organisations = BUILT_IN_WORDS }: Pick<RowContext, 'agency' | 'organisations'>,
  rows: number,
): RowProblem[] {
  if (rows === 0) return [];
  const name = organisations.nameOf(agency);
  const message = `มี ${rows} แถวที่ไม่ได้ระบุหน่วยงาน ระบบบันทึกเป็นความช่วยเหลือของ "${name}" ซึ่งเป็นหน่วยงานของบัญชีที่ส่งไฟล์`;
  return [{ row: 0, severity: 'warning', code: 'agency-of-account', message }];
}

function readType(cells: CellReader, values: RowValues): void {
  const text = cells.text('assistance_type');
  const type = text === undefined ? undefined : readAssistanceType(text);
  values.assistanceType = type ?? 'OTHER';
  if (text === undefined)
    cells.warning('assistance_type', 'assistance-type-blank', 'ไม่ได้ระบุประเภทความช่วยเหลือ ระบบบันทึกเป็น "อื่น ๆ"');
  else if (type === undefined)
    cells.warning('assistance_type', 'assistance-type-unknown', 'ไม่รู้จักประเภทความช่วยเหลือ ระบบบันทึกเป็น "อื่น ๆ"', text);
}

function readMoney(cells: CellReader, key: 'cash_baht' | 'in_kind_baht'): number | null {
  const text = cells.text(key);
  if (text === undefined) return null;
  const reading = readBaht(text);
  if (reading.ok) return reading.baht;
  cells.error(key, reading.code, `${thaiColumn(key)}: ${reading.message}`, text);
  return null;
}

/** A whole day that must be there: not after today, day and month known. */
function readDay(
  cells: CellReader,
  key: 'survey_date' | 'delivered_on',
  today: string,
  dates: DateColumns,
): string | undefined {
  const text = cells.text(key);
  if (text === undefined || isZeroDate(text)) {
    missing(cells, key);
    return undefined;
  }
  const reading = dates.read(cells, key, text, today);
  if (reading === undefined) return undefined;
  if (reading.date !== null) return reading.date;
  cells.error(key, 'date-incomplete', `${thaiColumn(key)}: ต้องมีวัน เดือน และปีครบ`, text);
  return undefined;
}

function missing(cells: CellReader, key: ColumnKey): void {
  cells.error(key, 'required-missing', `ไม่มี${thaiColumn(key)}`);
}
