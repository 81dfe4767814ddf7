import { arabicDigits, isBlankWord, normalizeThai } from './thai-text.ts';

/** What a cell said about money: baht with at most two decimals, or null when nothing is said (unknown, which is not 0). */
export type BahtReading =
  | { readonly ok: true; readonly baht: number | null }
  | { readonly ok: false; readonly code: BahtProblem; readonly message: string };

export type BahtProblem = 'money-negative' | 'money-unreadable';

const NOTHING_SAID: BahtReading = { ok: true, baht: null };
const NEGATIVE: BahtReading = { ok: false, code: 'money-negative', message: 'จำนวนเงินติดลบไม่ได้' };
const UNREADABLE: BahtReading = {
  ok: false,
  code: 'money-unreadable',
  message: 'อ่านจำนวนเงินไม่ได้ กรุณากรอกเป็นตัวเลขบาท ทศนิยมไม่เกินสองตำแหน่ง เช่น 1,500.50',
};

/** One hundred thousand million baht: more than any help, and far below where satang would lose exactness. */
const LIMIT_BAHT = 100_000_000_000;

/**
 * Reads an amount in baht: commas in their places, spaces, `บาท`, `฿`, `.-`, Thai digits, at most two decimals. Blank words are null.
 * A spreadsheet's binary noise (`0.30000000000000004`) is rounded; real third decimals are refused. Source: domain.md §6.3 (A8), §7.6.
 */
export function readBaht(raw: string): BahtReading {
  if (/^\d{1,9}$/u.test(raw)) return { ok: true, baht: Number(raw) };
  if (isBlankWord(raw)) return NOTHING_SAID;
  const text = arabicDigits(normalizeThai(raw))
    .replace(/^['’]/u, '')
    .replace(/^(?:฿|THB|จำนวน(?:เงิน)?)\s*/iu, '')
    .replace(/\s*(?:บาท(?:ถ้วน)?|บ\.|฿|THB)$/iu, '')
    .replace(/\.?[-–—]$/u, '')
    .trim();
  const negative = /^[-−–]\s*(.+)$/u.exec(text) ?? /^\((.+)\)$/u.exec(text);
  const amount = readAmount(negative?.[1] ?? text);
  if (amount === undefined) return UNREADABLE;
  if (negative !== null && amount > 0) return NEGATIVE;
  return { ok: true, baht: amount };
}

function readAmount(text: string): number | undefined {
  const match = /^(\d+|\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+)(?:\.(\d*))?$/u.exec(text.replace(/^\+/u, ''));
  if (match === null) return undefined;
  const whole = Number((match[1] ?? '').replace(/[, ]/gu, ''));
  const decimals = match[2] ?? '';
  if (whole > LIMIT_BAHT) return undefined;
  if (decimals.length <= 2) return fromSatang(whole * 100 + Number(decimals.padEnd(2, '0')));
  if (!/^\d\d?(?:0{5,}\d{0,2}|9{5,}\d{0,2})$|^\d{2}0+$/u.test(decimals)) return undefined;
  return fromSatang(Math.round(whole * 100 + Number(`0.${decimals}`) * 100));
}

/** Whole satang of an amount in baht with at most two decimals. */
export function toSatang(baht: number): number {
  return Math.round(baht * 100);
}

/** Whether an amount in baht is one of whole satang: at most two decimals. */
export function isWholeSatang(baht: number): boolean {
  return fromSatang(toSatang(baht)) === baht;
}

/** Baht of whole satang. */
export function fromSatang(satang: number): number {
  return satang / 100;
}

/** The sum of two amounts in baht, exact to the satang (0.1 + 0.2 is 0.3). */
export function addBaht(a: number, b: number): number {
  return fromSatang(toSatang(a) + toSatang(b));
}
