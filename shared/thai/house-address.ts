import { arabicDigits } from './thai-text.ts';

/** What a cell or a field said about where in its sub-district a house is. Names of areas are as written, without ต. อ. จ. */
export type HouseAddress = {
  /** The house number in one spelling, and behind it what is no part of an address that the system knows (a road, a remark). */
  number?: string;
  moo?: number;
  village?: string;
  subdistrict?: string;
  district?: string;
  province?: string;
};

const SLASHES = /\s*[/\\\u2044\u2215\u29f8\uff0f]\s*/gu;
const FULL_WIDTH_DIGITS = /[\uff10-\uff19]/gu;

/** Digits Arabic, one kind of slash, no apostrophe in front. */
function plain(text: string): string {
  return arabicDigits(text)
    .replace(FULL_WIDTH_DIGITS, (digit) => String(digit.charCodeAt(0) - 0xff10))
    .replace(/^['’‘`]+/u, '')
    .replace(SLASHES, '/')
    .trim();
}

const BEFORE_NUMBER = /^(?:ที่อยู่[\s:]*)?(?:(?:บ้าน|บ\.?)?\s*เลขที่(?:บ้าน)?|house\s*no\.?|no\.)[\s:.]*/iu;
const NUMBER = /^(\d+(?:\/\d+)*(?:-\d+)?)(?:\.0+(?!\d)|\s*[.,]+(?!\d))?(?:\s*([ก-ฮa-z])\.?\s*(?=$|[(（]))?(?!\d)/iu;

/** `010/1` is 10/1. A hyphen between a number and one that is not higher is a slash: a row of houses would count upwards. */
function oneNumber(written: string, letter = ''): string {
  const bare = written.replace(/\d+/gu, (digits) => digits.replace(/^0+(?=\d)/u, ''));
  const [, from = '', to = ''] = /^(\d+)-(\d+)$/u.exec(bare) ?? [];
  return `${from !== '' && Number(to) <= Number(from) ? `${from}/${to}` : bare}${letter}`;
}

/** A text that begins with a house number, with that number in one spelling; anything else as it is. */
function withOneNumber(text: string): string {
  const match = NUMBER.exec(text);
  if (match === null) return text;
  const rest = text.slice(match[0].length).trim();
  const number = oneNumber(match[1] ?? '', match[2]);
  if (rest === '') return number;
  // `12/3-4/5`, `1,2`: of several numbers nothing is said.
  return /^[-,.+&]*\d/u.test(rest) ? text : `${number} ${rest}`;
}

const PLAIN_NUMBER = /^[1-9]\d*(?:\/[1-9]\d*)*$/u;

/** A house number in the form in which it is compared: `'10/1`, `10-1`, `๐๑๐ / ๑`, `10/1 (ชั่วคราว)` are all 10/1. Source: domain.md §7.6. */
export function houseNumberKey(number: string): string {
  if (PLAIN_NUMBER.test(number)) return number;
  return withOneNumber(
    plain(number)
      .replace(BEFORE_NUMBER, '')
      .replace(/[(（][^)）]*[)）]?$/u, '')
      .trim(),
  )
    .replaceAll(/\s+/gu, '')
    .toLowerCase();
}

const UNITS = ['', 'หนึ่ง', 'สอง', 'สาม', 'สี่', 'ห้า', 'หก', 'เจ็ด', 'แปด', 'เก้า'];

function numberWord(number: number): string {
  const tens = Math.floor(number / 10);
  const unit = number % 10;
  const first = tens === 0 ? '' : `${tens === 1 ? '' : tens === 2 ? 'ยี่' : (UNITS[tens] ?? '')}สิบ`;
  return first + (unit === 1 && tens > 0 ? 'เอ็ด' : (UNITS[unit] ?? ''));
}

const NUMBER_WORDS = new Map(Array.from({ length: 99 }, (_, at): [string, number] => [numberWord(at + 1), at + 1]));
const COUNT = `\\d{1,3}(?![\\d/])|(?:${[...NUMBER_WORDS.keys()].toSorted((a, b) => b.length - a.length).join('|')})(?![ก-๙])`;
const MOO_WORD = 'หมู่บ้านที่|หมู่ที่|หมู่|ม\\.|ม(?=\\s*\\d)|moo(?![a-z])|mu(?=[\\s.]*\\d)|m\\.|m(?=\\s*\\d)';

function countOf(written: string): number {
  return NUMBER_WORDS.get(written) ?? Number(written);
}

const AT_FRONT = new RegExp(`^(${MOO_WORD}|ที่)?[\\s.:]*(${COUNT})(?:\\.0+(?!\\d))?`, 'iu');
const BEHIND_VILLAGE = new RegExp(
  `^([^\\d]*[^\\d\\s(（,])[\\s(（,]+(?:${MOO_WORD})[\\s.:]*(${COUNT})\\s*[)）]?$`,
  'iu',
);
const AREA_WORDS = [
  ['subdistrict', 'ต\\.|ตำบล|แขวง'],
  ['district', 'กิ่งอำเภอ|กิ่ง\\s*อ\\.|อ\\.|อำเภอ|เขต(?!เทศบาล|สุขาภิบาล)'],
  ['province', 'จ\\.|จังหวัด'],
] as const;
const ANY_AREA_WORD = AREA_WORDS.map(([, words]) => words).join('|');
const AREA_AT_FRONT = new RegExp(`^(?:${ANY_AREA_WORD})`, 'u');
const ONLY_COUNT = /^\d{1,3}$/u;
const VILLAGE_WORD = /^(?:บ้าน|บ\.|ชุมชน|[(（])/u;

/** A village's name out of its brackets. */
function villageName(text: string): string {
  return text.replace(/^[(（\s,]+|[)）\s,]+$/gu, '');
}

/**
 * Reads a cell of หมู่ที่: `5`, `ม.5`, `หมู่ที่ ห้า`, `Moo 5`, also with the name of the village in front or behind (`5 (บ้านโนน)`,
 * `บ้านนา ม.5`). 0 says that there is none. Undefined when it is no such number. Source: domain.md §7.4, §7.6.
 */
export function readMoo(cell: string): { moo: number; village?: string } | undefined {
  if (ONLY_COUNT.test(cell)) return { moo: Number(cell) };
  const text = plain(cell);
  if (ONLY_COUNT.test(text)) return { moo: Number(text) };
  const front = AT_FRONT.exec(text);
  if (front !== null) {
    const rest = text
      .slice(front[0].length)
      .replace(/^[\s.,]+$/u, '')
      .trimStart();
    const moo = countOf(front[2] ?? '');
    if (rest === '' || AREA_AT_FRONT.test(rest)) return { moo };
    const named = front[1] !== undefined && /^[ก-๙a-z(（]/iu.test(rest);
    if (named || VILLAGE_WORD.test(rest)) return withVillage(moo, rest);
  }
  const behind = BEHIND_VILLAGE.exec(text);
  return behind === null ? undefined : withVillage(countOf(behind[2] ?? ''), behind[1] ?? '');
}

function withVillage(moo: number, text: string): { moo: number; village?: string } {
  const village = villageName(text);
  return village === '' ? { moo } : { moo, village };
}

const AREA_NAMES = AREA_WORDS.map(
  ([key, words]) =>
    [key, new RegExp(`(?<![ก-๙])(?:${words})\\s*([ก-๙]+?)(?=${ANY_AREA_WORD}|[\\s,\\d]|$)`, 'u')] as const,
);
const MOO_INSIDE = new RegExp(`(?<![ก-๙a-z])[(（]?(?:${MOO_WORD})[\\s.:]*(${COUNT})[)）]?`, 'iu');
/** Behind the number, or behind a remark beside it. */
const VILLAGE_BEHIND = /^((?:[(（][^)）]*[)）])?)\s*((?:บ้าน|บ\.|ชุมชน)\s*[ก-๙]+)$/u;

/** Takes the first match out of a text; answers with what its group says. */
function takeOut(text: string, what: RegExp): { rest: string; found: string | undefined } {
  const match = what.exec(text);
  if (match === null) return { rest: text, found: undefined };
  const rest = `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`;
  return { rest: rest.replace(/[\s,]+/gu, ' ').trim(), found: match[1] };
}

/**
 * Reads a cell of บ้านเลขที่, in which offices also write the หมู่, the village and the names of areas: `880/4 ม.5`, `บ้านเลขที่ 883/4
 * หมู่ที่ 5 ต.กุดป่อง อ.เมือง จ.เลย`. The number comes in one spelling (`houseNumberKey` says which are one). What is none of
 * these stays with the number, so nothing is lost. Expects normalised text. Source: domain.md §7.6.
 */
export function readHouseAddress(cell: string): HouseAddress {
  if (PLAIN_NUMBER.test(cell)) return { number: cell };
  let text = plain(cell).replace(BEFORE_NUMBER, '');
  const address: HouseAddress = {};
  if (!/[ก-๙a-z]/iu.test(text)) return withNumber(address, text);
  const isNumbered = /^\d/u.test(text);
  const moo = takeOut(text, MOO_INSIDE);
  if (moo.found !== undefined) {
    const number = countOf(moo.found);
    if (number > 0) address.moo = number;
    text = moo.rest;
  }
  if (isNumbered || address.moo !== undefined)
    for (const [key, pattern] of AREA_NAMES) {
      const name = takeOut(text, pattern);
      if (name.found === undefined) continue;
      address[key] = name.found;
      text = name.rest;
    }
  const head = NUMBER.exec(text)?.[0] ?? '';
  const rest = text.slice(head.length).trim();
  const behind = head !== '' || address.moo !== undefined ? VILLAGE_BEHIND.exec(rest) : null;
  if (behind !== null) {
    address.village = behind[2] ?? '';
    text = `${head} ${behind[1] ?? ''}`;
  }
  return withNumber(address, text);
}

function withNumber(address: HouseAddress, text: string): HouseAddress {
  const number = withOneNumber(text.replace(/^[\s,]+|[\s,]+$/gu, ''));
  return number === '' ? address : { ...address, number };
}
