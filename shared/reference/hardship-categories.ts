import type { Dimension } from './dimensions.ts';

/**
 * Under which dimension a problem written in free words is planned. The official categories of the ThaiQM form are not
 * published; this starter list is ours, data and not code, to be replaced when the form is obtained (domain.md §5).
 * The first category with a word that occurs in the text decides; none: living conditions.
 */
export type HardshipCategory = { nameTh: string; dimension: Dimension; words: readonly string[] };

export const HARDSHIP_CATEGORIES: readonly HardshipCategory[] = [
  {
    nameTh: 'สุขภาพ/ผู้ป่วยติดเตียง/พิการ',
    dimension: 'health',
    words: ['ติดเตียง', 'พิการ', 'ป่วย', 'สุขภาพ', 'โรค', 'ยารักษา', 'รักษาพยาบาล', 'ทุพพลภาพ', 'ติดสุรา'],
  },
  {
    nameTh: 'การศึกษา/อ่านเขียน',
    dimension: 'education',
    words: ['การศึกษา', 'อ่านไม่ออก', 'เขียนไม่ได้', 'อ่านเขียน', 'เรียน', 'ทุนการศึกษา', 'หลุดจากระบบ'],
  },
  {
    nameTh: 'สวัสดิการ/สิทธิ/ทะเบียนราษฎร',
    dimension: 'access',
    words: ['สวัสดิการ', 'สิทธิ', 'ทะเบียนราษฎร', 'บัตรประชาชน', 'เบี้ยยังชีพ', 'ไม่มีสถานะ', 'บัตรคนจน'],
  },
  { nameTh: 'หนี้สิน/หนี้นอกระบบ', dimension: 'income', words: ['หนี้'] },
  {
    nameTh: 'รายได้/ว่างงาน',
    dimension: 'income',
    words: ['รายได้', 'ว่างงาน', 'ตกงาน', 'อาชีพ', 'ไม่มีงาน', 'ค่าครองชีพ', 'เงินทุน'],
  },
  { nameTh: 'ที่ดินทำกิน/เอกสารสิทธิ', dimension: 'income', words: ['ที่ดิน', 'ที่ทำกิน', 'เอกสารสิทธิ', 'แหล่งน้ำทำการเกษตร'] },
  { nameTh: 'ครอบครัว/ผู้ดูแล', dimension: 'access', words: ['ผู้ดูแล', 'อยู่ลำพัง', 'กำพร้า', 'ถูกทอดทิ้ง'] },
  { nameTh: 'ที่อยู่อาศัย/ส้วม', dimension: 'living', words: ['บ้าน', 'ที่อยู่อาศัย', 'ส้วม', 'หลังคา', 'ห้องน้ำ'] },
  { nameTh: 'น้ำอุปโภคบริโภค', dimension: 'living', words: ['น้ำ', 'ประปา'] },
  { nameTh: 'ไฟฟ้า/สัญญาณ', dimension: 'living', words: ['ไฟฟ้า', 'สัญญาณ', 'อินเทอร์เน็ต'] },
  { nameTh: 'ยาเสพติด/ความปลอดภัย', dimension: 'living', words: ['ยาเสพติด', 'ความปลอดภัย'] },
  { nameTh: 'สิ่งแวดล้อม/ภัยพิบัติ', dimension: 'living', words: ['น้ำท่วม', 'ภัยแล้ง', 'ขยะ', 'วาตภัย', 'ภัยพิบัติ'] },
];

/** One pass over a text for each category, not one for each word. */
const PATTERNS = HARDSHIP_CATEGORIES.map(({ dimension, words }) => ({
  dimension,
  pattern: new RegExp(words.join('|'), 'u'),
}));

/** Dimension under which a problem in free Thai words is planned. */
export function dimensionOfHardship(text: string): Dimension {
  return PATTERNS.find(({ pattern }) => pattern.test(text))?.dimension ?? 'living';
}
