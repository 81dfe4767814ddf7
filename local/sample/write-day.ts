import { excelSerial } from '#shared/spreadsheet/excel-date.ts';
import { formatThaiDate } from '#shared/thai/thai-date.ts';
import { thaiMonthName } from '#shared/thai/bangkok-time.ts';
import { thaiDigits } from '#shared/thai/thai-text.ts';

/** The ways in which offices write a day. Source: domain.md §7.2. */
export const DAY_FORMS = [
  'slashes',
  'padded',
  'short-month',
  'long-month',
  'thai-digits',
  'iso-ce',
  'iso-be',
  'digits-dmy',
  'digits-ymd',
  'serial',
] as const;

export type DayForm = (typeof DAY_FORMS)[number];

/** Forms that say the whole year: those with two digits or a serial number are not for birth dates. */
export const BIRTH_DAY_FORMS: readonly DayForm[] = DAY_FORMS.filter(
  (form) => form !== 'thai-digits' && form !== 'serial',
);

/** A day (YYYY-MM-DD, C.E.) as people write it; B.E. but for ISO and serial numbers. */
export function writeDay(day: string, form: DayForm): string {
  const [year = '', month = '', date = ''] = day.split('-');
  const be = String(Number(year) + 543);
  switch (form) {
    case 'slashes':
      return `${Number(date)}/${Number(month)}/${be}`;
    case 'padded':
      return `${date}/${month}/${be}`;
    case 'short-month':
      return formatThaiDate(day);
    case 'long-month':
      return `${Number(date)} ${thaiMonthName(day.slice(0, 7))}`;
    case 'thai-digits':
      return thaiDigits(formatThaiDate(day).replace(be, be.slice(2)));
    case 'iso-ce':
      return day;
    case 'iso-be':
      return `${be}-${month}-${date}`;
    case 'digits-dmy':
      return `${date}${month}${be}`;
    case 'digits-ymd':
      return `${be}${month}${date}`;
    case 'serial':
      return String(excelSerial(day) ?? day);
  }
}
