import { arabicDigits } from './thai-text.ts';

export type HouseCodeReading =
  | { readonly ok: true; readonly houseCode: string }
  | { readonly ok: false; readonly code: HouseCodeProblem; readonly message: string };

export type HouseCodeProblem = 'house-code-missing' | 'house-code-invalid' | 'house-code-damaged';

const MISSING: HouseCodeReading = { ok: false, code: 'house-code-missing', message: 'ไม่มีรหัสประจำบ้าน' };
const DAMAGED: HouseCodeReading = {
  ok: false,
  code: 'house-code-damaged',
  message:
    'รหัสประจำบ้านเสียหายเพราะโปรแกรมตารางแปลงเป็นตัวเลข (เช่น 4.20101E+10) กรุณาตั้งคอลัมน์เป็น “ข้อความ” แล้วกรอกเลข 11 หลักใหม่',
};
const INVALID: HouseCodeReading = {
  ok: false,
  code: 'house-code-invalid',
  message: 'รหัสประจำบ้านต้องเป็นตัวเลข 11 หลักตามทะเบียนบ้าน และขึ้นต้นด้วยรหัสสำนักทะเบียน (10–99)',
};

/**
 * Reads a house code (รหัสประจำบ้าน): 11 digits that begin with the code of the registry office; Thai digits, spaces, hyphens,
 * quotes and a spreadsheet's `.0` are tolerated. Codes that begin with 9999 belong to no office: they are ours, for samples and tests.
 * No registry code begins with 0, so ten digits have lost a digit that nobody can know: refused, as is scientific notation.
 * No rule for a check digit is published, so none is applied. Source: domain.md §2.2, §7.4.
 */
export function readHouseCode(raw: string): HouseCodeReading {
  if (/^[1-9]\d{10}$/u.test(raw)) return judge(raw);
  const typed = arabicDigits(raw).replace(/[\s\u00a0\u200b-\u200f\ufeff'’‘`"“”]/gu, '');
  if (/^[-–—.]*$/u.test(typed)) return MISSING;
  if (/^[+-]?\d(?:[.,]\d*)?e[+-]?\d+$/iu.test(typed)) return DAMAGED;
  return judge(typed.replace(/^(\d+)\.0+$/u, '$1').replace(/[-‐‑‒–—−.,/_]/gu, ''));
}

function judge(digits: string): HouseCodeReading {
  return /^[1-9]\d{10}$/u.test(digits) && !/^(\d)\1{10}$/u.test(digits) ? { ok: true, houseCode: digits } : INVALID;
}
