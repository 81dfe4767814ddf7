/** What a file of a source is to be filled in on: the columns of our own templates. */
import { agencies } from '#shared/reference/agencies.ts';
import { ASSISTANCE_TYPE_NAMES } from '#shared/reference/assistance-types.ts';
import { DIMENSION_NAMES } from '#shared/reference/dimensions.ts';
import { findIndicator } from '#shared/reference/indicators.ts';

import { COLUMN_KEYS, type ColumnKey, type UploadSource } from '../cells/row.ts';
import { INDICATORS, SOURCE_RULES } from './columns.ts';
import { EXAMPLE_ROW } from './example-row.ts';
import { TEMPLATE_SHEETS } from './template-sheets.ts';
import { thaiColumn } from './thai-column.ts';

export type TemplateColumn = {
  key: ColumnKey;
  thai: string;
  /** Thai: whether and when the column is needed. */
  needed: string;
  /** Every row needs it. */
  always: boolean;
  /** Thai: how it is written. */
  how: string;
  example: string;
  /** What may be chosen; none where anything may be written. */
  values: readonly string[];
};

const names = (list: object): string[] => Object.values(list).map(({ nameTh }: { nameTh: string }) => nameTh);

/** By column; of those in which several may be said the words are given, and nothing is to be chosen from. */
const VALUES: Readonly<Partial<Record<ColumnKey, readonly string[]>>> = {
  welfare_card: ['มี', 'ไม่มี', 'ไม่ทราบ'],
  dimension: names(DIMENSION_NAMES),
  assistance_type: names(ASSISTANCE_TYPE_NAMES),
  agency: names(agencies),
  found_source: ['ThaiQM', 'กลุ่มเปราะบาง', 'พบจากการลงพื้นที่', 'Re-X-ray', 'อื่น ๆ'],
};

const DAY = 'วัน/เดือน/ปี พ.ศ. เช่น 15/01/2569';

const HOW: Readonly<Partial<Record<ColumnKey, string>>> = {
  citizen_id: 'เลข 13 หลัก มีขีดหรือไม่มีก็ได้ ผู้ไม่มีเลข 13 หลักให้กรอกรหัส G หรือ “หนังสือเดินทาง” ตามด้วยเลข',
  first_name: 'ชื่อตัวของบุคคลเดียว ไม่มีคำนำหน้า',
  birth_date: `${DAY} หากทราบเฉพาะปีให้กรอกปี พ.ศ.`,
  house_code: 'เลข 11 หลักตามทะเบียนบ้าน',
  address_no: 'เช่น 12/3 (อย่าให้ Excel เปลี่ยนเป็นวันที่)',
  moo: 'ตัวเลข',
  area_code: 'รหัสตำบล 6 หลัก หากไม่กรอกให้กรอกตำบล อำเภอ จังหวัด',
  survey_date: DAY,
  problems: 'หลายข้อคั่นด้วย ;',
  list_year: 'ปี พ.ศ. 4 หลัก',
  dimensions: `หลายมิติคั่นด้วย ; ได้แก่ ${names(DIMENSION_NAMES).join(' ')}`,
  indicators: 'ลำดับตัวชี้วัด จปฐ. 1 ถึง 38 หลายข้อคั่นด้วย ;',
  delivered_on: DAY,
  cash_baht: 'บาท ไม่เกินสองตำแหน่งทศนิยม',
  in_kind_baht: 'บาท ไม่เกินสองตำแหน่งทศนิยม',
};

/** The columns of a template, in the order of the list of columns, with one row of example. Source: design of files in. */
export function templateOf(source: UploadSource): TemplateColumn[] {
  const { columns, required } = SOURCE_RULES[source];
  return [...COLUMN_KEYS, ...INDICATORS]
    .filter((key) => columns.has(key))
    .map((key) => {
      const always = required.some((choices) => choices.length === 1 && choices[0]?.includes(key));
      // Of several ways to say a thing, each that the column is part of.
      const oneOf = required.find(
        (choices) => choices.length > 1 && choices.some((together) => together.includes(key)),
      );
      return {
        key,
        thai: thaiColumn(key),
        always,
        needed: always ? 'ต้องกรอกทุกแถว' : oneOf ? `ต้องมีอย่างใดอย่างหนึ่ง: ${choicesOf(oneOf)}` : 'กรอกเมื่อทราบ',
        how: HOW[key] ?? howToAnswer(key) ?? (VALUES[key] ? `เลือกจากแผ่น "${TEMPLATE_SHEETS.values}"` : 'ข้อความ'),
        example: exampleOf(key),
        values: VALUES[key] ?? [],
      };
    });
}

/** How the answer to an indicator is written; undefined for other columns. */
function howToAnswer(key: ColumnKey): string | undefined {
  const indicator = findIndicator(Number(key.replace('indicator_', '')));
  return indicator && `${indicator.nameTh}: 1 ผ่าน 0 ไม่ผ่าน - ไม่มีผู้เข้าเกณฑ์ (ไม่มีคำตอบให้เว้นว่าง)`;
}

function exampleOf(key: (typeof COLUMN_KEYS)[number] | (typeof INDICATORS)[number]): string {
  return isIndicator(key) ? '1' : EXAMPLE_ROW[key];
}

function isIndicator(key: ColumnKey): key is (typeof INDICATORS)[number] {
  return key.startsWith('indicator_');
}

function choicesOf(choices: readonly (readonly ColumnKey[])[]): string {
  return choices.map((together) => together.map(thaiColumn).join('+')).join(' หรือ ');
}
