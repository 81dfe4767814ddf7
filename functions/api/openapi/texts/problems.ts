/** Texts of the API's document (property-texts.ts): problem documents. In alphabetical order. */
import type { Text } from './text.ts';

export const PROBLEMS_TEXTS: Readonly<Record<string, Text>> = {
  GatewayAnswer: ['คำตอบจากประตูของระบบก่อนถึงบริการ', 'What the gateway answers before any call begins.'],
  'GatewayAnswer.message': ['ข้อความภาษาอังกฤษจากประตูของระบบ', 'What the gateway says, in English.'],
  Problem: [
    'คำขอไม่สำเร็จ ตาม RFC 9457; code คงที่ ใช้ตัดสินในโปรแกรมได้ ส่วน title และ detail อาจปรับถ้อยคำ',
    'Why a call failed, after RFC 9457. Programs decide by code, which is stable; title and detail may be worded better.',
  ],
  'Problem.account': ['สถานะของบัญชี (account-not-active)', 'Status of the account (account-not-active).'],
  'Problem.by': [
    'รหัสรายการที่แก้ไขรายการนี้ไปแล้ว (already-superseded)',
    'Id of the entry that corrected it (already-superseded).',
  ],
  'Problem.candidates': [
    'ครัวเรือนในขอบเขตของท่านที่น่าจะเป็นครัวเรือนเดียวกัน (household-exists)',
    'Households in your scope that are likely the same (household-exists).',
  ],
  'Problem.changed': [
    'ชื่อฟิลด์ที่ผู้อื่นแก้ไขหลังจากที่ท่านอ่าน (version-conflict)',
    'Names of the fields that others changed since you read (version-conflict).',
  ],
  'Problem.changedAt': ['เวลาที่ผู้อื่นแก้ไขล่าสุด (version-conflict)', 'When others changed it last (version-conflict).'],
  'Problem.changedBy': [
    'รหัสบัญชีที่แก้ไขล่าสุด (version-conflict)',
    'Id of the account that changed it last (version-conflict).',
  ],
  'Problem.confirmable': [
    'ส่งอีกครั้งด้วย confirmNew: true ได้หรือไม่ (household-exists)',
    'Whether the call may be sent again with confirmNew: true (household-exists).',
  ],
  'Problem.duplicate': ['รหัสคู่ครัวเรือน (consent-needed)', 'Id of the pair of households (consent-needed).'],
  'Problem.entry': ['รหัสรายการที่ไม่พบ (entry-not-found)', 'Id of the entry that was not found (entry-not-found).'],
  'Problem.from': ['สถานะปัจจุบัน (transition-not-allowed)', 'The present state (transition-not-allowed).'],
  'Problem.heldElsewhere': [
    'จังหวัดอื่นที่ถือแฟ้มอยู่ (household-exists)',
    'The other province that holds the file (household-exists).',
  ],
  'Problem.level': ['ความเร่งด่วนปัจจุบัน', 'The present level of urgency.'],
  'Problem.list': ['รหัสบัญชีเป้าหมายที่ระบุ', 'Id of the target list that was named.'],
  'Problem.listStatus': ['สถานะปัจจุบันของบัญชีเป้าหมาย', 'The present status of the target list.'],
  'Problem.missing': ['สิ่งที่ยังขาด', 'What is missing.'],
  'Problem.needId': ['รหัสสภาพปัญหาที่ไม่พบ (need-not-found)', 'Id that is no need of the household (need-not-found).'],
  'Problem.needIds': ['รหัสสภาพปัญหาที่ตัดออกไม่ได้ (need-in-use)', 'Ids of the needs that cannot be dropped (need-in-use).'],
  'Problem.parameters': [
    'ชื่อตัวกรองที่ไม่รู้จัก (unknown-filter)',
    'Names of the parameters that the call does not know (unknown-filter).',
  ],
  'Problem.permission': ['สิทธิ์ที่ขาด (not-permitted)', 'The permission that is lacking (not-permitted).'],
  'Problem.personId': ['รหัสบุคคลที่ไม่พบ (person-not-found)', 'Id that is no member of the household (person-not-found).'],
  'Problem.slug': [
    'รหัสหน่วยงานที่มีชื่อนี้แล้ว (organisation-exists)',
    'Slug of the organisation that has this name (organisation-exists).',
  ],
  'Problem.source': ['ชนิดของไฟล์ที่ระบุ', 'The kind of file that was named.'],
  'Problem.status': ['รหัสสถานะ HTTP', 'The HTTP status.'],
  'Problem.title': ['ข้อความภาษาไทยสำหรับผู้ใช้', 'What happened, in Thai, for people.'],
  'Problem.to': ['สถานะที่ขอ (transition-not-allowed)', 'The state that was asked for (transition-not-allowed).'],
  'Problem.type': ['ชื่อของปัญหา: urn:problem: ตามด้วย code', 'Name of the problem: urn:problem: and its code.'],
  'Problem.version': ['เวอร์ชันปัจจุบันของเอกสาร', 'The present version of the document.'],
  ToldProblem: [
    'ปัญหาตามที่ใบรับบอก: คำเตือนเดียวกันของหลายแถวบอกครั้งเดียว ที่แถวแรก',
    'A problem as the receipt tells it: a warning that many rows have comes once, at the first of them.',
  ],
  'ToldProblem.first': ['แถวแรกที่มีคำเตือนนี้', 'The first row that has the warning.'],
  'ToldProblem.message': ['ข้อความภาษาไทยที่บอกวิธีแก้', 'What is wrong and how to mend it, in Thai.'],
  'ToldProblem.row': [
    'เลขแถวตามที่เห็นใน Excel เริ่มที่ 1; 0 คือทั้งไฟล์',
    'Row as Excel shows it, from 1; 0 means the whole file.',
  ],
  'ToldProblem.rows': ['จำนวนแถวที่มีคำเตือนนี้ เมื่อมีมากกว่าหนึ่งแถว', 'How many rows have the warning, when more than one has.'],
  'ToldProblem.value': [
    'ค่าที่อยู่ในช่อง ปิดบังเมื่อเป็นข้อมูลส่วนบุคคล; ไม่มีเมื่อแต่ละแถวมีค่าต่างกัน',
    'What the cell says; masked when it is personal, left out when the rows say different things.',
  ],
  'Problem.why': [
    'เหตุที่ยกเลิกการนำเข้าไม่ได้ (upload-not-undoable)',
    'Why the upload cannot be undone (upload-not-undoable).',
  ],
};
