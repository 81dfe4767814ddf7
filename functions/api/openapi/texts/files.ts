/** Texts of the API's document (property-texts.ts): uploads and what is said of their rows. In alphabetical order. */
import type { Text } from './text.ts';

export const FILES_TEXTS: Readonly<Record<string, Text>> = {
  ListedUpload: ['ไฟล์หนึ่งไฟล์ในรายการ', 'One file that was sent.'],
  'ListedUpload.agency': ['หน่วยงานของผู้ส่ง; null คือไม่มี', 'Agency of the sender; null when it has none.'],
  'ListedUpload.area': ['พื้นที่ของผู้ส่ง; null คือไม่มี', 'Area of the sender; null when it has none.'],
  'ListedUpload.dismissed': ['แจ้งแล้วว่าจะไม่ส่งแถวที่ไม่ผ่านอีก', 'Nobody will send the rejected rows again.'],
  'ListedUpload.id': ['รหัสการนำเข้าไฟล์', 'Id of the upload.'],
  'ListedUpload.mine': ['บัญชีนี้เป็นผู้ส่ง', 'Whether this account sent it.'],
  'ListedUpload.rows': ['จำนวนแถวแต่ละผล', 'Rows by what became of them.'],
  'ListedUpload.undo': ['สถานะการยกเลิกการนำเข้า; null คือไม่ได้ยกเลิก', 'How far its undo is; null when it was not undone.'],
  NewUpload: ['ไฟล์ที่จะส่ง', 'A file that is going to be sent.'],
  'NewUpload.columns': [
    'หัวคอลัมน์ของสำนักงาน → คอลัมน์มาตรฐาน เมื่อระบบไม่รู้จักเอง (หัวที่ระบบรู้จักเองแล้ว จับคู่เป็นอย่างอื่นไม่ได้ และจับคู่ได้เฉพาะคอลัมน์ของไฟล์ชนิดนั้น); เมื่อนำเข้าได้อย่างน้อยหนึ่งแถว ระบบจำหัวที่ใช้อ่านไฟล์ไว้ใช้กับไฟล์ชนิดเดียวกันของสำนักงานครั้งต่อไป และผลการนำเข้าบอกหัวที่ใช้ (columns-mapped)',
    "Headers of the office → standard columns, for headers that the platform does not know. Known headers keep their meaning, and only columns of that kind of file may be named. When at least one row is taken, the headers that were used are remembered for the office's next file of the kind; the receipt names them (columns-mapped).",
  ],
  'NewUpload.dryRun': [
    'true: อ่านและตรวจไฟล์เท่านั้น ไม่บันทึกและไม่จำสิ่งใด ผลบอกว่าจะได้อะไรหากนำเข้าจริง แล้วส่งไฟล์เดิมเข้าจริงได้',
    'True: the file is read and judged only. Nothing is recorded or remembered; the receipt says what would be. The same file may then be sent for real.',
  ],
  'NewUpload.list': [
    'รหัสบัญชีเป้าหมายที่ไฟล์นี้เติม จำเป็นสำหรับ tpmap-targets',
    'Id of the target list that the file fills; required for tpmap-targets.',
  ],
  'NewUpload.size': ['ขนาดไฟล์เป็นไบต์ ไม่เกิน 300 MB', 'Size of the file in bytes, at most 300 MB.'],
  'NewUpload.source': ['ชนิดของไฟล์', 'Kind of the file.'],
  RowProblem: ['ปัญหาของแถวหนึ่งหรือของทั้งไฟล์', 'A problem of one row, or of the whole file.'],
  'RowProblem.message': ['ข้อความภาษาไทยที่บอกวิธีแก้', 'What is wrong and how to mend it, in Thai.'],
  'RowProblem.row': [
    'เลขแถวตามที่เห็นใน Excel เริ่มที่ 1; 0 คือทั้งไฟล์',
    'Row as Excel shows it, from 1; 0 means the whole file.',
  ],
  'RowProblem.value': ['ค่าที่อยู่ในช่อง ปิดบังเมื่อเป็นข้อมูลส่วนบุคคล', 'What the cell says; masked when it is personal.'],
  StayedEntry: ['รายการที่ยังอยู่แม้ยกเลิกการนำเข้าแล้ว', 'An entry that stays although its upload was undone.'],
  'StayedEntry.by': ['รหัสรายการที่อ้างถึงรายการนี้ ไม่เกิน 20', 'Ids of the entries that stand on it, at most 20.'],
  'StayedEntry.entryId': ['รหัสรายการ', 'Id of the entry.'],
  'StayedEntry.householdId': ['รหัสครัวเรือน', 'Id of its household.'],
  'StayedEntry.row': ['เลขแถวของไฟล์', 'Row of the file.'],
  'StayedEntry.why': ['เหตุที่ยังอยู่', 'Why it stays.'],
  UndoOfUpload: ['คำขอยกเลิกการนำเข้าไฟล์', 'Why an upload is undone.'],
  'UndoOfUpload.reason': ['เหตุผล บันทึกไว้กับทุกรายการที่ถอน', 'The reason, kept with every entry that is withdrawn.'],
  Upload: ['ผลของไฟล์ที่ส่งมา', 'What became of a file that was sent.'],
  'Upload.dismissed': ['แจ้งแล้วว่าจะไม่ส่งแถวที่ไม่ผ่านอีก', 'Nobody will send the rejected rows again.'],
  'Upload.id': ['รหัสการนำเข้าไฟล์', 'Id of the upload.'],
  'Upload.problemCounts': [
    'รหัสปัญหา → จำนวนแถว ปัญหาของทั้งไฟล์นับเป็น 1; null คือนำเข้าเสร็จก่อนที่ระบบจะนับ',
    'Code → how many rows have it; a problem of the whole file counts once. Null when the import ended before this was counted.',
  ],
  'Upload.problems': [
    'ไม่เกิน 100 รายการ แถวที่ไม่ผ่านก่อน แล้วตามลำดับแถว; ทั้งหมดอยู่ที่ GET /v1/uploads/{id}/problems',
    'At most 100: what rejects a row first, then by row. All of them: GET /v1/uploads/{id}/problems.',
  ],
  'Upload.rows': ['จำนวนแถวแต่ละผล', 'Rows by what became of them.'],
  'Upload.undo': ['สถานะการยกเลิกการนำเข้า; null คือไม่ได้ยกเลิก', 'How far its undo is; null when it was not undone.'],
  UploadForm: [
    'แบบฟอร์มสำหรับส่งไฟล์ด้วย multipart/form-data',
    'The form by which the file is sent as multipart/form-data.',
  ],
  'UploadForm.fields': [
    'ช่องของฟอร์มที่ต้องส่งไปพร้อมไฟล์ โดยให้ช่อง file อยู่ท้ายสุด',
    'Fields of the form to send with the file; the field file comes last.',
  ],
  'UploadForm.url': ['ที่อยู่สำหรับส่งไฟล์ด้วย POST', 'Where the file is posted to.'],
  UploadUndo: ['การยกเลิกการนำเข้าไฟล์ และรายการที่ยังอยู่', 'The undo of an upload, and a page of what stays.'],
  'UploadUndo.dissolved': [
    'ครัวเรือนที่ไฟล์นี้เริ่มไว้และไม่มีผู้ใดบันทึกอื่น จึงเป็น DISSOLVED',
    'Households that the file alone had begun, and that are DISSOLVED.',
  ],
  'UploadUndo.finishedAt': ['เวลาที่ยกเลิกเสร็จ', 'When it was done.'],
  'UploadUndo.reason': ['เหตุผลที่ยกเลิก', 'The reason that was given.'],
  'UploadUndo.startedAt': ['เวลาที่เริ่มยกเลิก', 'When it began.'],
  'UploadUndo.stayed': ['จำนวนรายการที่ยังอยู่', 'Entries that stay.'],
  'UploadUndo.uploadId': [
    'รหัสการนำเข้าที่บันทึกแถวไว้; ไฟล์ที่ส่งซ้ำคือการนำเข้าครั้งแรก',
    'Id of the upload that recorded the rows: of bytes that were sent again, the first.',
  ],
  'UploadUndo.withdrawn': ['จำนวนรายการที่ไม่นับแล้ว', 'Entries that count no more.'],
};
