/**
 * The catalogue of what is said of files and their rows: each code with a Thai sentence for people and an English one for integrators.
 * The message of a problem says more than its sentence here: the cell, the value, what the system made of it. Codes are stable; one
 * that is out of use stays, because receipts that were stored have it. Functions of an import need types only: the texts are heavy.
 */
import { FILE_REFUSALS, type FileRefusalCode } from './file-refusals.ts';

/** What is said of a file that is read, or of one of its rows. */
const ROW_PROBLEMS = {
  'file-replaced': [
    'มีไฟล์อื่นส่งทับมาระหว่างอ่านไฟล์แรก',
    'Another file was posted over the one being read; neither was imported.',
  ],
  'import-broken': [
    'ระบบขัดข้องระหว่างนำเข้า',
    'A step of the import broke; send the same file again, nothing is doubled.',
  ],
  'file-posted-again': [
    'มีไฟล์อื่นส่งด้วยแบบฟอร์มเดียวกัน',
    'Another file was posted to the form of this upload; only one was read.',
  ],
  'error-workbook-plain': [
    'ไฟล์ Excel ที่ส่งกลับเป็นสำเนาที่มีเฉพาะข้อความ',
    'The workbook sent back is a plain copy of the texts; its message says why.',
  ],
  'error-workbook-missing': ['จัดทำไฟล์ Excel ที่ระบุจุดผิดไม่ได้', 'The workbook with the errors marked could not be made.'],
  'sheet-hidden': ['แผ่นงานถูกซ่อนไว้ จึงไม่ได้อ่าน', 'A hidden sheet was not read.'],
  'sheet-skipped': ['ไม่ได้อ่านแผ่นงานที่ไม่ใช่ตารางตามแบบ', 'A sheet without the columns of the source was not read.'],
  'column-duplicate': ['มีคอลัมน์ซ้ำ ระบบอ่านคอลัมน์เดียว', 'A column comes twice; one of the two was read.'],
  'columns-mapped': ['อ่านคอลัมน์ตามที่สำนักงานจับคู่ไว้', 'Columns were read as the office has mapped them.'],
  'cells-behind-header': ['มีข้อมูลทางขวาของหัวตาราง ซึ่งไม่ได้อ่าน', 'Cells to the right of the last header were not read.'],
  'example-left': [
    'มีข้อมูลของแถวตัวอย่างเหลืออยู่ในแถว',
    'The row still has the ID or the name of the example of our template.',
  ],
  'agency-of-account': ['แถวที่ไม่ระบุหน่วยงานเป็นของหน่วยงานของบัญชีผู้ใช้', 'Rows without an agency got that of the account.'],
  'unstorable-text': ['มีอักขระที่เสียหาย', 'Text was damaged before it came here.'],
  'cell-formula-error': ['เป็นสูตรที่ไม่มีค่า จึงถือว่าว่าง', 'A formula without a value is read as a blank.'],
  'text-too-long': ['ข้อความยาวเกินกำหนด', 'The text is longer than the column takes.'],
  'required-missing': ['ไม่มีข้อมูลที่จำเป็น', 'A cell that the source needs is blank.'],
  'identity-missing': [
    'ไม่มีข้อมูลระบุครัวเรือน',
    'Nothing says which household the row is of: no ID, no house code, no address with a name.',
  ],
  'person-missing': ['ไม่มีบุคคลเป้าหมาย', 'A target needs a person.'],
  'citizen-id-invalid': [
    'เลขประจำตัวประชาชนไม่ถูกต้อง',
    'The citizen ID is none: its digits or its check digit are wrong.',
  ],
  'citizen-id-damaged': [
    'เลขประจำตัวประชาชนถูก Excel ตัดหรือแปลงแล้ว',
    'The spreadsheet program cut or rounded the citizen ID.',
  ],
  'citizen-id-several': ['มีเลขประจำตัวประชาชนหลายคนในช่องเดียว', 'One cell holds the IDs of several people.'],
  'citizen-id-repaired': [
    'ระบบแก้เลขประจำตัวประชาชนที่มีอักษรปนหรือไม่ครบ',
    'Letters among the digits, or a lost zero, were mended: the check digit agrees.',
  ],
  'citizen-id-passport': [
    'ไม่ใช่เลข 13 หลัก ระบบบันทึกเป็นเลขหนังสือเดินทาง',
    'Not thirteen digits: taken for the number of a passport.',
  ],
  'citizen-id-of-other': [
    'เลขประจำตัวประชาชนเป็นของบุคคลอื่นในระบบ',
    'The citizen ID belongs to somebody of another name and birth.',
  ],
  'citizen-id-held': ['เลขประจำตัวประชาชนบันทึกอยู่กับครัวเรือนอื่น', 'Another household holds the citizen ID; it was left out.'],
  'citizen-id-alike': [
    'บุคคลชื่อเดียวกันในบ้านนี้มีเลขต่างกัน',
    'Somebody of the same name in the household has another citizen ID.',
  ],
  'name-blank': ['ไม่มีชื่อ', 'The name is blank or says that it is not known.'],
  'name-several': ['มีชื่อหลายคนในช่องเดียว', 'One cell holds the names of several people.'],
  'name-is-number': ['มีตัวเลขแทนชื่อ', 'The cell of the name holds a number.'],
  'name-unreadable': ['ตัวอักษรของชื่อหายหรือเพี้ยน', 'Letters of the name were lost.'],
  'name-with-remark': ['มีหมายเหตุปนในช่องชื่อ', 'The cell of the name holds a remark.'],
  'names-swapped': ['ชื่อและนามสกุลสลับกัน', 'First and last name are swapped against what is recorded.'],
  'person-ambiguous': [
    'มีบุคคลชื่อเดียวกันหลายคนในครัวเรือน',
    'Several members of the household have the name; the first was taken.',
  ],
  'person-not-member': ['ไม่พบบุคคลนี้ในครัวเรือน', 'The person is no member; help was recorded for the whole household.'],
  'birth-date-of-program': ['วันเกิดเป็นวันที่โปรแกรมใส่แทนช่องว่าง', 'The birth date is one that programs put for a blank.'],
  'birth-differs': ['ปีเกิดไม่ตรงกับที่บันทึกไว้', 'The year of birth differs from what is recorded.'],
  'welfare-card-unreadable': ['อ่านช่องบัตรสวัสดิการแห่งรัฐไม่ได้', 'The cell of the welfare card is neither yes nor no.'],
  'house-code-invalid': ['รหัสประจำบ้านไม่ถูกต้อง', 'The house code is none.'],
  'house-code-damaged': ['รหัสประจำบ้านถูก Excel ตัดหรือแปลงแล้ว', 'The spreadsheet program cut or rounded the house code.'],
  'house-of-other': ['รหัสประจำบ้านเป็นของครัวเรือนอื่น', 'The house code is of another household; it was left out.'],
  'household-not-found': [
    'ไม่พบครัวเรือนนี้ในระบบ',
    'Help is for a household that is known; this one is not, or is outside the area.',
  ],
  'household-alike': [
    'ที่อยู่เดียวกันมีบุคคลชื่อเดียวกันที่เกิดต่างปี',
    'A new household was begun beside a namesake of another birth at the same place.',
  ],
  'place-known': ['มีแฟ้มบ้านอีกแฟ้มในที่อยู่เดียวกัน', 'Another household of the same name is at the same place.'],
  'address-is-date': ['บ้านเลขที่หรือหมู่ที่ถูก Excel เปลี่ยนเป็นวันที่', 'The spreadsheet program made a date of the house number.'],
  'address-moo-differs': [
    'หมู่ที่ในช่องบ้านเลขที่ไม่ตรงกับช่องหมู่ที่',
    'The village number in the address differs from that of its own column.',
  ],
  'moo-unreadable': ['หมู่ที่ไม่ใช่ตัวเลข', 'The village number is no number; taken for the name of the village.'],
  'area-missing': ['ไม่มีพื้นที่', 'No area is said.'],
  'area-unknown': ['ไม่รู้จักพื้นที่', 'The area is not known.'],
  'area-outside-scope': ['อยู่นอกพื้นที่รับผิดชอบของบัญชีผู้ใช้', 'The row is outside the area of the account.'],
  'area-outside-list': ['อยู่นอกขอบเขตของบัญชีเป้าหมาย', 'The row is outside the area of the target list.'],
  'area-translated': ['รหัสพื้นที่เดิมถูกยกเลิก ระบบใช้รหัสปัจจุบัน', 'A retired area code was translated.'],
  'area-conflict': ['รหัสพื้นที่ไม่ตรงกับชื่อ ระบบใช้ตามรหัส', 'Area code and names disagree; the code was used.'],
  'area-name-unknown': ['ไม่รู้จักชื่อพื้นที่ ระบบใช้ตามรหัส', 'The names of the area are not known; the code was used.'],
  'area-differs': ['พื้นที่ไม่ตรงกับที่บันทึกไว้', 'The area differs from that of the household.'],
  'date-unreadable': ['อ่านวันที่ไม่ได้', 'The date cannot be read.'],
  'date-in-future': ['วันที่อยู่ในอนาคต', 'The date is after today.'],
  'date-incomplete': ['วันที่ไม่ครบวัน เดือน ปี', 'The date lacks its day or month.'],
  'date-near-midnight': ['เวลาใกล้เที่ยงคืน ระบบถือเป็นวันถัดไป', 'A moment just before midnight was read as the day after.'],
  'date-order-unclear': ['ไม่รู้ว่าวันหรือเดือนขึ้นก่อน', 'The column does not tell whether days or months come first.'],
  'date-month-first': ['คอลัมน์นี้เดือนขึ้นก่อนวัน', 'The column was read with the month first.'],
  'survey-date-missing': ['ต้องมีวันที่สำรวจ', 'A survey needs its day.'],
  'survey-older': ['ผลสำรวจเก่ากว่าที่บันทึกไว้', 'The survey is older than the recorded one; it only fills blanks.'],
  'delivered-on-missing': ['ต้องมีวันที่ให้ความช่วยเหลือ', 'Help needs its day.'],
  'dimension-missing': ['ต้องระบุมิติ', 'Help needs a dimension.'],
  'dimension-unknown': ['ไม่รู้จักมิติ', 'The dimension is none of the five.'],
  'answer-unknown': ['คำตอบตัวชี้วัดไม่ใช่ 1 0 หรือ -', 'The answer to an indicator is none of 1, 0 and -.'],
  'found-source-unknown': ['ไม่รู้จักแหล่งที่พบ', 'Where the household was found is none of the known sources.'],
  'household-listed': ['ครัวเรือนอยู่ในบัญชีเป้าหมายแล้ว', 'The household that a file calls missed is on a target list.'],
  'person-not-known': ['ไม่มีบุคคลนี้ในแฟ้มบ้านใด', 'No household has the person; a register opens no file.'],
  'register-older': ['มีข้อมูลทะเบียนปีที่ใหม่กว่าแล้ว', 'A register of a later year has spoken of the person.'],
  'indicator-unknown': ['ไม่รู้จักตัวชี้วัด', 'The indicator is none of 1 to 38.'],
  'list-year-invalid': ['ปีข้อมูลไม่ถูกต้อง', 'The year of the list is no year of the Buddhist era up to the next.'],
  'list-year-differs': ['ปีข้อมูลไม่ตรงกับบัญชีเป้าหมาย', 'The year differs from that of the target list.'],
  'list-required': ['ไม่พบบัญชีเป้าหมายของไฟล์นี้', 'The target list of the file is not there.'],
  'agency-ambiguous': ['มีหน่วยงานชื่อนี้มากกว่าหนึ่งแห่ง', 'Several organisations have this name; give the slug.'],
  'agency-blank': ['ไม่ได้ระบุหน่วยงาน', 'No agency is named; counted under none.'],
  'agency-unknown': ['ไม่รู้จักหน่วยงาน', 'The agency is not known.'],
  'agency-outside-scope': ['บันทึกได้เฉพาะความช่วยเหลือของหน่วยงานตนเอง', 'The account records help of its own agency only.'],
  'assistance-type-blank': ['ไม่ได้ระบุประเภทความช่วยเหลือ', 'No kind of help is named; recorded as OTHER.'],
  'assistance-type-unknown': ['ไม่รู้จักประเภทความช่วยเหลือ', 'The kind of help is not known; recorded as OTHER.'],
  'money-negative': ['จำนวนเงินติดลบ', 'An amount of money is negative.'],
  'money-unreadable': ['อ่านจำนวนเงินไม่ได้', 'An amount of money cannot be read.'],
  'help-corrected': [
    'ความช่วยเหลือนี้ถูกแก้ไขหรือยกเลิกภายหลัง',
    'The help was recorded before and corrected since; it is not recorded again.',
  ],
  'help-ambiguous': ['มีความช่วยเหลือที่ตรงกันหลายรายการ', 'Several records of help without an agency fit; recorded as new.'],
  'household-full': ['แฟ้มครัวเรือนเต็มแล้ว', 'The document of the household has no room for the row.'],
  'clock-behind': ['นาฬิกาของระบบคลาดเคลื่อน', 'The clock of the server is behind the newest entry of the household.'],
  'not-recorded': ['บันทึกแถวนี้ไม่ได้ ดูเหตุผลในข้อความ', 'The row may not be recorded; its message says why.'],
  other: ['ปัญหาอื่น ดูข้อความ', 'Of an upload from before the code was taken out of use; see its message.'],
} as const satisfies Record<string, Sentences>;

type Sentences = readonly [thai: string, english: string];

/** Every code that a problem of a file or of a row has. */
export type FileProblemCode = FileRefusalCode | keyof typeof ROW_PROBLEMS;

export const FILE_PROBLEMS: Readonly<Record<FileProblemCode, Sentences>> = { ...FILE_REFUSALS, ...ROW_PROBLEMS };
export const FILE_PROBLEM_CODES = Object.keys(FILE_PROBLEMS) as [FileProblemCode, ...FileProblemCode[]];

export function isFileProblemCode(code: string): code is FileProblemCode {
  return Object.hasOwn(FILE_PROBLEMS, code);
}
