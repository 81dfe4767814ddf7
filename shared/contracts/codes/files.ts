/** Words of the codes of files that offices send, and the lists that they fill. In alphabetical order. */
import { COLUMNS } from '../../domain/intake/columns/columns.ts';
import { COLUMN_KEYS, type UploadSource } from '../../domain/intake/cells/row.ts';
import { FILE_PROBLEMS } from '../../file-problems.ts';
import {
  TARGET_LIST_LIFE_CYCLE,
  type TargetListSource,
  type TargetListStatus,
} from '../../domain/target-list/target-list.ts';
import type { ListChange } from '../../domain/target-list/list-changes.ts';
import type { TargetRunStatus } from '../../domain/target-list/target-run-status.ts';
import {
  UPLOAD_LIFE_CYCLE,
  type StaysFor,
  type UndoStatus,
  type UploadStatus,
  type WhyNotUndoable,
} from '../../domain/upload/upload-status.ts';
import { codes, type CodeList } from './code-list.ts';

/** English of the columns of files; their Thai is the header of our own templates. */
const COLUMN_ENGLISH: Readonly<Record<(typeof COLUMN_KEYS)[number], string>> = {
  address_no: 'House number',
  agency: 'Agency that gave the help',
  area_code: 'Code of the sub-district, six digits',
  assistance_type: 'Kind of help',
  birth_date: 'Date of birth',
  cash_baht: 'Cash in baht',
  citizen_id: 'Citizen ID, 13 digits',
  delivered_on: 'Day on which the help was given',
  description: 'What was given',
  dimension: 'Dimension of poverty',
  dimensions: 'Dimensions in which the person fails',
  district: 'District',
  first_name: 'First name',
  found_source: 'Where a household that the lists had missed was found',
  house_code: 'House code of the civil registration, 11 digits',
  in_kind_baht: 'Value in kind in baht',
  indicators: 'Indicators that the person fails, by number',
  last_name: 'Last name',
  list_year: 'Year of the list (B.E.)',
  moo: 'Village number (หมู่ที่)',
  problems: 'Needs that the survey found',
  province: 'Province',
  relation: 'Relation to the head of the household',
  subdistrict: 'Sub-district',
  survey_date: 'Day of the survey',
  title: 'Title before the name',
  village: 'Village or community',
  welfare_card: 'State welfare card',
};

const COLUMN_THAI = new Map(COLUMNS.map(({ key, thai }) => [key, thai]));

export const FILE_CODES: Readonly<Record<string, CodeList>> = {
  FileColumn: {
    nameTh: 'คอลัมน์มาตรฐานของไฟล์',
    nameEn: 'Columns of files',
    codes: Object.fromEntries(
      COLUMN_KEYS.map((key) => [key, { nameTh: COLUMN_THAI.get(key) ?? key, nameEn: COLUMN_ENGLISH[key] }]),
    ),
  },
  FileProblemCode: codes(['ปัญหาของไฟล์หรือของแถว', 'What is said of a file or of its rows'], FILE_PROBLEMS),
  Severity: codes(['ความรุนแรงของปัญหาในไฟล์', 'Weight of a problem of a row'], {
    error: ['ข้อผิดพลาด แถวนี้ไม่ถูกนำเข้า', 'The row is not taken'],
    warning: ['ข้อควรตรวจสอบ แถวนี้ถูกนำเข้าแล้ว', 'The row is taken; the office should look at it'],
  }),
  StaysFor: codes<StaysFor>(['เหตุที่รายการยังอยู่เมื่อยกเลิกการนำเข้า', 'Why an entry stays when its upload is undone'], {
    'built-upon': ['มีรายการอื่นอ้างถึง', 'Entries in force name what it recorded'],
    'list-frozen': ['บัญชีเป้าหมายตรึงแล้ว', 'Its target list was frozen with it'],
  }),
  TargetListSource: codes<TargetListSource>(['ที่มาของบัญชีเป้าหมาย', 'Where a target list comes from'], {
    TPMAP: ['TPMAP', 'TPMAP of NESDC'],
    THAIQM: ['ThaiQM', 'ThaiQM survey of the Ministry of Interior'],
    VULNERABLE: ['กลุ่มเปราะบาง', 'Vulnerable households'],
    FIELD_FOUND: ['พบจากการลงพื้นที่', 'Found in the field'],
    OTHER: ['อื่น ๆ', 'Another source'],
  }),
  TargetListStatus: codes<TargetListStatus>(
    ['สถานะของบัญชีเป้าหมาย', 'Status of a target list'],
    {
      DRAFT: ['ร่าง', 'Draft; only its makers see it'],
      FROZEN: ['ตรึงแล้ว: ครัวเรือนขณะตรึงคือฐาน', 'Frozen: the households on it are the baseline'],
      PUBLISHED: ['เผยแพร่แล้ว', 'Published; offices work with it'],
      SUPERSEDED: ['มีบัญชีใหม่แทนแล้ว', 'A newer list takes its place'],
    },
    TARGET_LIST_LIFE_CYCLE,
  ),
  ListChange: codes<ListChange>(['การเปลี่ยนแปลงระหว่างบัญชี', 'How a household changed between two lists'], {
    ADDED: ['เพิ่มเข้ามา', 'On the new list alone'],
    DIMENSIONS_CHANGED: ['คงอยู่ มิติเปลี่ยนไป', 'On both, in other dimensions'],
    GONE: ['หายไป', 'On the old list alone'],
    KEPT: ['คงอยู่', 'On both, in the same dimensions'],
  }),
  TargetRunStatus: codes<TargetRunStatus>(
    ['สถานะการทำงานกับบัญชีเป้าหมายหรือการโอนครัวเรือน', 'How far a run over a target list or a transfer is'],
    {
      RUNNING: ['กำลังทำงาน', 'It goes on'],
      DONE: ['เสร็จแล้ว', 'It is done'],
      STOPPED: [
        'หยุดเพราะบัญชีไม่เป็นร่างแล้ว ครัวเรือนที่เพิ่มแล้วยังอยู่',
        'The list is no draft any more; what was added until then stays',
      ],
    },
  ),
  UndoStatus: codes<UndoStatus>(['สถานะการยกเลิกการนำเข้าไฟล์', 'How far the undo of an upload is'], {
    RUNNING: ['กำลังยกเลิก', 'What the file recorded is being taken back'],
    DONE: ['ยกเลิกแล้ว', 'Taken back, but for what stays'],
  }),
  UploadSource: codes<UploadSource>(['ชนิดของไฟล์', 'Kind of a file'], {
    assistance: ['ความช่วยเหลือที่หน่วยงานให้', 'Help given by agencies'],
    'bmn-survey': ['ข้อมูล จปฐ.', 'Basic minimum needs survey'],
    'missed-households': ['ครัวเรือนตกหล่น', 'Households that no list has'],
    'thaiqm-survey': ['ผลสำรวจ ThaiQM', 'Surveys of ThaiQM'],
    'tpmap-targets': ['เป้าหมาย TPMAP', 'Target persons of TPMAP'],
    'welfare-register': ['ทะเบียนผู้ถือบัตรสวัสดิการแห่งรัฐ', 'Register of the state welfare card'],
  }),
  UploadStatus: codes<UploadStatus>(
    ['สถานะการนำเข้าไฟล์', 'Status of an upload'],
    {
      AWAITING_FILE: ['รอไฟล์', 'The form was given; the file has not arrived'],
      FAILED: ['ไม่รับทั้งไฟล์', 'Refused as a whole; see problems with row 0'],
      FINISHED: ['เสร็จแล้ว', 'Finished; rows says what became of each row'],
      LOADING: ['กำลังบันทึก', 'Rows are being written'],
      READING: ['กำลังอ่านไฟล์', 'The file is being read'],
    },
    UPLOAD_LIFE_CYCLE,
  ),
  WhyNotUndoable: codes<WhyNotUndoable>(['เหตุที่ยกเลิกการนำเข้าไฟล์ไม่ได้', 'Why an upload cannot be undone'], {
    NOT_ENDED: ['ยังนำเข้าไม่เสร็จ', 'It has not ended yet'],
    TRIAL: ['เป็นการทดลอง ไม่มีสิ่งที่บันทึก', 'A trial, which recorded nothing'],
    TOO_OLD: ['นำเข้าก่อนที่ระบบจะจดไว้ว่าแถวใดบันทึกอะไร', 'Loaded before it was kept what its rows recorded'],
  }),
};
