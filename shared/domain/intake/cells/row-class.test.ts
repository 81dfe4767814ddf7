import { describe, expect, it } from 'vitest';
import { ERROR_COLUMNS } from '../columns/error-columns.ts';
import { readHeader } from '../columns/header.ts';
import { rowClassifier, type RowClass } from './row-class.ts';

const HEADER = [
  'ลำดับ',
  'เลขประจำตัวประชาชน',
  'ชื่อ',
  'นามสกุล',
  'บ้านเลขที่',
  'หมู่ที่',
  'หมู่บ้าน/ชุมชน',
  'ตำบล',
  'อำเภอ',
  'จังหวัด',
  'วันที่สำรวจ',
  'หมายเหตุ',
  ERROR_COLUMNS.messages,
];
const TITLE = ['แบบสำรวจครัวเรือน อำเภอเมืองเลย'];

function classify(...rows: readonly (readonly string[])[]): RowClass[] {
  const reading = readHeader(
    [
      { row: 1, cells: TITLE },
      { row: 2, cells: HEADER },
    ],
    'thaiqm-survey',
  );
  if (!reading.ok) throw new Error(reading.message);
  return rows.map(rowClassifier(reading.header));
}

/** A line with texts in some columns. */
function line(texts: Readonly<Record<number, string>>): string[] {
  return HEADER.map((_, at) => texts[at] ?? '');
}

const DATA = line({ 0: '1', 1: '3000000000011', 2: 'สมหญิง', 3: 'ตัวอย่าง', 4: '1', 7: 'นาอาน', 10: '7/5/2569' });

describe('rowClassifier', () => {
  it.each<[RowClass, string, readonly string[]]>([
    ['data', 'a full row', DATA],
    ['data', 'a village named รวมไทย', line({ 2: 'ก', 6: 'รวมไทย', 7: 'นาอาน', 10: '7/5/2569' })],
    ['data', 'a village named รวมไทย, and nothing else right', line({ 6: 'รวมไทยพัฒนา', 7: 'นาอาน' })],
    ['data', 'a person named รวม', line({ 2: 'รวม', 3: 'ตัวอย่าง', 4: '12', 7: 'นาอาน' })],
    ['data', 'a person named รวม with an ID', line({ 1: '3000000000011', 2: 'รวม' })],
    ['data', 'a person named รวม with a date', line({ 2: 'รวม', 4: '12', 10: '7 พ.ค. 2569' })],
    ['data', 'an ID in scientific notation', line({ 1: '3.42E+12' })],
    ['data', 'a wrong ID alone', line({ 1: '300000000001' })],
    ['data', 'an unfinished row', line({ 0: '7', 2: 'สมชาย' })],
    ['data', 'only a remark', line({ 0: '7', 11: 'ย้ายออกแล้ว' })],
    ['data', 'a remark that begins like a note', line({ 0: '7', 2: 'สมชาย', 11: 'หมายเหตุ: ย้ายออก' })],
    ['data', 'a single name', line({ 2: 'หมายขวัญ' })],
    ['data', 'a single name marked for a footnote', line({ 2: '*สมหญิง' })],
    ['data', 'a name marked for a footnote, unfinished', line({ 0: '7', 2: '*สมหญิง', 3: 'ตัวอย่าง' })],
    ['data', 'a footnote as a remark', line({ 0: '7', 2: 'สมหญิง', 11: '* ย้ายแล้ว' })],
    ['data', 'a person named อำเภอ', line({ 2: 'นายอำเภอ ใจดี' })],
    ['data', 'a post beside an address', line({ 2: 'ผู้ใหญ่บ้าน', 4: '12' })],
    ['data', 'a headman by his name', line({ 2: 'ผู้ใหญ่บ้านสมชาย' })],
    ['data', 'a person named จำนวน', line({ 2: 'จำนวน', 4: '12' })],
    ['data', 'an assurance as a remark', line({ 0: '7', 2: 'สมชาย', 11: 'ขอรับรองว่าย้ายแล้ว' })],
    ['data', 'a day alone', line({ 10: 'วันที่ 7 พ.ค. 2569' })],
    ['blank', 'nothing', []],
    ['blank', 'spaces', line({ 0: ' ', 3: '\u00A0' })],
    ['blank', 'only our own message of last time', line({ 12: 'ไม่มีวันที่สำรวจ' })],
    ['header', 'the header of the next page', HEADER],
    ['header', 'the header with a column more', [...HEADER, 'x']],
    ['title', 'the title of the next page', TITLE],
    ['numbered', 'a running number', line({ 0: '12' })],
    ['numbered', 'a running number in Thai, with dashes', line({ 0: '๑๒.', 2: '-', 3: '–', 11: 'ไม่มี' })],
    ['sum', 'รวม', line({ 0: 'รวม', 4: '12' })],
    ['sum', 'รวมทั้งสิ้น with a count in the cell', line({ 0: 'รวมทั้งสิ้น 1,204 ครัวเรือน' })],
    ['sum', 'a sum under the names', line({ 2: 'รวม', 4: '๑๒', 9: '40 คน' })],
    ['sum', 'รวมทั้งจังหวัด', line({ 1: 'รวมทั้งจังหวัด', 5: '1,000' })],
    ['sum', 'the sum of a place', line({ 0: 'รวมอำเภอเมืองเลย', 4: '55' })],
    ['sum', 'a sum beside its place', line({ 7: 'รวม', 8: 'เมืองเลย', 9: 'เลย', 4: '3' })],
    ['sum', 'Total', line({ 0: 'Grand Total', 4: '99' })],
    ['note', 'a signature', line({ 2: 'ลงชื่อ..............................ผู้รายงาน' })],
    ['note', 'a signature in pieces', line({ 0: 'ลงชื่อ', 5: '.............', 11: 'ผู้รายงาน' })],
    ['note', 'a name in brackets', line({ 2: '(นายสมชาย ตัวอย่าง)' })],
    ['note', 'a note', line({ 0: 'หมายเหตุ: ข้อมูล ณ วันที่ 7 พ.ค. 2569' })],
    ['note', 'an assurance', line({ 2: 'ขอรับรองว่าข้อมูลถูกต้อง' })],
    ['note', 'an assurance of oneself', line({ 0: 'ข้าพเจ้าขอรับรองว่าข้อมูลข้างต้นเป็นความจริง' })],
    ['note', 'a day to be filled in', line({ 2: 'วันที่ ........' })],
    ['note', 'a day to be filled in, in pieces', line({ 2: 'วันที่........../........../..........' })],
    ['note', 'the post of whoever signs', line({ 2: 'นายอำเภอเมืองเลย' })],
    ['note', 'the post of a deputy', line({ 0: 'รองผู้ว่าราชการจังหวัดเลย' })],
    ['note', 'the post of a headman', line({ 2: 'ผู้ใหญ่บ้านหมู่ที่ 3' })],
    ['note', 'the number of a sheet', line({ 0: 'แผ่นที่ 1/3' })],
    ['note', 'the number of a page in Thai digits', line({ 11: 'หน้าที่ ๑ จาก ๓' })],
    ['sum', 'a count in words', line({ 0: 'จำนวนทั้งหมด 3 ครัวเรือน' })],
    ['sum', 'a count in words and its cell', line({ 1: 'จำนวนทั้งสิ้น', 4: '3 หลังคาเรือน' })],
    ['sum', 'a count with its unit', line({ 0: 'จำนวน ๓ ครัวเรือน' })],
    ['note', 'a footnote', line({ 0: '* ครัวเรือนที่ย้ายแล้ว' })],
    ['note', 'a footnote under the IDs', line({ 1: '*ครัวเรือนที่ย้ายแล้ว' })],
    ['note', 'dots to sign on', line({ 2: '......................' })],
  ])('%s: %s', (expected, _, cells) => expect(classify(cells)).toEqual([expected]));

  it('takes single lines under a signature or note for its continuation, until data comes', () => {
    expect(
      classify(
        line({ 0: 'ลงชื่อ' }),
        line({ 2: '(นางสมหญิง ตัวอย่าง)' }),
        line({ 2: 'พัฒนาการอำเภอเมืองเลย' }),
        [],
        line({ 0: 'หมายเหตุ' }),
        line({ 0: '1. นับเฉพาะผู้อยู่จริง' }),
        DATA,
        line({ 2: 'พัฒนา' }),
      ),
    ).toEqual(['note', 'note', 'note', 'blank', 'note', 'note', 'data', 'data']);
  });
});
