/** Why a file is refused as a whole: code → the Thai sentence that the officer reads, and an English one for integrators. */
export const FILE_REFUSALS = {
  'file-empty': ['ไฟล์ว่าง ไม่มีข้อมูล กรุณาตรวจสอบไฟล์แล้วส่งใหม่', 'The file is empty, or has a header and no row of data.'],
  'file-too-large': [
    'ไฟล์ใหญ่เกินกำหนด (ไม่เกิน 300 MB; เมื่อคลายแล้วไม่เกิน 1 GB และ 2,000,000 แถว) กรุณาแบ่งเป็นหลายไฟล์',
    'The file is over the limits: 300 MB, 1 GB inflated, 2,000,000 rows.',
  ],
  'file-too-many-columns': [
    'ตารางมีคอลัมน์เกิน 1,000 คอลัมน์ กรุณาลบคอลัมน์ที่ไม่ใช้แล้วส่งใหม่',
    'The table has more than 1,000 columns.',
  ],
  'file-line-too-long': ['มีบรรทัดยาวเกิน 1 MB ไฟล์อาจเสียหายหรือไม่ใช่ตารางข้อมูล', 'A line is longer than 1 MB.'],
  'file-old-xls': [
    'ไฟล์เป็น Excel รุ่นเก่า (.xls) กรุณาเปิดใน Excel แล้ว "บันทึกเป็น" ชนิด .xlsx แล้วส่งใหม่',
    'The file is an old .xls workbook; save it as .xlsx.',
  ],
  'file-password': ['ไฟล์ถูกตั้งรหัสผ่าน กรุณาเอารหัสผ่านออกแล้วส่งใหม่', 'The file is protected by a password.'],
  'file-html': [
    'ไฟล์นี้เป็นหน้าเว็บ (HTML) ไม่ใช่ Excel แม้จะชื่อ .xls กรุณาเปิดใน Excel แล้วบันทึกเป็น .xlsx',
    'The file is a web page, whatever its name says.',
  ],
  'file-xml': ['ไฟล์นี้เป็น XML ไม่ใช่ตาราง กรุณาเปิดใน Excel แล้วบันทึกเป็น .xlsx', 'The file is XML and no workbook.'],
  'file-xml-doctype': [
    'ไฟล์มีส่วน DOCTYPE ซึ่งไม่อนุญาต กรุณาเปิดใน Excel แล้วบันทึกเป็น .xlsx ใหม่',
    'A part of the file has a DOCTYPE.',
  ],
  'file-encoding': [
    'อ่านตัวอักษรในไฟล์ไม่ได้ กรุณาบันทึกเป็น CSV UTF-8 หรือ .xlsx แล้วส่งใหม่',
    'The text is neither UTF-8, UTF-16 nor Windows-874.',
  ],
  'file-delimiter': [
    'ไฟล์คั่นคอลัมน์ด้วยเครื่องหมายที่ระบบไม่อ่าน กรุณาบันทึกเป็น CSV ที่คั่นด้วยจุลภาค (,) อัฒภาค (;) หรือแท็บ หรือเป็น .xlsx แล้วส่งใหม่',
    'The columns are separated by a mark that is not read; use comma, semicolon or tab.',
  ],
  'file-not-table': ['ไฟล์นี้ไม่ใช่ตารางข้อมูล กรุณาส่งเป็น .csv หรือ .xlsx', 'The file is no table.'],
  'file-damaged': [
    'ไฟล์เสียหาย เปิดอ่านไม่ได้ครบ กรุณาบันทึกใหม่แล้วส่งอีกครั้ง',
    'The file is damaged and cannot be read to its end.',
  ],
  'file-too-slow': [
    'ระบบอ่านไฟล์นี้ไม่เสร็จภายใน 15 นาที จึงหยุดและไม่ได้นำเข้าแถวใด กรุณาเปิดไฟล์แล้วบันทึกเป็น .xlsx ใหม่ หรือแบ่งเป็นหลายไฟล์ แล้วส่งอีกครั้ง',
    'The file was not read within 15 minutes; nothing of it was imported.',
  ],
  'file-quote-open': [
    'มีเครื่องหมายคำพูด (") เปิดแล้วไม่ปิด จึงแยกแถวไม่ได้ กรุณาแก้ไขแล้วส่งใหม่',
    'A quote is opened and not closed.',
  ],
  'file-no-header': [
    'ไม่พบแถวหัวตาราง กรุณาใช้หัวคอลัมน์ตามแบบ เช่น เลขประจำตัวประชาชน ชื่อ นามสกุล',
    'No row of the first 30 names the columns.',
  ],
  'file-being-undone': [
    'ระบบกำลังยกเลิกการนำเข้าไฟล์เดียวกันนี้ หรือไฟล์ชนิดเดียวกันของหน่วยงานท่าน จึงยังไม่นำเข้าไฟล์นี้ กรุณาส่งใหม่เมื่อยกเลิกเสร็จแล้ว',
    'An upload of the same bytes, or of the same source and office, is being undone; send the file again when that is done.',
  ],
  'file-wrong-source': ['ไฟล์นี้เป็นข้อมูลคนละชนิดกับที่เลือก', 'The columns are those of another source.'],
  'file-columns-missing': ['ขาดคอลัมน์ที่จำเป็น', 'Columns that the source needs are missing.'],
} as const satisfies Record<string, readonly [thai: string, english: string]>;

export type FileRefusalCode = keyof typeof FILE_REFUSALS;
