import { arabicDigits, isBlankWord, normalizeThai } from '#shared/thai/thai-text.ts';
import { EXAMPLE_KEYS, isOfExample } from '../columns/example-row.ts';
import type { Header } from '../columns/header.ts';
import { headerText } from '../columns/header-text.ts';
import type { ColumnKey } from './row.ts';

/** What a line under the header is. Only `data` is a row and counted. */
export type RowClass = 'data' | 'blank' | 'header' | 'title' | 'example' | 'sum' | 'numbered' | 'note';

const UNITS = 'หลังคาเรือน|ครอบครัว|ครัวเรือน|คน|ราย|ครั้ง|บาท|หลัง|แห่ง|แถว';
const SUM_WORD = new RegExp(
  `^(?:รวม|ยอดรวม|ผลรวม|รวมยอด|รวมเงิน|รวมจำนวน|(?:รวม|จำนวน|รวมจำนวน)?(?:ทั้งสิ้น|ทั้งหมด)|รวมทั้งสิ้นทั้งหมด|รวมสะสม|ยอดยกมา|ยอดยกไป|จำนวน(?=[ :]*[\\d,]+ *(?:${UNITS}))|(?:grand|sub)?\\s?total|sum)(?:[\\d,.:：/() ]|${UNITS})*$`,
  'iu',
);
const SUM_OF_PLACE = /^(?:รวม|ยอดรวม|ผลรวม)(?:ทั้ง)?(?:จังหวัด|อำเภอ|ตำบล|เขต|แขวง|หมู่ที่|หมู่บ้าน|ชุมชน|ประเทศ|หน้านี้|แผ่นนี้)/u;
const NOTE =
  /^[([（*\-–•\s]*(?:ลงชื่อ|ลงนาม|ผู้รายงาน|ผู้จัดทำ|ผู้บันทึก|ผู้สำรวจ|ผู้รับรอง|ผู้ตรวจ|ผู้ให้ข้อมูล|ผู้เก็บข้อมูล|ผู้อนุมัติ|ตำแหน่ง|ขอรับรอง|ข้าพเจ้า|วันที่ ?[.…_]{2}|หมายเหตุ|ที่มา|แหล่งข้อมูล|แหล่งที่มา|ข้อมูล ณ|ข้อมูลณ|พิมพ์เมื่อ|พิมพ์วันที่|(?:หน้า|แผ่น)(?:ที่)? ?\d|note|remark|source)/iu;
/** The post of the person who signs, glued to its place: after a space would come the name of a person. */
const POST =
  /^(?:รอง|ผู้ช่วย|รักษาการ|รักษาราชการแทน)?(?:นายอำเภอ|ปลัดอำเภอ|พัฒนาการ(?:อำเภอ|จังหวัด)|ผู้ว่าราชการจังหวัด|ปลัดจังหวัด|นายกเทศมนตรี|นายกองค์การบริหารส่วน|นายก ?อบ[ตจ]|ปลัดเทศบาล|ปลัดองค์การบริหารส่วน|กำนันตำบล)\S*$|^ผู้ใหญ่บ้าน(?:หมู่.*)?$/u;
const FOOTNOTE = /^[*＊※†]/u;
const DOTS_ONLY = /^[\s.…_\-–—()/]*$/u;
const IN_BRACKETS = /^[(（].*[)）]$/u;
const NUMERIC = new RegExp(`^[\\d,.\\s%]*(?:${UNITS})?$`, 'u');
const RUNNING_NUMBER = /^[(]?\d{1,7}[.)]*$/u;

const NAMES: ReadonlySet<ColumnKey | undefined> = new Set<ColumnKey>(['first_name', 'last_name']);

const PLACES: ReadonlySet<ColumnKey> = new Set<ColumnKey>([
  'village',
  'subdistrict',
  'district',
  'province',
  'area_code',
  'moo',
]);

/**
 * Tells rows from the lines that are none: blank lines, the header repeated on
 * each page, titles, the example row of our templates, sums, rows with only a running number, signatures and notes.
 * Keeps state between lines (a signature opens a closing block), so it is made
 * once for each sheet and asked in order. What it doubts is data: a row wrongly
 * refused is seen, a row wrongly skipped is lost. Source: domain.md §7.6.
 */
export function rowClassifier(header: Header): (cells: readonly string[]) => RowClass {
  const { keys } = header;
  const errorColumns = new Set(header.errorColumns);
  const idAt = keys.indexOf('citizen_id');
  const houseAt = keys.indexOf('house_code');
  const isExample = exampleTeller(keys);
  let closing = false;

  return (cells) => {
    if (isExample(cells)) return 'example';
    // Nothing but a row of data has an ID or a house code.
    if (isIdentity(cells[idAt], 13) || isIdentity(cells[houseAt], 11)) {
      closing = false;
      return 'data';
    }
    const filled: { text: string; key: ColumnKey | undefined; at: number }[] = [];
    for (const [at, cell] of cells.entries()) {
      if (cell === '' || errorColumns.has(at)) continue;
      const text = normalizeThai(cell);
      if (text !== '') filled.push({ text, key: keys[at], at });
    }
    if (filled.length === 0) return 'blank';
    if (repeatsHeader(header, filled)) return 'header';
    if (header.titles.has(filled.map(({ text }) => headerText(text)).join(''))) return 'title';
    if (hasIdentity(filled)) {
      closing = false;
      return 'data';
    }
    if (isSum(filled)) return 'sum';
    if (isNote(filled, closing)) {
      closing = true;
      return 'note';
    }
    closing = false;
    return onlyNumbered(filled) ? 'numbered' : 'data';
  };
}

type Filled = { text: string; key: ColumnKey | undefined; at: number };

/** Cheap test on the raw cell, for the many. */
function isIdentity(cell: string | undefined, digits: number): boolean {
  return cell !== undefined && cell.length >= digits && cell.length <= digits + 6 && /^[\d\s-]+$/.test(cell);
}

/**
 * The example row of our templates, left as it was: its ID and names are nobody's, and what the row has of them is all the example's. A row
 * in which somebody has typed over one of them is data; `readPerson` rejects it when it still has the rest (`example-left`).
 */
function exampleTeller(keys: Header['keys']): (cells: readonly string[]) => boolean {
  const places = EXAMPLE_KEYS.map((key) => [key, keys.indexOf(key)] as const);
  return (cells) => {
    let said = 0;
    let saysId = false;
    for (const [key, at] of places) {
      const text = cells[at]?.trim() ?? '';
      if (text === '') continue;
      if (!isOfExample(key, text)) return false;
      said += 1;
      saysId ||= key === 'citizen_id';
    }
    return said >= 2 || saysId;
  };
}

function hasIdentity(filled: readonly Filled[]): boolean {
  return filled.some(
    ({ key, text }) =>
      (key === 'citizen_id' || key === 'house_code') &&
      (arabicDigits(text).replaceAll(/\D/g, '').length >= 10 || /^\d[.,]\d*e\+?\d+$/i.test(text)),
  );
}

function repeatsHeader(header: Header, filled: readonly Filled[]): boolean {
  return header.texts.some((texts) => {
    let same = 0;
    for (const { text, at } of filled) {
      const expected = texts[at] ?? '';
      if (expected !== '' && expected === headerText(text)) same++;
    }
    return same >= 2 && same >= filled.length * 0.6;
  });
}

/** A sum has its word, and beside it only numbers and places. */
function isSum(filled: readonly Filled[]): boolean {
  const word = filled.findIndex(({ text }) => SUM_WORD.test(arabicDigits(text)) || SUM_OF_PLACE.test(text));
  if (word === -1) return false;
  return filled.every(
    ({ key, text }, index) =>
      index === word ||
      isBlankWord(text) ||
      NUMERIC.test(arabicDigits(text)) ||
      SUM_WORD.test(arabicDigits(text)) ||
      (key !== undefined && PLACES.has(key)),
  );
}

function isNote(filled: readonly Filled[], closing: boolean): boolean {
  const words = filled.filter(({ text }) => !DOTS_ONLY.test(text));
  if (words.length === 0) return filled.some(({ text }) => /[.…_]{3}/.test(text));
  if (words.length > 4) return false;
  if (words.some(({ text }) => beginsNote(text)))
    // A remark column of an ordinary row may begin with such a word as well.
    return words.every(
      ({ key, text }) => key === undefined || beginsNote(text) || IN_BRACKETS.test(text) || words.length === 1,
    );
  const [only] = words;
  // What is alone in its line: the post under a signature; what an asterisk in the table means, unless it is the marked name itself.
  if (only !== undefined && filled.length === 1 && (POST.test(only.text) || isFootnote(only))) return true;
  if (filled.length > 2) return false;
  if (words.every(({ text }) => IN_BRACKETS.test(text) && !/\d{3}/.test(text))) return true;
  // Under a signature or the word "notes" come names, posts and further notes, one to a line.
  return closing && words.length === 1;
}

function beginsNote(text: string): boolean {
  return NOTE.test(arabicDigits(text));
}

function isFootnote({ key, text }: Filled): boolean {
  return FOOTNOTE.test(text) && !NAMES.has(key);
}

/** Nothing but a number in front: a form printed with more lines than were filled. */
function onlyNumbered(filled: readonly Filled[]): boolean {
  let numbers = 0;
  for (const { key, text } of filled) {
    if (isBlankWord(text)) continue;
    if (key !== undefined || numbers > 0 || !RUNNING_NUMBER.test(arabicDigits(text))) return false;
    numbers++;
  }
  return true;
}
