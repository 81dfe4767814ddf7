import { maskCitizenId, readCitizenId } from '#shared/thai/citizen-id.ts';
import { faultOfName, normalizeTitle, splitTitle, type NameFault } from '#shared/thai/person-name.ts';
import { remembering } from '#shared/thai/remembering.ts';
import { isFirstDayOfPrograms, isZeroDate } from '#shared/thai/thai-date.ts';
import { arabicDigits, isBlankWord } from '#shared/thai/thai-text.ts';
import type { CellReader } from './cell-reader.ts';
import { EXAMPLE_KEYS, isOfExample } from '../columns/example-row.ts';
import { thaiColumn } from '../columns/thai-column.ts';
import type { DateColumns } from '../columns/date-columns.ts';
import type { RowValues } from './row.ts';

/** ID, names, birth date, relation and welfare card of the person a row names. domain.md §7.1, §7.2, §7.5. */
export function readPerson(cells: CellReader, today: string, dates: DateColumns, values: RowValues): void {
  readId(cells, values);
  readNames(cells, values);
  refuseExample(cells);
  const born = cells.text('birth_date');
  if (born !== undefined && !isZeroDate(born)) {
    const reading = dates.read(cells, 'birth_date', born, today);
    if (reading !== undefined && reading.date !== null && isFirstDayOfPrograms(reading.date)) {
      const message = 'วันเกิดเป็นวันที่โปรแกรมใส่แทนช่องว่าง (เช่น 1/1/1900) จึงถือว่าไม่ทราบวันเกิด';
      cells.warning('birth_date', 'birth-date-of-program', message);
    } else if (reading !== undefined)
      values.birthDate = { date: reading.date, year: reading.year, precision: reading.precision };
  }
  const relation = cells.text('relation');
  if (relation !== undefined) values.relation = relation;
  readWelfareCard(cells, values);
}

/** Nobody has the ID or the names of the example: somebody typed over the rest of that row and left them. */
function refuseExample(cells: CellReader): void {
  const left = EXAMPLE_KEYS.filter((key) => isOfExample(key, cells.raw(key).trim()));
  // Either name alone may be somebody's.
  const column = left.includes('citizen_id') ? 'citizen_id' : left.length === 2 ? 'first_name' : undefined;
  if (column === undefined) return;
  const message = `ช่อง "${thaiColumn(column)}" ยังเป็นของแถวตัวอย่างในแบบฟอร์ม กรุณากรอกข้อมูลจริง หรือลบแถวนี้`;
  cells.error(column, 'example-left', message);
}

function readId(cells: CellReader, values: RowValues): void {
  const text = cells.text('citizen_id');
  if (text === undefined) return;
  const reading = readCitizenId(text);
  if (reading.ok) {
    values.citizenId = reading.id;
    if (reading.idType === 'PASSPORT') {
      const message = 'ไม่ใช่เลข 13 หลัก ระบบบันทึกเป็นเลขหนังสือเดินทาง หากบุคคลนี้มีเลขประจำตัวประชาชน กรุณากรอกเลข 13 หลัก';
      cells.warning('citizen_id', 'citizen-id-passport', message, maskCitizenId(reading.id));
    }
    if (reading.repaired)
      cells.warning(
        'citizen_id',
        'citizen-id-repaired',
        'เลขประจำตัวประชาชนพิมพ์ไม่ครบหรือมีอักษรปน ระบบแก้ให้แล้วเพราะเลขตรวจสอบถูกต้อง กรุณาตรวจทาน',
        maskCitizenId(reading.id),
      );
  } else if (text.includes('\n'))
    cells.error('citizen_id', 'citizen-id-several', 'มีเลขประจำตัวประชาชนหลายคนในช่องเดียว กรุณาแยกเป็นคนละแถว', '***');
  else if (reading.code !== 'citizen-id-missing')
    cells.error('citizen_id', reading.code, reading.message, maskedId(text));
}

/** As much of a wrong ID as helps to find it: the ends of thirteen digits, or the form Excel gave it. */
function maskedId(text: string): string {
  const digits = arabicDigits(text).replaceAll(/\D/g, '');
  const power = /e\+?\d+$/i.exec(text)?.[0];
  if (power !== undefined) return `${digits.slice(0, 1)}***${power}`;
  return digits.length === 13 ? maskCitizenId(digits) : `${digits.slice(0, 1)}*** (${digits.length} หลัก)`;
}

function readNames(cells: CellReader, values: RowValues): void {
  const titleCell = cells.text('title');
  const first = cells.text('first_name');
  const last = cells.text('last_name');
  let title = titleCell === undefined ? null : (normalizeTitle(titleCell) ?? titleCell);
  if (first !== undefined) {
    const split = splitName(first);
    title ??= split.title;
    // A cell that holds nothing but a title is kept as it is.
    const name = split.name === '' ? first : split.name;
    const space = last === undefined ? name.indexOf(' ') : -1;
    const [given, family] = space > 0 ? [name.slice(0, space), name.slice(space + 1)] : [name, ''];
    const whole = faultOf(name);
    const fault = whole?.refused ? whole : (numberFor(given) ?? numberFor(family) ?? whole);
    tellFault(cells, 'first_name', name, fault);
    if (fault?.code !== 'name-blank') {
      values.firstName = given;
      if (!isBlankWord(family)) values.lastName = family;
    }
  } else if (last !== undefined || cells.raw('first_name').trim() !== '')
    // A dash beside a last name, or beside an ID: somebody whose name is not known.
    if (!cells.problems.some(({ column }) => column === 'first_name')) tellFault(cells, 'first_name', '', faultOf(''));
  if (last !== undefined) {
    const fault = faultOf(last);
    tellFault(cells, 'last_name', last, fault);
    if (fault?.code !== 'name-blank') values.lastName = last;
  }
  if (title !== null) values.title = title;
}

function numberFor(part: string): NameFault | undefined {
  const fault = faultOf(part);
  return fault?.code === 'name-is-number' ? fault : undefined;
}

type NameColumn = 'first_name' | 'last_name';

function tellFault(cells: CellReader, column: NameColumn, name: string, fault: NameFault | undefined): void {
  if (fault === undefined) return;
  const { code, refused, message } = fault;
  const shown = code === 'name-several' ? maskName(name) : '***';
  cells[refused ? 'error' : 'warning'](column, code, `ช่อง "${thaiColumn(column)}" ${message}`, shown);
}

const splitName = remembering(splitTitle);
const faultOf = remembering(faultOfName);

/** First letter and `***`: enough to find the cell. A leading vowel is kept with its consonant. */
export function maskName(name: string): string {
  const [letter = ''] = /^(?:[เแโใไ]?.)/u.exec(name) ?? [];
  return `${letter}***`;
}

const YES = new Set(['มี', 'มีบัตร', 'ใช่', 'ได้', 'ได้รับ', '1', '✓', '✔', '☑', '/', 'true', 'yes', 'y']);
const NO = new Set(['ไม่มี', 'ไม่มีบัตร', 'ไม่ใช่', 'ไม่ได้', 'ไม่ได้รับ', '0', '✗', '✘', 'x', '×', 'false', 'no', 'n']);
const UNKNOWN = new Set(['ไม่ทราบ', 'ไม่แน่ใจ', 'ไม่ระบุ', 'unknown', '?']);

function readWelfareCard(cells: CellReader, values: RowValues): void {
  const word = arabicDigits(cells.raw('welfare_card')).replaceAll(/\s+/g, '').toLowerCase();
  if (word === '') return;
  if (YES.has(word)) values.welfareCard = 'YES';
  else if (NO.has(word)) values.welfareCard = 'NO';
  else if (UNKNOWN.has(word)) values.welfareCard = 'UNKNOWN';
  else {
    const text = cells.text('welfare_card');
    if (text === undefined) return;
    values.welfareCard = 'UNKNOWN';
    cells.warning(
      'welfare_card',
      'welfare-card-unreadable',
      'อ่านช่องบัตรสวัสดิการแห่งรัฐไม่ได้ จึงถือว่าไม่ทราบ (ใช้ มี หรือ ไม่มี)',
      text,
    );
  }
}
