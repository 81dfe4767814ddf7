import type { COLUMN_KEYS, ColumnKey } from '../cells/row.ts';

/** The columns with a name of their own; indicators go by their numbers. */
export type NamedColumn = (typeof COLUMN_KEYS)[number];

/** The names on our own template, and in messages. Apart from the other names of columns, which only readers of files need. */
const THAI: Readonly<Record<NamedColumn, string>> = {
  citizen_id: 'เลขประจำตัวประชาชน',
  title: 'คำนำหน้า',
  first_name: 'ชื่อ',
  last_name: 'นามสกุล',
  birth_date: 'วันเกิด',
  relation: 'ความสัมพันธ์กับหัวหน้าครัวเรือน',
  house_code: 'รหัสประจำบ้าน',
  address_no: 'บ้านเลขที่',
  moo: 'หมู่ที่',
  village: 'หมู่บ้าน/ชุมชน',
  subdistrict: 'ตำบล',
  district: 'อำเภอ',
  province: 'จังหวัด',
  area_code: 'รหัสพื้นที่',
  welfare_card: 'บัตรสวัสดิการแห่งรัฐ',
  survey_date: 'วันที่สำรวจ',
  problems: 'สภาพปัญหา',
  list_year: 'ปีข้อมูล',
  dimensions: 'มิติที่ตกเกณฑ์',
  indicators: 'ตัวชี้วัดที่ตกเกณฑ์',
  agency: 'หน่วยงาน',
  dimension: 'มิติ',
  assistance_type: 'ประเภทความช่วยเหลือ',
  delivered_on: 'วันที่ให้ความช่วยเหลือ',
  description: 'รายละเอียด',
  cash_baht: 'จำนวนเงิน',
  in_kind_baht: 'มูลค่าสิ่งของ',
  found_source: 'แหล่งที่พบ',
};

/** The Thai name of a column, as messages and templates print it. */
export function thaiColumn(key: ColumnKey): string {
  return isNamed(key) ? THAI[key] : `ตัวชี้วัดที่ ${key.slice('indicator_'.length)}`;
}

function isNamed(key: ColumnKey): key is NamedColumn {
  return Object.hasOwn(THAI, key);
}
