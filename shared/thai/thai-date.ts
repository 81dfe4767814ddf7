import { addDays, daysInMonth } from './bangkok-time.ts';
import { BE_OFFSET, beYear, isBeYear, writtenYear } from './be-year.ts';
import { arabicDigits, normalizeThai } from './thai-text.ts';

/**
 * What a cell said about a date. `date` is a day C.E., or null when the day or the month is unknown; `year` is C.E.;
 * `precision` says how much is known; `remark` what somebody should look at.
 */
export type ThaiDateReading =
  | {
      readonly ok: true;
      readonly date: string | null;
      readonly year: number;
      readonly precision: DatePrecision;
      readonly remark?: { readonly code: 'date-near-midnight'; readonly message: string };
    }
  | { readonly ok: false; readonly code: ThaiDateProblem; readonly message: string };

export type DatePrecision = 'DAY' | 'MONTH' | 'YEAR';

export type ThaiDateProblem = 'date-unreadable' | 'date-in-future';

export type ThaiDateOptions = {
  /** Today in Bangkok, `YYYY-MM-DD`: nothing later is accepted. */
  readonly today: string;
  /** Birth dates: until B.E. 2483 the Thai year began on 1 April, and spreadsheet serials of old people are accepted. */
  readonly birth?: boolean;
};

const SHORT_MONTHS = ['ม.ค.', 'ก.พ.', 'มี.ค.', 'เม.ย.', 'พ.ค.', 'มิ.ย.', 'ก.ค.', 'ส.ค.', 'ก.ย.', 'ต.ค.', 'พ.ย.', 'ธ.ค.'];

/** Month words without dots, spaces and ์, Thai and English. */
const MONTH_WORDS = new Map(
  [
    ['มกราคม', 'มกรา', 'มค', 'january', 'jan'],
    ['กุมภาพันธ', 'กุมภา', 'กพ', 'february', 'feb'],
    ['มีนาคม', 'มีนา', 'มีค', 'march', 'mar'],
    ['เมษายน', 'เมษา', 'เมย', 'april', 'apr'],
    ['พฤษภาคม', 'พฤษภา', 'พค', 'may'],
    ['มิถุนายน', 'มิถุนา', 'มิย', 'june', 'jun'],
    ['กรกฎาคม', 'กรกฎา', 'กรกฏาคม', 'กรกฏา', 'กค', 'july', 'jul'],
    ['สิงหาคม', 'สิงหา', 'สค', 'august', 'aug'],
    ['กันยายน', 'กันยา', 'กย', 'september', 'sept', 'sep'],
    ['ตุลาคม', 'ตุลา', 'ตค', 'october', 'oct'],
    ['พฤศจิกายน', 'พฤศจิกา', 'พย', 'november', 'nov'],
    ['ธันวาคม', 'ธันวา', 'ธค', 'december', 'dec'],
  ].flatMap((words, index) => words.map((word): [string, number] => [word, index + 1])),
);

/** Of those, what a spreadsheet program writes: the month in full or its abbreviation, not what people call it. */
const PROGRAM_MONTHS: ReadonlySet<string> = new Set(
  [...MONTH_WORDS.keys()].filter((word) => /^[a-z]|(?:คม|ยน|นธ|^..?ี?.)$/u.test(word)),
);

/** Nothing before B.E. 2401 (C.E. 1858) can concern a living person. */
const FIRST_BE_YEAR = 2401;
const FIRST_CE_YEAR = FIRST_BE_YEAR - BE_OFFSET;
/** The last B.E. year that began on 1 April and lasted twelve months; 2483 had April to December only. */
const LAST_APRIL_YEAR = 2482;

const UNREADABLE: ThaiDateReading = {
  ok: false,
  code: 'date-unreadable',
  message: 'อ่านวันที่ไม่ได้ กรุณากรอก วัน/เดือน/ปี พ.ศ. เช่น 7/5/2569 หรือ 7 พ.ค. 2569',
};
const IMPOSSIBLE: ThaiDateReading = {
  ok: false,
  code: 'date-unreadable',
  message: 'วันที่นี้ไม่มีในปฏิทิน กรุณาตรวจวันและเดือน',
};
const SHORT_2483: ThaiDateReading = {
  ok: false,
  code: 'date-unreadable',
  message: 'พ.ศ. 2483 มีเพียงเดือนเมษายนถึงธันวาคม กรุณาตรวจปีเกิด',
};
const IN_FUTURE: ThaiDateReading = {
  ok: false,
  code: 'date-in-future',
  message: 'วันที่อยู่ในอนาคต กรุณาตรวจปี (ปีสองหลักอ่านเป็น พ.ศ. 25xx)',
};

const TWO = Array.from({ length: 100 }, (_, value) => String(value).padStart(2, '0'));

/** A date from its written parts; 0 stands for an unknown day or month. */
function fromParts(day: number, month: number, written: number, options: ThaiDateOptions): ThaiDateReading {
  if (month > 12 || day > 31) return IMPOSSIBLE;
  const be = isBeYear(written);
  let year = be ? written - BE_OFFSET : written;
  if (be && options.birth === true && month >= 1 && month <= 3 && written <= LAST_APRIL_YEAR + 1) {
    if (written > LAST_APRIL_YEAR) return SHORT_2483;
    year += 1;
  }
  if (year < FIRST_CE_YEAR) return UNREADABLE;
  const text = String(year);
  if (month === 0)
    return text > options.today.slice(0, 4) ? IN_FUTURE : { ok: true, date: null, year, precision: 'YEAR' };
  const monthText = `${text}-${TWO[month] ?? ''}`;
  if (day === 0)
    return monthText > options.today.slice(0, 7) ? IN_FUTURE : { ok: true, date: null, year, precision: 'MONTH' };
  if (day > 28 && day > daysInMonth(year, month)) return IMPOSSIBLE;
  const date = `${monthText}-${TWO[day] ?? ''}`;
  // Equal length texts compare as dates do; a year of five digits cannot come here.
  return date > options.today ? IN_FUTURE : { ok: true, date, year, precision: 'DAY' };
}

const SLASH = 47;
const HYPHEN = 45;
const DOT = 46;

/**
 * The common forms without a regular expression: `7/5/2569`, `07-05-2569`, `7.5.2569`, `2026-05-07`, `2569-05-07`.
 * Undefined when the text is anything else.
 */
function readCommonForm(text: string, options: ThaiDateOptions): ThaiDateReading | undefined {
  if (text.length < 8 || text.length > 10) return undefined;
  let separator = 0;
  let parts = 0;
  let first = 0;
  let second = 0;
  let value = 0;
  let digits = 0;
  let firstDigits = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code >= 48 && code <= 57) {
      value = value * 10 + code - 48;
      digits += 1;
      continue;
    }
    if (code !== SLASH && code !== HYPHEN && code !== DOT) return undefined;
    if (digits === 0 || (separator !== 0 && code !== separator)) return undefined;
    separator = code;
    parts += 1;
    if (parts === 1) {
      first = value;
      firstDigits = digits;
    } else if (parts === 2) {
      if (digits > 2) return undefined;
      second = value;
    } else return undefined;
    value = 0;
    digits = 0;
  }
  if (parts !== 2) return undefined;
  if (firstDigits <= 2 && digits === 4) return fromParts(first, second, value, options);
  if (firstDigits === 4 && (digits === 1 || digits === 2)) return fromParts(value, second, first, options);
  return undefined;
}

const NEAR_MIDNIGHT = {
  code: 'date-near-midnight',
  message: 'วันที่มีเวลา 17:00 น. หรือหลังจากนั้นโดยไม่บอกเขตเวลา ระบบใช้วันตามที่แสดง กรุณาตรวจว่าไม่ใช่วันถัดไป',
} as const;

const DAY_SECONDS = 86_400;
/** Midnight in Bangkok on the clocks of UTC. */
const BANGKOK_MIDNIGHT_UTC = 17 * 3600;
/** What the fifteen digits of a spreadsheet's number can miss of a second. */
const SERIAL_NOISE = 0.0001;

function wholeDay(date: string, { today }: ThaiDateOptions, near = false): ThaiDateReading {
  if (date > today) return IN_FUTURE;
  return {
    ok: true,
    date,
    year: Number(date.slice(0, 4)),
    precision: 'DAY',
    ...(near ? { remark: NEAR_MIDNIGHT } : {}),
  };
}

/**
 * The day that a spreadsheet shows for a serial number. A fraction is a time of day without a zone: from 17:00 on, a program that wrote
 * Bangkok's midnights in UTC meant the next day, so the reading says it.
 */
function readSerial(text: string, fraction: string, options: ThaiDateOptions): ThaiDateReading {
  const seconds = Number(`0.${fraction}`) * DAY_SECONDS + SERIAL_NOISE;
  const days = Number(text) + (seconds >= DAY_SECONDS ? 1 : 0);
  if (days > 60_000 || days < (options.birth === true ? 10_000 : 20_000)) return UNREADABLE;
  // A spreadsheet's day 0 is 30 December 1899 for every date after February 1900.
  return wholeDay(addDays('1899-12-30', days), options, seconds >= BANGKOK_MIDNIGHT_UTC && seconds < DAY_SECONDS);
}

function readDigits(text: string, options: ThaiDateOptions): ThaiDateReading {
  if (text.length === 5) return readSerial(text, '0', options);
  if (text.length === 4) return fromParts(0, 0, Number(text), options);
  const eight = text.length === 7 ? `0${text}` : text;
  if (eight.length !== 8) return UNREADABLE;
  const yearFirst = Number(eight.slice(0, 4));
  // The two orders cannot both fit: a year 1858–2799 read as day and month, or the other way round, has a month above 12.
  if (text.length === 8 && yearFirst >= FIRST_CE_YEAR && yearFirst < 2800 && Number(eight.slice(4, 6)) <= 12)
    return fromParts(Number(eight.slice(6)), Number(eight.slice(4, 6)), yearFirst, options);
  return fromParts(Number(eight.slice(0, 2)), Number(eight.slice(2, 4)), Number(eight.slice(4)), options);
}

const DATE_WITH_TIME =
  /^(\S.*?)[t ,]+(?:เวลา\s*)?(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*(น\.?|นาฬิกา)?([ap]\.?m\.?|ก่อนเที่ยง|หลังเที่ยง)?\s*(z|(?:UTC|GMT|ICT)?\s*(?:[+\-\u2212]\d{1,2}(?::?\d{2})?)?)(?:\s*\([^)]*\))?$/iu;
/** `7/5/2569 9 น.`, `7/5/2569 2 PM`, and a date with the word for hours and no number. */
const DATE_WITH_HOUR =
  /^(\S.*?)(?:[ ,]+(?:เวลา\s*)?\d{1,2})?\s*(?:น\.?|นาฬิกา)$|^(\S.*?)[ ,]+\d{1,2}\s*(?:[ap]\.?m\.?|ก่อนเที่ยง|หลังเที่ยง)$/iu;
/** `May 07 09:15:30 ICT 2026`, what programs in C and Java write behind the weekday. */
const YEAR_LAST = /^([a-z]{3}) +(\d{1,2}) (\d{2}:\d{2}:\d{2})( [A-Z]{1,4}[+\-:\d]*)? (\d{4})$/iu;
const DAY_MINUTES = 24 * 60;
const BANGKOK_OFFSET = 7 * 60;
/** No clock on Earth is further from UTC. */
const LARGEST_OFFSET = 14 * 60;

/** Minutes east of UTC of a written zone (`Z`, `UTC`, `+07:00`, `-0500`, `GMT+7`, `ICT`); NaN when there is no such zone. */
function zoneOffset(zone: string): number {
  const [, name = '', sign = '+', hours = '0', minutes = '0'] =
    /^(UTC|GMT|ICT|Z)?\s*(?:([+\-\u2212])(\d{1,2}):?(\d{2})?)?$/iu.exec(zone) ?? [];
  if (Number(minutes) > 59) return Number.NaN;
  const written = (sign === '+' ? 1 : -1) * (Number(hours) * 60 + Number(minutes));
  const offset = name.toUpperCase() === 'ICT' ? BANGKOK_OFFSET : written;
  return Math.abs(offset) > LARGEST_OFFSET ? Number.NaN : offset;
}

/** The date before a time of day. */
function readDayBefore(day: string, options: ThaiDateOptions): ThaiDateReading {
  return /^\d{8}$/u.test(day) ? readDigits(day, options) : readDateOnly(day.replace(/[\s,]+$/u, ''), options);
}

/**
 * A date with a time of day. With a zone it is a moment, and its day is Bangkok's. Without one the time is dropped; 17:00 to the minute and
 * the last minute of a day are then told, being what programs make of a midnight elsewhere.
 */
function readWithTime(text: string, options: ThaiDateOptions): ThaiDateReading | undefined {
  const match = DATE_WITH_TIME.exec(text.replace(YEAR_LAST, '$2 $1 $5 $3$4'));
  if (match === null) {
    const [, byClock, byHalf] = DATE_WITH_HOUR.exec(text) ?? [];
    const day = byClock ?? byHalf;
    return day === undefined ? undefined : readDayBefore(day, options);
  }
  const [, day = '', hours = '', minutes = '', seconds = '0', thaiClock, half, zone = ''] = match;
  const time =
    (half === undefined ? Number(hours) : (Number(hours) % 12) + (/^[pห]/iu.test(half) ? 12 : 0)) * 60 +
    Number(minutes);
  if (zone === '') {
    const reading = readDayBefore(day, options);
    if (!reading.ok || reading.date === null || thaiClock !== undefined) return reading;
    return wholeDay(reading.date, options, time === BANGKOK_MIDNIGHT_UTC / 60 || time === DAY_MINUTES - 1);
  }
  // The day there may be tomorrow's in Bangkok, or the other way round: what is too late is judged of Bangkok's.
  const reading = readDayBefore(day, { ...options, today: '9999-12-31' });
  if (!reading.ok || reading.date === null) return reading;
  const offset = zoneOffset(zone);
  if (Number.isNaN(offset) || time > DAY_MINUTES || Number(minutes) > 59 || Number(seconds) > 60) return UNREADABLE;
  return wholeDay(addDays(reading.date, Math.floor((time - offset + BANGKOK_OFFSET) / DAY_MINUTES)), options);
}

const UNKNOWN_PART = /^(?:-+|–|x+|\?+|ไม่ทราบ)$/iu;

/** The two or three parts of a date between slashes, dots, spaces, or hyphens (which also stand for an unknown part). */
function splitParts(text: string): string[] {
  if (text.includes('/')) return text.split(/\s*\/\s*/u);
  if (text.includes('.')) return text.split(/\s*\.\s*/u).filter((part) => part !== '');
  return text.includes(' ') ? text.split(/\s+/u) : text.split('-');
}

function numberOrUnknown(part: string): number {
  if (UNKNOWN_PART.test(part)) return 0;
  return /^\d{1,2}$/u.test(part) ? Number(part) : Number.NaN;
}

function readNumbers(text: string, options: ThaiDateOptions): ThaiDateReading | undefined {
  const pieces = splitParts(text);
  if (pieces.length === 3) {
    const [a = '', b = '', c = ''] = pieces;
    if (/^\d{4}$/u.test(a)) {
      const day = numberOrUnknown(c);
      const month = numberOrUnknown(b);
      return Number.isNaN(day) || Number.isNaN(month) ? undefined : fromParts(day, month, Number(a), options);
    }
    const day = numberOrUnknown(a);
    const month = numberOrUnknown(b);
    const year = /^\d+$/u.test(c) ? writtenYear(c) : Number.NaN;
    if (Number.isNaN(day) || Number.isNaN(month) || Number.isNaN(year)) return undefined;
    return fromParts(day, month, year, options);
  }
  if (pieces.length === 2) {
    const [a = '', b = ''] = pieces;
    if (/^\d{4}$/u.test(a) && /^\d{1,2}$/u.test(b)) return fromParts(0, Number(b), Number(a), options);
    if (/^\d{1,2}$/u.test(a) && /^\d{4}$/u.test(b)) return fromParts(0, Number(a), Number(b), options);
  }
  return undefined;
}

/** A month's word without what is written into it. */
function monthWord(text: string): string {
  return text.toLowerCase().replace(/\u0e4c|[.\s/,-]/gu, '');
}

/**
 * `7 พ.ค. 2569`, `7พฤษภาคม69`, `พ.ค. 2569`, `7-May-2026`, also after วันจันทร์ที่ … and with พ.ศ. or ค.ศ.; `พ.ค. 7, 2569` and `May 7th,
 * 2026`, where a word leaves no doubt that the month comes first.
 */
function readMonthWord(text: string, options: ThaiDateOptions): ThaiDateReading | undefined {
  const match = /^(?:(\d{1,2})(?:st|nd|rd|th)?)?[\s/.,-]*([^\d]+?)[\s/.,-]*(\d{4}|\d{2})$/iu.exec(text);
  if (match === null) {
    const [, first = '', day = '', year = ''] =
      /^([^\d]+?)[\s.]*(\d{1,2})(?:st|nd|rd|th)?[\s,]+(\d{4})$/iu.exec(text) ?? [];
    const month = MONTH_WORDS.get(monthWord(first));
    return month === undefined ? undefined : fromParts(Number(day), month, Number(year), options);
  }
  const word = monthWord(match[2] ?? '');
  const month = MONTH_WORDS.get(word);
  if (month === undefined) return undefined;
  const digits = match[3] ?? '';
  // 7-May-26 may be either era: only Thai words make two digits B.E.
  if (digits.length === 2 && /^[a-z]/u.test(word)) return UNREADABLE;
  return fromParts(Number(match[1] ?? 0), month, writtenYear(digits), options);
}

function readDateOnly(text: string, options: ThaiDateOptions): ThaiDateReading {
  return readCommonForm(text, options) ?? readMonthWord(text, options) ?? readNumbers(text, options) ?? UNREADABLE;
}

function readTidied(text: string, options: ThaiDateOptions): ThaiDateReading {
  if (/^\d+$/u.test(text)) return readDigits(text, options);
  // A spreadsheet number with a time of day (46149.5) or a needless fraction (46149.0).
  const serial = /^(\d{5})\.(\d+)$/u.exec(text);
  if (serial !== null) return readSerial(serial[1] ?? '', serial[2] ?? '', options);
  const fraction = /^(\d{4,8})\.(?:0+|\d{3,})$/u.exec(text);
  if (fraction !== null) return readDigits(fraction[1] ?? '', options);
  const reading = readDateOnly(text, options);
  return reading === UNREADABLE ? (readWithTime(text, options) ?? reading) : reading;
}

/** Weekdays in full and as abbreviations; a letter that begins a month's abbreviation (`พ.ค.`) has a letter behind it. */
const BEFORE_DATE =
  /^(?:เมื่อ)?\s*(?:วัน)?(?:อาทิตย์|จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัสฯ?|ศุกร์|เสาร์|พฤ|อา|จ|อ|พ|ศ|ส)?\.?(?:ที่)?[\s,]*(?=\d|เดือน)|^(?:sun|mon|tue|wed|thu|fri|sat)[a-z]*\.?[\s,]+(?=\d|[a-z])/iu;

const MIDNIGHT = /^.{10}T00:00:00(?:\.0+)?(?:Z|\+07:00)?$/u;

/**
 * Reads a date as offices write it: `7/5/2569`, `๗ พ.ค. ๖๙`, `7 พฤษภาคม 2569`, `07052569`, `25690507`, `2026-05-07`, `2569-05-07`,
 * a spreadsheet's serial number (20000–60000; 10000–60000 for births), a date with a time, a moment with any offset (`2026-05-06T17:00:00Z`,
 * `… +0000`, `… UTC`; its day is Bangkok's), `00/00/2490` and `05/2569` with what is unknown.
 * Years above 2400 are B.E., two digits are B.E. 25xx; order is always day, month, year or year, month, day, never month first.
 * For births in January to March of B.E. 2482 and before, C.E. = B.E. − 542. Days that do not exist are refused, later than today too.
 * Six bare digits and a bare two-digit number mean too many things and are refused. Source: domain.md §7.2.
 */
export function readThaiDate(raw: string, options: ThaiDateOptions): ThaiDateReading {
  // A spreadsheet's date cell: the day at midnight. Midnight in UTC is the morning of that day in Bangkok.
  const common = readCommonForm(MIDNIGHT.test(raw) ? raw.slice(0, 10) : raw, options);
  if (common !== undefined) return common;
  const tidy = arabicDigits(normalizeThai(raw)).replace(/[.,]$/u, '');
  const plain = readCommonForm(tidy, options) ?? readMonthWord(tidy, options);
  if (plain !== undefined) return plain;
  const text = tidy
    .replace(/^['’]/u, '')
    .replace(BEFORE_DATE, '')
    .replace(/\s*(?:พ\.?\s?ศ\.?|ค\.?\s?ศ\.?|พุทธศักราช|คริสต์ศักราช|ปี)\s*(?=\d)/gu, ' ')
    .replace(/(?:^|\s+)เดือน\s*/u, ' ')
    .trim();
  return readTidied(text, options);
}

/** A day (C.E.) as Thai readers write it: `7 พ.ค. 2569` (B.E.). Source: domain.md §7.2. */
export function formatThaiDate(date: string): string {
  const month = SHORT_MONTHS[Number(date.slice(5, 7)) - 1] ?? '';
  return `${Number(date.slice(8, 10))} ${month} ${beYear(date)}`;
}

const NUMBER_DATE =
  /^(?:\d{1,2}([/.-])\d{1,2}\1(?:1[89]|2[0-6])\d\d|(?:1[89]|2[0-6])\d\d([/-])\d{1,2}\2\d{1,2})(?:[t ,]+\d{1,2}[:.].*)?$/iu;
const WORD_DATE = /^(?:\d{1,4}[\s/.,-]*)?([^\d]+?)(?:[\s/.,-]*\d{1,2})?(?:[\s/.,-]+\d{1,4})?$/u;

/**
 * Whether a cell that should hold a number with a slash or a hyphen (a house number, a หมู่) holds the day that a spreadsheet program
 * made of it: `12-มี.ค.`, `Jan-05`, `12/3/2569`, `2026-03-12`. What was typed is gone. Source: domain.md §7.6.
 */
export function isMadeDate(text: string): boolean {
  // A fast no for most cells: house numbers and names of villages.
  if (text.length < 4) return false;
  if (/^[\d/]+$/u.test(text)) return text.length >= 8 && NUMBER_DATE.test(text);
  if (!/[\d๐-๙]/u.test(text)) return false;
  const arabic = arabicDigits(text);
  if (NUMBER_DATE.test(arabic)) return true;
  const word = WORD_DATE.exec(arabic)?.[1];
  return word !== undefined && PROGRAM_MONTHS.has(monthWord(word));
}

const ZERO_DATE =
  /^(?:0+(?:\.0+)?|(?:0{1,2}([/.-])0{1,2}\1(?:0{2}|0{4})|0{4}([/.-])0{1,2}\2(?:0{1,2}))|0?0([/.-])0?1\3(?:1900|2443)|0?1([/.-])0\4(?:1900|2443)|(?:1900|2443)-0?1-0?0|0?1([/.-])0?1\5(?:0001|0544)|(?:0001|0544)-01-01)(?:[t ,]+0{1,2}:00.*)?$/iu;

/** Whether a date says that there is none, as programs write it: `0`, `00/00/0000`, `0000-00-00`, `1900-01-00`, `0001-01-01`. Source: domain.md §7.2. */
export function isZeroDate(raw: string): boolean {
  const first = raw.charCodeAt(0);
  // A fast no for most cells: those that begin with 2 to 9.
  if (first > 0x31 && first <= 0x39) return false;
  return ZERO_DATE.test(arabicDigits(raw).trim());
}

const ZERO_DAYS: ReadonlySet<string> = new Set(['1899-12-30', '1899-12-31', '1900-01-01']);

/** Whether a day is one with which spreadsheets and databases begin to count: nobody alive was born on it, and a blank turns into it. */
export function isFirstDayOfPrograms(day: string): boolean {
  return ZERO_DAYS.has(day);
}

/** Of a date in numbers with the year last, which of the first two is the month: told by a number above 12, else not (`either`). */
export type DateOrder = 'day-first' | 'month-first' | 'either';

/**
 * The order of day and month in a date of numbers; undefined when the text is no such date, or says one day in both orders.
 * `dateCell`: the file is a workbook, whose days (`2026-07-05`) may have been read from text in the wrong order.
 */
export function dateOrder(raw: string, dateCell: boolean): DateOrder | undefined {
  const common = commonOrder(raw);
  if (common !== undefined) return orderOf(common[0], common[1]);
  const text = arabicDigits(raw);
  const written = /^'?(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(?:\d{4}|\d{2})(?!\d)/u.exec(text);
  if (written !== null) return orderOf(Number(written[1]), Number(written[3]));
  const day = dateCell ? /^\d{4}-(\d\d)-(\d\d)/u.exec(text) : null;
  return day === null ? undefined : orderOf(Number(day[2]), Number(day[1]));
}

/** The first two numbers of `05/07/2026` and its like without a regular expression; undefined when the text is anything else. */
function commonOrder(text: string): readonly [first: number, second: number] | undefined {
  if (text.length < 8 || text.length > 10) return undefined;
  let at = 0;
  const number = (): number => {
    let value = 0;
    const from = at;
    for (let code = text.charCodeAt(at); code >= 48 && code <= 57; code = text.charCodeAt(at)) {
      value = value * 10 + code - 48;
      at += 1;
    }
    return at - from === 1 || at - from === 2 ? value : -1;
  };
  const first = number();
  const separator = text.charCodeAt(at);
  if (first === -1 || (separator !== SLASH && separator !== HYPHEN && separator !== DOT)) return undefined;
  at += 1;
  const second = number();
  if (second === -1 || text.charCodeAt(at) !== separator || text.length - at !== 5) return undefined;
  return [first, second];
}

function orderOf(first: number, second: number): DateOrder | undefined {
  if (first === second || first === 0 || second === 0) return undefined;
  if (first > 12) return second > 12 || first > 31 ? undefined : 'day-first';
  return second > 12 ? (second > 31 ? undefined : 'month-first') : 'either';
}

/** Rewrites a date of numbers whose month comes first with the day first. Expects a text of which `dateOrder` says `month-first`. */
export function dayFirst(text: string): string {
  return text.replace(/^('?)(\d{1,2})(\s?[/.-]\s?)(\d{1,2})/u, '$1$4$3$2');
}
