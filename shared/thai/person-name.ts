import { remembering } from './remembering.ts';
import { arabicDigits, isBlankWord, looksMojibake, normalizeThai } from './thai-text.ts';

/** Long form of a title, then the other ways it is written. Dots and spaces inside do not matter. Source: domain.md §7.5. */
const TITLES: readonly (readonly [string, ...string[]])[] = [
  ['นาย'],
  ['นางสาว', 'น.ส.', 'นส.'],
  ['นาง'],
  ['เด็กชาย', 'ด.ช.', 'ดช.'],
  ['เด็กหญิง', 'ด.ญ.', 'ดญ.'],
  ['หม่อมเจ้า', 'ม.จ.'],
  ['หม่อมราชวงศ์', 'ม.ร.ว.', 'มรว.'],
  ['หม่อมหลวง', 'ม.ล.', 'มล.'],
  ['คุณหญิง'],
  ['ท่านผู้หญิง'],
  ['ศาสตราจารย์', 'ศ.'],
  ['รองศาสตราจารย์', 'รศ.'],
  ['ผู้ช่วยศาสตราจารย์', 'ผศ.'],
  ['ดอกเตอร์', 'ดร.'],
  ['นายแพทย์', 'นพ.'],
  ['แพทย์หญิง', 'พญ.'],
  ['ทันตแพทย์', 'ทพ.'],
  ['ทันตแพทย์หญิง', 'ทพญ.'],
  ['เภสัชกร', 'ภก.'],
  ['เภสัชกรหญิง', 'ภญ.'],
  ['ว่าที่ร้อยตรี', 'ว่าที่ ร.ต.'],
  ['ว่าที่ร้อยโท', 'ว่าที่ ร.ท.'],
  ['ว่าที่ร้อยเอก', 'ว่าที่ ร.อ.'],
  ['ว่าที่พันตรี', 'ว่าที่ พ.ต.'],
  ['พลเอก', 'พล.อ.'],
  ['พลโท', 'พล.ท.'],
  ['พลตรี', 'พล.ต.'],
  ['พันเอก', 'พ.อ.'],
  ['พันโท', 'พ.ท.'],
  ['พันตรี', 'พ.ต.'],
  ['ร้อยเอก', 'ร.อ.'],
  ['ร้อยโท', 'ร.ท.'],
  ['ร้อยตรี', 'ร.ต.'],
  ['จ่าสิบเอก', 'จ.ส.อ.'],
  ['จ่าสิบโท', 'จ.ส.ท.'],
  ['จ่าสิบตรี', 'จ.ส.ต.'],
  ['สิบเอก', 'ส.อ.'],
  ['สิบโท', 'ส.ท.'],
  ['สิบตรี', 'ส.ต.'],
  ['พลทหาร', 'พลฯ'],
  ['อาสาสมัครทหารพราน', 'อส.ทพ.'],
  ['พลตำรวจเอก', 'พล.ต.อ.'],
  ['พลตำรวจโท', 'พล.ต.ท.'],
  ['พลตำรวจตรี', 'พล.ต.ต.'],
  ['พันตำรวจเอก', 'พ.ต.อ.'],
  ['พันตำรวจโท', 'พ.ต.ท.'],
  ['พันตำรวจตรี', 'พ.ต.ต.'],
  ['ร้อยตำรวจเอก', 'ร.ต.อ.'],
  ['ร้อยตำรวจโท', 'ร.ต.ท.'],
  ['ร้อยตำรวจตรี', 'ร.ต.ต.'],
  ['ดาบตำรวจ', 'ด.ต.'],
  ['จ่าสิบตำรวจ'],
  ['สิบตำรวจเอก', 'ส.ต.อ.'],
  ['สิบตำรวจโท', 'ส.ต.ท.'],
  ['สิบตำรวจตรี', 'ส.ต.ต.'],
  ['พลเรือเอก', 'พล.ร.อ.'],
  ['พลเรือโท', 'พล.ร.ท.'],
  ['พลเรือตรี', 'พล.ร.ต.'],
  ['นาวาเอก', 'น.อ.'],
  ['นาวาโท', 'น.ท.'],
  ['นาวาตรี', 'น.ต.'],
  ['เรือเอก'],
  ['เรือโท'],
  ['เรือตรี'],
  ['พันจ่าเอก', 'พ.จ.อ.'],
  ['พันจ่าโท', 'พ.จ.ท.'],
  ['พันจ่าตรี', 'พ.จ.ต.'],
  ['จ่าเอก', 'จ.อ.'],
  ['จ่าโท', 'จ.ท.'],
  ['จ่าตรี', 'จ.ต.'],
  ['พลอากาศเอก', 'พล.อ.อ.'],
  ['พลอากาศโท', 'พล.อ.ท.'],
  ['พลอากาศตรี', 'พล.อ.ต.'],
  ['นาวาอากาศเอก'],
  ['นาวาอากาศโท'],
  ['นาวาอากาศตรี'],
  ['เรืออากาศเอก'],
  ['เรืออากาศโท'],
  ['เรืออากาศตรี'],
  ['พันจ่าอากาศเอก', 'พ.อ.อ.'],
  ['พันจ่าอากาศโท', 'พ.อ.ท.'],
  ['พันจ่าอากาศตรี', 'พ.อ.ต.'],
  ['จ่าอากาศเอก'],
  ['จ่าอากาศโท'],
  ['จ่าอากาศตรี'],
  ['พระครู'],
  ['พระมหา'],
  ['พระอธิการ'],
  ['พระสมุห์'],
  ['พระปลัด'],
  ['พระใบฎีกา'],
  ['พระ'],
  ['สามเณร'],
  ['แม่ชี'],
  ['คุณ'],
  ['Mr.', 'Mister'],
  ['Mrs.'],
  ['Ms.'],
  ['Miss'],
];

/** Titles that are only believed before a space: given names begin with the same letters (คุณธรรม, พระพาย). */
const NEEDS_SPACE = new Set(['คุณ', 'พระ', 'Miss', 'Mister']);

/** Titles of one form that end a rank held by a woman: ร.ต.หญิง, ว่าที่ ร.ต. หญิง. */
const FEMALE_RANK = 'หญิง';

const compact = (text: string): string => text.replace(/[.\s]/gu, '').toLowerCase();

let longFormOf: ReadonlyMap<string, string> | undefined;

/** Every written form without dots and spaces → the long form. Made, like the patterns below, at the first name. */
function longForms(): ReadonlyMap<string, string> {
  return new Map(TITLES.flatMap((forms) => forms.map((form): [string, string] => [compact(form), forms[0]])));
}

type WrittenForm = { readonly letter: string; readonly pattern: RegExp; readonly long: string };

function escapeForPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);
}

/** A form with dots matches with and without spaces after them; without its dots only before a space. */
function writtenForm(form: string, long: string): WrittenForm[] {
  const letter = form.charAt(0).toLowerCase();
  const spaced = NEEDS_SPACE.has(form);
  if (!form.includes('.')) {
    const after = spaced ? String.raw`\s+(?=\S)` : String.raw`\s*(?=[ก-ฮเ-ไA-Za-z])`;
    return [{ letter, pattern: new RegExp(`^${escapeForPattern(form)}${after}`, 'iu'), long }];
  }
  const pieces = form.split(/\s+/u).map((piece) => piece.split('.').map(escapeForPattern));
  const dotted = pieces.map((letters) => letters.join(String.raw`\.\s*`)).join(String.raw`\s*`);
  const undotted = pieces.map((letters) => letters.join('')).join(String.raw`\s*`);
  return [
    { letter, pattern: new RegExp(`^${dotted}(?=\\S)`, 'iu'), long },
    { letter, pattern: new RegExp(`^${undotted}\\s+(?=\\S)`, 'iu'), long },
  ];
}

let formsOfLetter: ReadonlyMap<string, readonly WrittenForm[]> | undefined;

/**
 * By first letter, so that most names are asked about few forms; longest first, so that นางสาว is seen before นาง and พ.ต.อ. before พ.ต.
 */
function formsByLetter(): ReadonlyMap<string, readonly WrittenForm[]> {
  const longestFirst = TITLES.flatMap((forms) => forms.map((form) => ({ form, long: forms[0] }))).toSorted(
    (a, b) => compact(b.form).length - compact(a.form).length,
  );
  return Map.groupBy(
    longestFirst.flatMap(({ form, long }) => writtenForm(form, long)),
    ({ letter }) => letter,
  );
}

/** A name has to be left: two letters, or one with a vowel of its own. */
function canBeName(text: string): boolean {
  return text.replace(/[\s.]/gu, '').length >= 2 || /^[ก-ฮ]$/u.test(text);
}

function takeTitle(text: string): { long: string; rest: string } | undefined {
  formsOfLetter ??= formsByLetter();
  for (const { pattern, long } of formsOfLetter.get(text.charAt(0).toLowerCase()) ?? []) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const rest = text.slice(match[0].length).trim();
    if (canBeName(rest)) return { long, rest };
  }
  return undefined;
}

/**
 * Splits a title from a name: `นางสาวกมล`, `น.ส. กมล`, `ร.ต.อ.สมชาย`, `ว่าที่ ร.ต.หญิง กมล`, `ผศ.ดร.กมล`. The title comes back in its long
 * form, several joined with a space. นาย, นาง, นางสาว, เด็กชาย and เด็กหญิง are titles also when glued to what follows, if that can
 * begin a name (นายิกา keeps its letters; นางลักษณ์ is read as นาง + ลักษณ์): in registers this is nearly always right, and as match
 * keys drop titles on both sides it cannot part a person from herself. คุณ and พระ are titles only before a space.
 * A cell that holds a first name beside a filled title column should not be split again. Source: domain.md §7.5.
 */
export function splitTitle(text: string): { title: string | null; name: string } {
  let rest = normalizeThai(text);
  const titles: string[] = [];
  // Three are the most that occur together (ว่าที่ ร.ต. · ดร.).
  for (let round = 0; round < 3; round += 1) {
    const taken = takeTitle(rest);
    if (taken === undefined) break;
    titles.push(taken.long);
    rest = taken.rest;
    const female = /^หญิง\s+(?=\S)/u.exec(rest);
    if (female !== null && taken.long !== 'นาย') {
      titles[titles.length - 1] = `${taken.long}${FEMALE_RANK}`;
      rest = rest.slice(female[0].length);
    }
    // After a civil title comes the name: นาย นางรอง is a Mr Nangrong.
    if (['นาย', 'นาง', 'นางสาว', 'เด็กชาย', 'เด็กหญิง'].includes(taken.long)) break;
  }
  return { title: titles.length === 0 ? null : titles.join(' '), name: rest };
}

/**
 * The long form of what a title column holds (`น.ส.` → `นางสาว`); a title that is not known stays as written; blank words are null.
 * Source: domain.md §7.5.
 */
export function normalizeTitle(text: string): string | null {
  if (isBlankWord(text)) return null;
  const tidy = normalizeThai(text);
  longFormOf ??= longForms();
  const known = longFormOf.get(compact(tidy));
  if (known !== undefined) return known;
  const female = /^(.+?)\s*\(?หญิง\)?$/u.exec(tidy);
  const rank = female === null ? undefined : longFormOf.get(compact(female[1] ?? ''));
  if (rank !== undefined) return `${rank}${FEMALE_RANK}`;
  const split = splitTitle(`${tidy} กก`);
  return split.title !== null && split.name === 'กก' ? split.title : tidy;
}

/** One name without its title as `nameKey` holds it. */
export const keyOfName = remembering((text) =>
  normalizeThai(text)
    .replace(/\([^)]*\)|\[[^\]]*\]/gu, '')
    .replace(/\u0e4c|[\s.'’"“”\-–—_*]/gu, '')
    .toLowerCase(),
);

const keyOfFirstName = remembering((text) => keyOfName(splitTitle(text).name));

/**
 * The key under which two spellings of one name meet: normalised, without title, former names in brackets, spaces, dots, and the
 * silencer ์ (the mark only, not the letter below it). Letters that merely sound alike stay apart: this key tells people apart.
 * An empty last name is allowed. Source: domain.md §7.3, §7.5.
 */
export function nameKey(firstName: string, lastName: string): string {
  return `${keyOfFirstName(firstName)}|${keyOfName(lastName)}`;
}

export type NameFault = {
  readonly code: 'name-blank' | 'name-several' | 'name-is-number' | 'name-unreadable' | 'name-with-remark';
  /** Whether it names nobody, or not one person. A name that is blank may be left out; one with a remark is taken as it is. */
  readonly refused: boolean;
  /** What is wrong and what to do, to be said of a field or a column. */
  readonly message: string;
};

/** Words for a name that nobody knows, and a title with no name after it; without spaces. */
const NOT_STATED =
  /^(?:(?:ไม่ทราบ|ไม่ปรากฏ|ไม่มี|ไม่ระบุ|ไม่รู้)(?:ชื่อ|นามสกุล|สกุล|[-/])*)+$|^x{2,}$|^(?:นาย|นาง|นางสาว|น\.?ส\.|เด็กชาย|ด\.?ช\.|เด็กหญิง|ด\.?ญ\.)[-.…]*$/iu;
const FORM_TITLES = /^(?:(?:นาย|นาง|นางสาว|น\.ส\.|เด็กชาย|ด\.ช\.|เด็กหญิง|ด\.ญ\.)\s*\/\s*)+/u;
const IN_BRACKETS = /\([^()]*\)|\[[^[\]]*\]/gu;
const TWO_NAMES = /[ก-๎]\s*[/&+,;]\s*[ก-๎]|[ก-๎]\s+(?:และ|กับ)\s+[ก-๎]|\S\s*\n\s*\S/u;
const ONLY_NUMBER = /^[\s.,/()\-–—]*[\d๐-๙][\d๐-๙\s.,/()\-–—]*$/u;
const LOST_LETTERS = /[?？\ufffd]/u;
const REMARK_IN_BRACKETS = /[([（][^()[\]（）]{0,60}(?:ตาย|เสียชีวิต|ถึงแก่กรรม|มรณ|ย้าย|ไม่อยู่|พิการ|ติดเตียง|ป่วย|จำคุก|ติดคุก|ซ้ำ)/u;
const REMARK = /(?:^|\s)(?:ตาย|เสียชีวิต|ถึงแก่กรรม|มรณะ|มรณภาพ|ย้ายออก|ย้ายไป)(?:แล้ว)?(?=$|\s)|โทร|เบอร์|\d(?:[\s.-]?\d){8}/u;

const FAULTS = {
  'name-blank': { refused: false, message: 'ไม่มีชื่อ (เช่น -, ไม่ทราบ หรือ xxx) หากไม่ทราบให้เว้นว่าง' },
  'name-several': { refused: true, message: 'มีชื่อหลายคนหรือมีการขึ้นบรรทัดใหม่ กรุณาแยกเป็นคนละแถวหรือคนละคน' },
  'name-is-number': { refused: true, message: 'มีตัวเลขแทนชื่อ กรุณาตรวจว่ากรอกตรงคอลัมน์' },
  'name-unreadable': { refused: true, message: 'มีตัวอักษรของชื่อหายหรือเพี้ยน กรุณาพิมพ์ชื่อใหม่' },
  'name-with-remark': {
    refused: false,
    message: 'มีข้อความอื่นปนกับชื่อ (เช่น เสียชีวิต หรือเบอร์โทรศัพท์) กรุณาแยกออกจากชื่อ',
  },
} as const;

function codeOfFault(text: string): NameFault['code'] | undefined {
  if (isBlankWord(text) || NOT_STATED.test(text.replace(/\s/gu, ''))) return 'name-blank';
  if (ONLY_NUMBER.test(text)) return 'name-is-number';
  const name = text.replace(IN_BRACKETS, '').replace(FORM_TITLES, '');
  const numbered = /(?:^|\s)1\s*[.)]/u.test(name) && /\s2\s*[.)]\s*\S/u.test(name);
  if (numbered || TWO_NAMES.test(name)) return 'name-several';
  if (LOST_LETTERS.test(text) || looksMojibake(text)) return 'name-unreadable';
  return REMARK_IN_BRACKETS.test(text) || REMARK.test(arabicDigits(text)) ? 'name-with-remark' : undefined;
}

/**
 * What is wrong with a first name, a last name or both in one text, which is tidy (`normalizeThai`) and without its title: it says nothing,
 * names several people, is a number, has lost letters (`???`, `สม?าย`, Thai decoded by the wrong table), or has a remark beside it
 * (somebody has died, a telephone number). One rule for files and the API. Source: domain.md §7.3, §7.5, §7.6.
 */
export function faultOfName(text: string): NameFault | undefined {
  const code = codeOfFault(text);
  return code === undefined ? undefined : { code, ...FAULTS[code] };
}
