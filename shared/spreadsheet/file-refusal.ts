/**
 * Why a file is refused as a whole: code → the Thai sentence the officer reads.
 * The English detail is given where it is thrown.
 */
export const FILE_REFUSALS = {
  'file-empty': 'ไฟล์ว่าง ไม่มีข้อมูล กรุณาตรวจสอบไฟล์แล้วส่งใหม่',
  'file-too-large': 'ไฟล์ใหญ่เกินกำหนด (ไม่เกิน 300 MB; เมื่อคลายแล้วไม่เกิน 1 GB และ 2,000,000 แถว) กรุณาแบ่งเป็นหลายไฟล์',
  'file-too-many-columns': 'ตารางมีคอลัมน์เกิน 1,000 คอลัมน์ กรุณาลบคอลัมน์ที่ไม่ใช้แล้วส่งใหม่',
  'file-line-too-long': 'มีบรรทัดยาวเกิน 1 MB ไฟล์อาจเสียหายหรือไม่ใช่ตารางข้อมูล',
  'file-old-xls': 'ไฟล์เป็น Excel รุ่นเก่า (.xls) กรุณาเปิดใน Excel แล้ว "บันทึกเป็น" ชนิด .xlsx แล้วส่งใหม่',
  'file-password': 'ไฟล์ถูกตั้งรหัสผ่าน กรุณาเอารหัสผ่านออกแล้วส่งใหม่',
  'file-html': 'ไฟล์นี้เป็นหน้าเว็บ (HTML) ไม่ใช่ Excel แม้จะชื่อ .xls กรุณาเปิดใน Excel แล้วบันทึกเป็น .xlsx',
  'file-xml': 'ไฟล์นี้เป็น XML ไม่ใช่ตาราง กรุณาเปิดใน Excel แล้วบันทึกเป็น .xlsx',
  'file-xml-doctype': 'ไฟล์มีส่วน DOCTYPE ซึ่งไม่อนุญาต กรุณาเปิดใน Excel แล้วบันทึกเป็น .xlsx ใหม่',
  'file-encoding': 'อ่านตัวอักษรในไฟล์ไม่ได้ กรุณาบันทึกเป็น CSV UTF-8 หรือ .xlsx แล้วส่งใหม่',
  'file-delimiter':
    'ไฟล์คั่นคอลัมน์ด้วยเครื่องหมายที่ระบบไม่อ่าน กรุณาบันทึกเป็น CSV ที่คั่นด้วยจุลภาค (,) อัฒภาค (;) หรือแท็บ หรือเป็น .xlsx แล้วส่งใหม่',
  'file-not-table': 'ไฟล์นี้ไม่ใช่ตารางข้อมูล กรุณาส่งเป็น .csv หรือ .xlsx',
  'file-damaged': 'ไฟล์เสียหาย เปิดอ่านไม่ได้ครบ กรุณาบันทึกใหม่แล้วส่งอีกครั้ง',
  'file-too-slow':
    'ระบบอ่านไฟล์นี้ไม่เสร็จภายใน 15 นาที จึงหยุดและไม่ได้นำเข้าแถวใด กรุณาเปิดไฟล์แล้วบันทึกเป็น .xlsx ใหม่ หรือแบ่งเป็นหลายไฟล์ แล้วส่งอีกครั้ง',
  'file-quote-open': 'มีเครื่องหมายคำพูด (") เปิดแล้วไม่ปิด จึงแยกแถวไม่ได้ กรุณาแก้ไขแล้วส่งใหม่',
  'file-no-header': 'ไม่พบแถวหัวตาราง กรุณาใช้หัวคอลัมน์ตามแบบ เช่น เลขประจำตัวประชาชน ชื่อ นามสกุล',
  'file-wrong-source': 'ไฟล์นี้เป็นข้อมูลคนละชนิดกับที่เลือก',
  'file-columns-missing': 'ขาดคอลัมน์ที่จำเป็น',
} as const;

export type FileRefusalCode = keyof typeof FILE_REFUSALS;

/** Thrown when a file cannot be read as a table at all. Nothing of it is used. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';
  readonly code: FileRefusalCode;
  /** Thai, behind the standard sentence. */
  readonly more: string | undefined;

  /** `detail` is English, for logs and problem documents; `more` is Thai and follows the standard sentence. */
  constructor(code: FileRefusalCode, detail: string, more?: string) {
    super(detail);
    this.code = code;
    this.more = more;
  }
}

/** What the officer reads, in Thai. Apart from the refusal itself: its texts are heavy, and most of what reads files never says it. */
export function refusalInThai({ code, more }: FileRefused): string {
  return more === undefined ? FILE_REFUSALS[code] : `${FILE_REFUSALS[code]}: ${more}`;
}
