import { INDICATOR_COUNT } from '#shared/domain/mpi/stored-answers.ts';

import { PERSON_AND_PLACE_KEYS, type ColumnKey, type UploadSource } from '../cells/row.ts';
import { thaiColumn, type NamedColumn } from './thai-column.ts';

type Column = {
  key: NamedColumn;
  /** Other names seen in offices' files. Compared as `headerText` makes them. */
  aliases: readonly string[];
};

/**
 * The columns of uploaded files, by canonical key, with the Thai names they
 * go by (the first is in `thai-column.ts`). A new source adds its names here and its rule in SOURCE_RULES.
 */
const ALIASES: readonly Column[] = [
  {
    key: 'citizen_id',
    aliases: [
      'เลขบัตรประชาชน',
      'เลขที่บัตรประชาชน',
      'เลขบัตรประจำตัวประชาชน',
      'เลขที่บัตรประจำตัวประชาชน',
      'เลขประจำตัวประชาชน 13 หลัก',
      'หมายเลขประจำตัวประชาชน',
      'หมายเลขบัตรประชาชน',
      'เลข 13 หลัก',
      'เลขประจำตัว 13 หลัก',
      'เลขประชาชน',
      'บัตรประชาชน',
      'เลขประจำตัวประชาชนหัวหน้าครัวเรือน',
      'เลขบัตร ปชช',
      'ปชช',
      'pid',
      'cid',
      'national id',
      'citizen id',
      'id card',
    ],
  },
  { key: 'title', aliases: ['คำนำหน้าชื่อ', 'คำนำหน้านาม', 'คำนำ', 'prefix'] },
  {
    key: 'first_name',
    aliases: [
      'ชื่อตัว',
      'ชื่อจริง',
      'ชื่อหัวหน้าครัวเรือน',
      'ชื่อ นามสกุล',
      'ชื่อ สกุล',
      'ชื่อและนามสกุล',
      'ชื่อสกุล',
      'ชื่อผู้รับ',
      'ชื่อ ชื่อสกุล',
      'name',
      'first name',
      'full name',
    ],
  },
  { key: 'last_name', aliases: ['ชื่อสกุลผู้รับ', 'สกุล', 'นามสกุลหัวหน้าครัวเรือน', 'surname', 'last name'] },
  {
    key: 'birth_date',
    aliases: ['วันเดือนปีเกิด', 'วัน เดือน ปี เกิด', 'วดป เกิด', 'ว ด ป เกิด', 'birthday', 'date of birth', 'dob'],
  },
  {
    key: 'relation',
    aliases: ['ความสัมพันธ์', 'สถานะในครัวเรือน', 'เกี่ยวข้องเป็น', 'เกี่ยวข้องกับหัวหน้าครัวเรือน', 'relationship'],
  },
  {
    key: 'house_code',
    aliases: ['เลขรหัสประจำบ้าน', 'เลขรหัสบ้าน', 'รหัสบ้าน', 'รหัสประจำบ้าน 11 หลัก', 'house id', 'hid'],
  },
  {
    key: 'address_no',
    aliases: ['เลขที่บ้าน', 'เลขที่', 'ที่อยู่ บ้านเลขที่', 'ที่อยู่ เลขที่', 'house no', 'house number', 'address'],
  },
  { key: 'moo', aliases: ['หมู่', 'ม', 'หมู่บ้านที่', 'ที่อยู่ หมู่ที่', 'ที่อยู่ หมู่'] },
  {
    key: 'village',
    aliases: ['หมู่บ้าน', 'ชุมชน', 'ชื่อหมู่บ้าน', 'ชื่อบ้าน', 'ชื่อชุมชน', 'ชื่อหมู่บ้าน/ชุมชน', 'บ้าน', 'หมู่บ้าน ชุมชน', 'community'],
  },
  {
    key: 'subdistrict',
    aliases: ['ตำบล/แขวง', 'แขวง', 'แขวง/ตำบล', 'ชื่อตำบล', 'ต', 'ที่อยู่ ตำบล', 'sub district', 'tambon'],
  },
  { key: 'district', aliases: ['อำเภอ/เขต', 'เขต', 'เขต/อำเภอ', 'ชื่ออำเภอ', 'อ', 'ที่อยู่ อำเภอ', 'amphoe'] },
  { key: 'province', aliases: ['ชื่อจังหวัด', 'จ', 'ที่อยู่ จังหวัด', 'changwat'] },
  {
    key: 'area_code',
    aliases: ['รหัสตำบล', 'รหัสพื้นที่ 6 หลัก', 'รหัสที่อยู่', 'รหัสเขตการปกครอง', 'tambon code', 'subdistrict code'],
  },
  {
    key: 'welfare_card',
    aliases: ['มีบัตรสวัสดิการแห่งรัฐ', 'บัตรสวัสดิการ', 'ผู้มีบัตรสวัสดิการแห่งรัฐ', 'บัตรคนจน', 'การมีบัตรสวัสดิการแห่งรัฐ'],
  },
  {
    key: 'survey_date',
    aliases: ['วันสำรวจ', 'วันเดือนปีที่สำรวจ', 'วัน เดือน ปี ที่สำรวจ', 'วันที่เก็บข้อมูล', 'วันที่จัดเก็บข้อมูล', 'วันที่จัดเก็บ', 'วันที่ลงพื้นที่'],
  },
  {
    key: 'problems',
    aliases: [
      'ปัญหา',
      'สภาพปัญหา/ความต้องการ',
      'ปัญหา/ความต้องการ',
      'ปัญหาและความต้องการ',
      'สภาพปัญหาและความต้องการ',
      'ประเด็นปัญหา',
      'ปัญหาที่พบ',
      'สภาพปัญหาความเดือดร้อน',
      'ความเดือดร้อน',
    ],
  },
  {
    key: 'list_year',
    aliases: ['ปี', 'ปีที่สำรวจ', 'ปี พ ศ', 'ข้อมูลปี', 'ปีของข้อมูล', 'ปีบัญชีเป้าหมาย', 'ปีเป้าหมาย', 'year'],
  },
  {
    key: 'dimensions',
    aliases: ['มิติตกเกณฑ์', 'มิติที่ขัดสน', 'มิติความขัดสน', 'มิติที่ไม่ผ่านเกณฑ์', 'ด้านที่ตกเกณฑ์'],
  },
  {
    key: 'indicators',
    aliases: ['ตัวชี้วัดตกเกณฑ์', 'ตัวชี้วัดที่ไม่ผ่านเกณฑ์', 'ตัวชี้วัดไม่ผ่านเกณฑ์', 'ตัวชี้วัดที่ไม่ผ่าน', 'ตัวชี้วัด จปฐ ที่ตกเกณฑ์'],
  },
  {
    key: 'agency',
    aliases: [
      'หน่วยงานที่ให้ความช่วยเหลือ',
      'หน่วยงานที่ช่วยเหลือ',
      'หน่วยงานผู้ให้ความช่วยเหลือ',
      'ชื่อหน่วยงาน',
      'หน่วยงานรับผิดชอบ',
      'หน่วยงานที่รับผิดชอบ',
    ],
  },
  {
    key: 'dimension',
    aliases: ['ด้าน', 'มิติที่ช่วยเหลือ', 'มิติที่ให้ความช่วยเหลือ', 'มิติการช่วยเหลือ', 'ด้านที่ช่วยเหลือ', 'มิติการพัฒนา'],
  },
  {
    key: 'assistance_type',
    aliases: ['ประเภทการช่วยเหลือ', 'ประเภทการให้ความช่วยเหลือ', 'ประเภท', 'ชนิดความช่วยเหลือ', 'รูปแบบการช่วยเหลือ'],
  },
  {
    key: 'delivered_on',
    aliases: [
      'วันที่ช่วยเหลือ',
      'วันช่วยเหลือ',
      'วันที่มอบ',
      'วันที่ส่งมอบ',
      'วันเดือนปีที่ให้ความช่วยเหลือ',
      'วัน เดือน ปี ที่ให้ความช่วยเหลือ',
      'วันเดือนปีที่ช่วยเหลือ',
      'วันที่ดำเนินการ',
    ],
  },
  {
    key: 'description',
    aliases: [
      'รายละเอียดความช่วยเหลือ',
      'รายละเอียดการช่วยเหลือ',
      'รายละเอียดการให้ความช่วยเหลือ',
      'รายการความช่วยเหลือ',
      'การช่วยเหลือ',
      'รายการ',
    ],
  },
  {
    key: 'cash_baht',
    aliases: [
      'จำนวนเงิน บาท',
      'เงิน',
      'เงินสด',
      'เป็นเงิน',
      'เงินช่วยเหลือ',
      'จำนวนเงินช่วยเหลือ',
      'จำนวนเงิน เงินสด',
      'วงเงิน',
      'งบประมาณ',
    ],
  },
  {
    key: 'in_kind_baht',
    aliases: ['มูลค่า', 'มูลค่าสิ่งของ บาท', 'มูลค่าของ', 'มูลค่าสิ่งของที่มอบ', 'จำนวนเงิน สิ่งของ', 'คิดเป็นมูลค่า'],
  },
  { key: 'found_source', aliases: ['พบจาก', 'แหล่งที่มา', 'ที่มา', 'แหล่งข้อมูล', 'แหล่งที่พบครัวเรือน'] },
];

export const COLUMNS = ALIASES.map((column) => ({ ...column, thai: thaiColumn(column.key) }));

export const INDICATORS: readonly `indicator_${number}`[] = Array.from(
  { length: INDICATOR_COUNT },
  (_, index): `indicator_${number}` => `indicator_${index + 1}`,
);

/** Each inner list is satisfied by any one of its columns together: `[['a'], ['b', 'c']]` is a, or b with c. */
type Requirement = readonly (readonly ColumnKey[])[];

type SourceRule = {
  thai: string;
  columns: ReadonlySet<ColumnKey>;
  required: readonly Requirement[];
  /** Columns that tell this source from the others. */
  marks: readonly ColumnKey[];
  /** Names that mean another column in files of this source than in general. */
  names: ReadonlyMap<string, ColumnKey>;
};

const WHO: Requirement = [['citizen_id'], ['house_code'], ['address_no', 'first_name']];
const WHERE: Requirement = [['area_code'], ['house_code'], ['subdistrict', 'district', 'province']];
/** Help is for households that are known already, so a citizen ID finds them without an area. */
const WHERE_OR_ID: Requirement = [...WHERE, ['citizen_id']];

function rule(
  thai: string,
  own: readonly ColumnKey[],
  required: readonly Requirement[],
  marks: readonly ColumnKey[],
  names: readonly (readonly [string, ColumnKey])[] = [],
  where = WHERE,
): SourceRule {
  return {
    thai,
    columns: new Set([...PERSON_AND_PLACE_KEYS, ...own]),
    required: [WHO, where, ...required],
    marks,
    names: new Map(names),
  };
}

/** What each kind of file holds and must hold. Design: files in. */
export const SOURCE_RULES: Readonly<Record<UploadSource, SourceRule>> = {
  'tpmap-targets': rule(
    'บัญชีเป้าหมาย TPMAP',
    ['list_year', 'dimensions', 'indicators'],
    [[['citizen_id'], ['first_name']], [['list_year']], [['dimensions'], ['indicators']]],
    ['list_year', 'dimensions', 'indicators'],
    [
      ['มิติ', 'dimensions'],
      ['ด้าน', 'dimensions'],
      ['ตัวชี้วัด', 'indicators'],
    ],
  ),
  'thaiqm-survey': rule(
    'แบบสำรวจ ThaiQM',
    ['survey_date', 'problems'],
    [[['survey_date']]],
    ['survey_date', 'problems'],
    [['วันที่', 'survey_date']],
  ),
  'bmn-survey': rule('แบบสำรวจ จปฐ.', ['survey_date', ...INDICATORS], [[['survey_date']]], INDICATORS),
  assistance: rule(
    'การให้ความช่วยเหลือ',
    ['agency', 'dimension', 'assistance_type', 'delivered_on', 'description', 'cash_baht', 'in_kind_baht'],
    [[['delivered_on']], [['dimension']]],
    ['delivered_on', 'dimension', 'assistance_type', 'cash_baht', 'in_kind_baht', 'agency'],
    [['วันที่', 'delivered_on']],
    WHERE_OR_ID,
  ),
  /** Of people who are known already, so a citizen ID finds them without an area. */
  'welfare-register': rule(
    'ทะเบียนบัตรสวัสดิการแห่งรัฐ',
    ['list_year'],
    [[['welfare_card']], [['list_year']]],
    [],
    [],
    WHERE_OR_ID,
  ),
  'missed-households': rule(
    'ครัวเรือนตกหล่น',
    ['survey_date', 'problems', 'found_source'],
    [[['survey_date']]],
    ['found_source'],
    [['วันที่', 'survey_date']],
  ),
};
