/** Thai telephone numbers as people write them. */
import { arabicDigits } from './thai-text.ts';

export type TelephoneReading =
  | { readonly ok: true; readonly telephone: string }
  | { readonly ok: false; readonly message: string; readonly code: 'telephone-invalid' };

/** Nine digits of a house, ten of a mobile, both beginning with 0; the country's code may take the place of that 0. Thai digits are read; blanks, dots, hyphens and brackets are ignored. */
export function readTelephone(text: string): TelephoneReading {
  const digits = arabicDigits(text).replaceAll(/[\s().-]/gu, '');
  const telephone = digits.replace(/^\+?66(?=[1-9]\d{7,8}$)/u, '0');
  if (/^0[1-9]\d{7,8}$/u.test(telephone)) return { ok: true, telephone };
  return { ok: false, message: 'หมายเลขโทรศัพท์ต้องมี 9 หรือ 10 หลัก และขึ้นต้นด้วย 0', code: 'telephone-invalid' };
}

/** As much of a number as its owner needs to recognise it, too little to call it: `08x-xxx-x678`. */
export function maskTelephone(telephone: string): string {
  return `${telephone.slice(0, 2)}x-xxx-x${telephone.slice(-3)}`;
}
