/**
 * Thai text as offices really send it, brought to one spelling. Source: domain.md §7.2, §7.3.
 */

const ZERO_WIDTH = /[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu;
// oxlint-disable-next-line no-control-regex -- control characters are just what must go
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f]/gu;
const ODD_SPACES = /[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/gu;
const LINE_BREAKS = /\r\n?|[\u0085\u2028\u2029]/gu;

/**
 * Glyph variants that old Thai fonts keep in the private use area, and that come out of PDFs as characters.
 * The order of the string is U+F700, U+F701 … U+F71A.
 */
const FONT_GLYPHS = 'ฐ\u0e34\u0e35\u0e36\u0e37่้๊๋์่้๊๋์ญ\u0e31\u0e4d\u0e47่้๊๋์\u0e38\u0e39\u0e3a';

/** Text that any of the rules could change; everything else is returned as it came (most cells of a file). */
const MAY_CHANGE =
  // oxlint-disable-next-line no-control-regex -- see above
  /[^ -~\u0e01-\u0e3a\u0e3f-\u0e4c\u0e4f-\u0e5b]|^ | $| {2}|เเ|\u0e33[\u0e31\u0e33-\u0e3a\u0e47-\u0e4c]|[\u0e31\u0e34-\u0e3a\u0e47-\u0e4c]{2}/u;

/** Two marks on one consonant in the order people should type them; nothing to repair in these. */
const WELL_ORDERED_PAIR = /[\u0e31\u0e34-\u0e39][\u0e48-\u0e4c]/gu;
const MARK_RUN = /[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]{2,}/gu;

/** ำ taken apart, with the marks and further ำ that were typed after it. */
const AM_WITH_MARKS = /\u0e4d\u0e32((?:[\u0e31\u0e34-\u0e3a\u0e47-\u0e4c\u0e4e]|\u0e4d\u0e32)+)/gu;

/** Marks typed after ำ belong on its consonant, before it; a repeated ำ is one. */
function gatherMarks(_match: string, after: string): string {
  return `\u0e4d${after.replaceAll('\u0e4d\u0e32', '')}\u0e32`;
}

/** Place of a mark on its consonant: dot below, vowel, tone, silencer, ring. Also the order Unicode wants. */
function markPlace(mark: string): number {
  const code = mark.charCodeAt(0);
  if (code === 0x0e3a) return 0;
  if (code < 0x0e3a || code === 0x0e47) return 1;
  if (code <= 0x0e4b) return 2;
  return code === 0x0e4d ? 4 : 3;
}

function orderMarks(run: string): string {
  const marks = run.split('').sort((a, b) => markPlace(a) - markPlace(b));
  return marks.filter((mark, index) => mark !== marks[index - 1]).join('');
}

function mayChange(text: string): boolean {
  if (!MAY_CHANGE.test(text)) return false;
  // A vowel with its tone (ที่, ผู้) is the commonest pair of marks and is right already.
  return MAY_CHANGE.test(text.replace(WELL_ORDERED_PAIR, '\u0e31'));
}

function tidyOnce(text: string): string {
  return text
    .replace(ZERO_WIDTH, '')
    .replace(LINE_BREAKS, '\n')
    .replace(CONTROLS, '')
    .replace(ODD_SPACES, ' ')
    .replace(/[\uf700-\uf71a]/gu, (glyph) => FONT_GLYPHS.charAt(glyph.charCodeAt(0) - 0xf700))
    .normalize('NFC')
    .replace(/เเ/gu, 'แ')
    .replace(/\u0e33/gu, '\u0e4d\u0e32')
    .replace(MARK_RUN, orderMarks)
    .replace(AM_WITH_MARKS, gatherMarks)
    .replace(MARK_RUN, orderMarks)
    .replace(/\u0e4d\u0e32/gu, '\u0e33')
    .replace(/ {2,}/gu, ' ')
    .replace(/ ?\n[ \n]*/gu, '\n')
    .replace(/^[ \n]+|[ \n]+$/gu, '');
}

/**
 * One spelling for one text: NFC (never NFKC), ํ+า and marks typed after ำ joined, เเ to แ, vowel before tone, repeated
 * marks once, odd spaces to a space, invisible characters gone, glyphs of old fonts mapped back, spaces collapsed, ends trimmed.
 * Line breaks stay (one `\n`, no spaces around it), because a cell may hold several persons or problems.
 * Applying it twice changes nothing more. Source: domain.md §7.3.
 */
export function normalizeThai(text: string): string {
  if (!mayChange(text)) return text;
  let tidy = tidyOnce(text);
  // Marks of other scripts among Thai ones can hide a second slip behind the first; a few rounds reach the end for any text.
  for (let round = 0; round < 4 && mayChange(tidy); round += 1) tidy = tidyOnce(tidy);
  return tidy;
}

/** Thai digits ๐–๙ to 0–9; everything else stays. Source: domain.md §7.2. */
export function arabicDigits(text: string): string {
  if (!/[๐-๙]/u.test(text)) return text;
  return text.replace(/[๐-๙]/gu, (digit) => String(digit.charCodeAt(0) - 0x0e50));
}

/** 0–9 to Thai digits, for official printouts. Source: domain.md §7.2. */
export function thaiDigits(text: string): string {
  return text.replace(/[0-9]/gu, (digit) => String.fromCharCode(0x0e50 + Number(digit)));
}

const BLANK_WORDS = new Set([
  '',
  '.',
  '…',
  '?',
  'na',
  'nil',
  'null',
  'none',
  'unknown',
  'ไม่มี',
  'ไม่ทราบ',
  'ไม่ระบุ',
  'ไม่มีข้อมูล',
  'ไม่พบข้อมูล',
  'ไม่ปรากฏ',
  'ว่าง',
]);

/** Whether a cell says that there is nothing: empty, any dash, "ไม่มี", "ไม่ทราบ", "N/A" and the like. Source: domain.md §7.6. */
export function isBlankWord(text: string): boolean {
  if (text === '' || text === '-') return true;
  // A fast no for most cells: longer than any of the words, or beginning with a digit or a Thai letter that none of them begins with.
  if (text.length > 40) return false;
  const first = text.charCodeAt(0);
  if (first >= 0x30 && first <= 0x39) return false;
  if (first >= 0x0e01 && first <= 0x0e46 && first !== 0x0e27 && first !== 0x0e44) return false;
  const word = normalizeThai(text).toLowerCase();
  if (/^[-‐‑‒–—―−_=*.\s]*$/u.test(word)) return true;
  return BLANK_WORDS.has(word) || BLANK_WORDS.has(word.replace(/[#/.()\s-]/gu, ''));
}

/**
 * Whether a text can be stored and come back as it was. It cannot with half of a surrogate pair, which no encoding has; with NUL, which
 * nobody sees; or with U+FFFD, which a decoder puts in place of letters that it lost. Asked of bodies, queries, headers, cells and names
 * of sheets. Source: domain.md §7.3.
 */
export function isStorableText(text: string): boolean {
  return !text.includes('\ufffd') && text.isWellFormed() && !text.includes('\0');
}

/** The first `most` UTF-16 units of a text, without the half of a character that a cut may leave. */
export function cutText(text: string, most: number): string {
  const cut = text.slice(0, most);
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
}

const THAI_AS_LATIN = /[à][¸¹]/u;
const THAI_UTF8_AS_CP874 = /(?:เ[ธน].){3}/su;
const REPLACEMENT = /[\ufffd\uf8c1-\uf8c8]/u;

/**
 * Whether text looks like Thai decoded with the wrong table: UTF-8 read as Latin-1 (`à¸`), Windows-874 read as Latin-1
 * (`ÊÓ¹Ñ¡`), UTF-8 read as Windows-874 (`เธชเธณ`), or bytes that no table knows. A guess: good enough to refuse a name, which is short and has no other use.
 * Source: domain.md §7.3.
 */
export function looksMojibake(text: string): boolean {
  if (REPLACEMENT.test(text) || THAI_AS_LATIN.test(text) || THAI_UTF8_AS_CP874.test(text)) return true;
  const high = text.match(/[\u00a1-\u00fb]/gu)?.length ?? 0;
  if (high < 3 || /[\u0e01-\u0e5b]/u.test(text)) return false;
  const plain = text.match(/[A-Za-z]/gu)?.length ?? 0;
  return high > plain;
}
