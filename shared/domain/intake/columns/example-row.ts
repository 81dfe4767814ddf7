import { arabicDigits } from '#shared/thai/thai-text.ts';

import type { COLUMN_KEYS } from '../cells/row.ts';

/** The example row of our templates, by column. A row with its citizen ID, which is nobody's, or with its names is never data. */
export const EXAMPLE_ROW: Readonly<Record<(typeof COLUMN_KEYS)[number], string>> = {
  citizen_id: '1-0000-99999-99-2',
  title: 'นาง',
  first_name: 'ตัวอย่าง',
  last_name: 'ไม่นำเข้าแถวนี้',
  birth_date: '31/12/2510',
  relation: 'หัวหน้าครัวเรือน',
  // The address says where it is.
  house_code: '',
  address_no: '12/3',
  moo: '4',
  village: 'บ้านตัวอย่าง',
  subdistrict: 'กุดป่อง',
  district: 'เมืองเลย',
  province: 'เลย',
  area_code: '420101',
  welfare_card: 'มี',
  survey_date: '15/01/2569',
  problems: 'หลังคารั่ว; ไม่มีน้ำประปา',
  list_year: '2569',
  dimensions: 'ด้านสุขภาพ; ด้านรายได้',
  indicators: '1; 32',
  agency: 'กรมการพัฒนาชุมชน',
  dimension: 'ด้านรายได้',
  assistance_type: 'สิ่งของ',
  delivered_on: '20/01/2569',
  description: 'พันธุ์ไก่ไข่ 10 ตัว',
  cash_baht: '2,000',
  in_kind_baht: '1,500.50',
  found_source: 'พบจากการลงพื้นที่',
};

const ID_DIGITS = EXAMPLE_ROW.citizen_id.replaceAll('-', '');

/** Columns by which the example row is known. */
export const EXAMPLE_KEYS = ['citizen_id', 'first_name', 'last_name'] as const;

/** Whether a cell says what the example row says, however the digits are written. */
export function isOfExample(key: (typeof EXAMPLE_KEYS)[number], text: string): boolean {
  return key === 'citizen_id' ? arabicDigits(text).replaceAll(/[\s-]/g, '') === ID_DIGITS : text === EXAMPLE_ROW[key];
}
