import { arabicDigits } from './thai-text.ts';

/** What a cell said about a citizen ID. `repaired` means that a character was added or replaced, and the check digit then agreed. */
export type CitizenIdReading =
  | { readonly ok: true; readonly id: string; readonly idType: CitizenIdType; readonly repaired: boolean }
  | { readonly ok: false; readonly code: CitizenIdProblem; readonly message: string };

/**
 * The kinds of number that a person is known by. NON_THAI13 (first digit 0, 6 or 7) is a valid number of a person without Thai nationality:
 * check entitlement, never refuse. G_CODE (G and twelve digits, given by a school) and PASSPORT are numbers of people who have no thirteen
 * digits yet. NONE_TEMP: none of them is known, and the id of the member takes their place. Source: domain.md §2.2.
 */
export const ID_TYPES = ['THAI13', 'NON_THAI13', 'G_CODE', 'PASSPORT', 'NONE_TEMP'] as const;
export type IdType = (typeof ID_TYPES)[number];
export type CitizenIdType = Exclude<IdType, 'NONE_TEMP'>;

export type CitizenIdProblem = 'citizen-id-missing' | 'citizen-id-invalid' | 'citizen-id-damaged';

const MISSING: CitizenIdReading = {
  ok: false,
  code: 'citizen-id-missing',
  message: 'ไม่มีเลขประจำตัวประชาชน',
};
const DAMAGED: CitizenIdReading = {
  ok: false,
  code: 'citizen-id-damaged',
  message:
    'เลขประจำตัวประชาชนเสียหายเพราะโปรแกรมตารางแปลงเป็นตัวเลข (เช่น 3.4201E+12) กรุณาตั้งคอลัมน์เป็น “ข้อความ” แล้วกรอกเลข 13 หลักใหม่',
};
const WRONG_LENGTH: CitizenIdReading = {
  ok: false,
  code: 'citizen-id-invalid',
  message: 'เลขประจำตัวประชาชนต้องมี 13 หลัก',
};
const NOT_DIGITS: CitizenIdReading = {
  ok: false,
  code: 'citizen-id-invalid',
  message: 'เลขประจำตัวประชาชนต้องเป็นตัวเลขเท่านั้น',
};
const WRONG_CHECK_DIGIT: CitizenIdReading = {
  ok: false,
  code: 'citizen-id-invalid',
  message: 'เลขประจำตัวประชาชนไม่ถูกต้อง (หลักสุดท้ายไม่ตรงกับการตรวจสอบ) กรุณาตรวจกับบัตรประชาชน',
};
const NO_PASSPORT: CitizenIdReading = {
  ok: false,
  code: 'citizen-id-invalid',
  message: 'เลขหนังสือเดินทางต้องเป็นตัวอักษรอังกฤษและตัวเลขรวม 6 ถึง 9 ตัว',
};
const DUMMY: CitizenIdReading = {
  ok: false,
  code: 'citizen-id-invalid',
  message: 'เลขประจำตัวประชาชนเป็นเลขสมมุติ (เลขซ้ำกันทุกหลัก) กรุณากรอกเลขจริงหรือเว้นว่างไว้',
};

/** The 13th digit that belongs to twelve: (11 − Σ dᵢ·(14−i) mod 11) mod 10. Twelve Arabic digits are expected. Source: domain.md §7.1. */
export function citizenIdCheckDigit(first12: string): number {
  let sum = 0;
  for (let index = 0; index < 12; index += 1) sum += (first12.charCodeAt(index) - 48) * (13 - index);
  return (11 - (sum % 11)) % 10;
}

function allDigits(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 48 || code > 57) return false;
  }
  return text.length > 0;
}

function hasRightCheckDigit(digits: string): boolean {
  return citizenIdCheckDigit(digits) === digits.charCodeAt(12) - 48;
}

function judge(digits: string, repaired: boolean): CitizenIdReading {
  if (!hasRightCheckDigit(digits)) return WRONG_CHECK_DIGIT;
  // One digit twelve times passes the check digit (0000000000001 does) but is nobody's number.
  if (/^(\d)\1{11}/u.test(digits)) return DUMMY;
  return { ok: true, id: digits, idType: numberType(digits), repaired };
}

const G_CODE = /^G\d{12}$/u;
/** One or two letters and at most nine characters in all, as the countries around write them; with the word for it, any nine. */
const PASSPORT = /^[A-Z]{1,2}\d{6,8}$/u;
const PASSPORT_WORD = /^(?:(?:เลข(?:ที่)?)?(?:หนังสือเดินทาง|พาสปอร์ต)(?:เลขที่)?|PASSPORT(?:NO)?)[:.]*/u;
const WITH_WORD = /^(?=(?:\D*\d){4})[A-Z0-9]{6,9}$/u;

/** A number of another kind; undefined when it is none. `typed`: without spaces and quotes; `isPassport`: it was said to be one. */
function readOtherNumber(typed: string, isPassport: boolean): CitizenIdReading | undefined {
  if (!isPassport && !/[a-zก-๙]/iu.test(typed)) return undefined;
  const upper = typed.toUpperCase();
  const id = upper.replace(PASSPORT_WORD, '').replace(/[-‐‑‒–—−./]/gu, '');
  if (G_CODE.test(id)) return { ok: true, id, idType: 'G_CODE', repaired: false };
  const fits =
    id.length <= 9 && (PASSPORT.test(id) || ((isPassport || PASSPORT_WORD.test(upper)) && WITH_WORD.test(id)));
  return fits ? { ok: true, id, idType: 'PASSPORT', repaired: false } : undefined;
}

/** The kind of a number that was read, by its shape; of nobody's number NONE_TEMP. Source: domain.md §2.2. */
export function idTypeOf(id: string | undefined): IdType {
  return id === undefined ? 'NONE_TEMP' : numberType(id);
}

function numberType(id: string): CitizenIdType {
  if (isThirteenDigits(id)) return /^[067]/u.test(id) ? 'NON_THAI13' : 'THAI13';
  return G_CODE.test(id) ? 'G_CODE' : 'PASSPORT';
}

/** Whether two numbers are of one kind: only then do they contradict each other. Thirteen digits are one kind. Source: domain.md §2.2. */
export function areOneKindOfId(a: string, b: string): boolean {
  return isThirteenDigits(a) ? isThirteenDigits(b) : numberType(a) === numberType(b);
}

/** Whether a number is of thirteen digits: no number of another kind takes its place. */
export function isThirteenDigits(id: string): boolean {
  return id.length === 13 && allDigits(id);
}

/**
 * Reads a citizen ID as offices send it: 13 digits, also in Thai digits, with hyphens, dots, spaces, quotes, a spreadsheet's `.0`,
 * the letter O for 0. Twelve digits get their lost leading 0 back only when the check digit then agrees (`repaired`).
 * A G-code and a passport number are read as what they are: people without thirteen digits have them, and are merged later. A passport
 * number of any other shape (nine digits, letters among them) is read when `said` names its kind or the word for passport precedes it.
 * Scientific notation is refused as damaged: digits are gone for good. Messages never hold the number. Source: domain.md §7.1.
 */
export function readCitizenId(raw: string, said?: IdType): CitizenIdReading {
  if (raw.length === 13 && allDigits(raw)) return judge(raw, false);
  // First what a spreadsheet did to the number, then what people type between the digits.
  const typed = arabicDigits(raw).replace(/[\s\u00a0\u200b-\u200f\ufeff'’‘`"“”]/gu, '');
  if (/^[-–—.]*$/u.test(typed)) return MISSING;
  const isPassport = said === 'PASSPORT';
  const other = readOtherNumber(typed, isPassport);
  // Digits around one E may be the number of a passport, but a spreadsheet makes them more often.
  const isPower = /^[+-]?\d(?:[.,]\d*)?e[+-]?\d+$/iu.test(typed);
  if (other !== undefined && (isPassport || !isPower)) return other;
  if (isPower) return DAMAGED;
  const bare = typed.replace(/^(\d+)\.0+$/u, '$1').replace(/[-‐‑‒–—−.,/_]/gu, '');
  const digits = bare.replace(/[Oo]/gu, '0');
  if (isPassport && digits.length !== 13) return NO_PASSPORT;
  if (!allDigits(digits)) return NOT_DIGITS;
  if (digits.length === 13) return judge(digits, digits !== bare);
  if (digits.length === 12 && hasRightCheckDigit(`0${digits}`)) return judge(`0${digits}`, true);
  return WRONG_LENGTH;
}

/** How a citizen ID is shown: `3-4201-xxxxx-xx-1`, a G-code `Gxxxxxxxxxxx2`, a passport number `AAxxxxxxx`; anything else is hidden whole. Source: domain.md §7.1. */
export function maskCitizenId(id: string): string {
  if (G_CODE.test(id)) return `G${'x'.repeat(11)}${id.charAt(12)}`;
  if (WITH_WORD.test(id))
    return id.replace(/^([A-Z]{0,2}).*$/u, (_, letters: string) => letters.padEnd(id.length, 'x'));
  if (id.length !== 13 || !allDigits(id)) return 'x-xxxx-xxxxx-xx-x';
  return `${id.charAt(0)}-${id.slice(1, 5)}-xxxxx-xx-${id.charAt(12)}`;
}

/** Whether an ID is one of ours for samples and tests: digits 2–5, the registry office, are 0000 or 9999, which no office has. */
export function isSyntheticCitizenId(id: string): boolean {
  const office = id.slice(1, 5);
  return id.length === 13 && allDigits(id) && (office === '0000' || office === '9999');
}
