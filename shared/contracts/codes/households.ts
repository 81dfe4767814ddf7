/** Words of the codes of households, their targets and the entries of the logbook. In alphabetical order. */
import type { IdType } from '../../thai/citizen-id.ts';
import type { OWN_KINDS, RECORDED_KINDS } from '../../domain/logbook/kinds/all.ts';
import type { ProofFault } from '../../household/entry-chain.ts';
import { DUPLICATE_LIFE_CYCLE, type DuplicateReason, type DuplicateState } from '../../domain/duplicates/states.ts';
import { ASSISTANCE_LIFE_CYCLE, type AssistanceStatus } from '../../domain/household/assistance-status.ts';
import { ASSISTANCE_TYPE_NAMES } from '../../reference/assistance-types.ts';
import { DIMENSION_NAMES } from '../../reference/dimensions.ts';
import { NEED_LIFE_CYCLE, type NeedStatus } from '../../domain/household/need-status.ts';
import type { StaysWithMentor } from '../../domain/household/transfer.ts';
import { TARGET_LIFE_CYCLE, type TargetState } from '../../domain/target-list/target-state.ts';
import { codes, type CodeList, type Words } from './code-list.ts';

export type Entry = (typeof RECORDED_KINDS)[number]['type'] | (typeof OWN_KINDS)[number]['type'] | 'correction';

export const ENTRY_TYPES: Readonly<Record<Entry, Words>> = {
  assistance: ['ความช่วยเหลือ', 'Help that is planned or given'],
  'assistance-status': ['ความคืบหน้าของความช่วยเหลือ', 'A step of help that was recorded before'],
  checked: ['สำนักงานตรวจดูเรื่องที่รออยู่แล้ว', 'The unit has looked at what waited for it; nothing changes'],
  correction: ['การแก้ไขรายการเดิม', 'Correction of an earlier entry'],
  'duplicate-named': ['มีครัวเรือนอื่นระบุว่าซ้ำกับครัวเรือนนี้', 'Another household was said to be a duplicate of this one'],
  'follow-up': ['การติดตามผล', 'Follow-up after help'],
  found: ['พบครัวเรือนที่ตกหล่นจากบัญชี', 'The lists had missed the household, and it was found'],
  listed: ['เข้าบัญชีเป้าหมาย', 'The household came onto a target list'],
  merged: ['การรวมครัวเรือน', 'Two households were found to be one'],
  mentor: ['การมอบหมายพี่เลี้ยง', 'A mentor begins with the household, or ends'],
  move: ['การย้ายที่อยู่', 'Move to another place'],
  need: ['สภาพปัญหาหรือความต้องการ', 'A need'],
  'need-status': ['สถานะของสภาพปัญหา', 'A step of a need'],
  plan: ['แผนพัฒนาคุณภาพชีวิตครัวเรือน', 'A version of the plan of the household'],
  profile: ['การแก้ไขข้อมูลบุคคลหรือที่อยู่', 'People or address of the household were corrected'],
  referral: ['การส่งต่อให้หน่วยงาน', 'Needs were referred to an agency'],
  'referral-answer': ['คำตอบของการส่งต่อ', 'An answer to a referral, or its withdrawal'],
  registered: ['ขึ้นทะเบียนครัวเรือน', 'The household was registered'],
  registry: ['ข้อมูลจากทะเบียนของรัฐ', 'What a register of the state says of members'],
  resolution: ['มติที่ประชุมเกี่ยวกับครัวเรือน', 'A meeting resolved something for the household'],
  'resolution-step': ['ผลของมติที่ประชุม', 'A resolution was carried out or cancelled'],
  rexray: ['ผล Re-X-ray', 'Result of a round of Re-X-ray'],
  survey: ['ผลสำรวจครัวเรือน', 'Survey of the household'],
  'target-state': ['ผลการตรวจสอบเป้าหมาย', 'A step of the household on a target list'],
  unmerged: ['การยกเลิกการรวมครัวเรือน', 'A merge of households was undone'],
  urgency: ['ความเร่งด่วนของครัวเรือน', 'How urgent the case of the household is'],
  visit: ['การเยี่ยมบ้าน', 'Visit to the household'],
};

export const HOUSEHOLD_CODES: Readonly<Record<string, CodeList>> = {
  AssistanceStatus: codes<AssistanceStatus>(
    ['สถานะของความช่วยเหลือ', 'Status of help'],
    {
      APPROVED: ['อนุมัติแล้ว', 'Approved, not given yet'],
      CANCELLED: ['ยกเลิกก่อนให้', 'Cancelled before it was given; counts nowhere'],
      DELIVERED: ['ให้แล้ว', 'Given; counts in figures from the day deliveredOn'],
      PLANNED: ['วางแผนไว้', 'Planned'],
      RETURNED: ['ส่งคืนหลังให้แล้ว', 'Given and returned; counts no more'],
      VERIFIED: ['ตรวจสอบแล้วว่าได้รับ', 'Checked that it arrived; counts in figures'],
    },
    ASSISTANCE_LIFE_CYCLE,
  ),
  AssistanceType: {
    nameTh: 'ประเภทความช่วยเหลือ',
    nameEn: 'Kind of help',
    codes: ASSISTANCE_TYPE_NAMES,
  },
  BudgetSource: codes(['แหล่งงบประมาณของความช่วยเหลือ', 'Whose money help is'], {
    REGULAR: ['งบปกติ', 'Regular budget of the agency'],
    PROVINCE: ['งบจังหวัด', 'Budget of the province'],
    LOCAL: ['อปท.', 'A local authority'],
    FUND: ['กองทุน', 'A fund'],
    RED_CROSS: ['กาชาด', 'The Red Cross'],
    PRIVATE: ['เอกชน', 'A company'],
    DONATION: ['บริจาค', 'A donation'],
    OTHER: ['อื่น ๆ', 'Other'],
  }),
  CheckKind: codes(['เรื่องที่ตรวจดู', 'What a unit has looked at'], {
    CHECK_TARGET: ['ผลการเยี่ยมที่อาจทำให้สถานะบนบัญชีเปลี่ยน', 'A visit found what may change the state on a list'],
    CHECK_NEED: ['สภาพปัญหาเดิมที่มีผู้ระบุอีก', 'An ended need was named again'],
    RELAPSE_CHECK: ['ครัวเรือนที่พ้นแล้วอาจกลับมายากลำบาก', 'A graduated household may have fallen back'],
    ARRIVED: ['ครัวเรือนที่ย้ายเข้ามา', 'A household moved in'],
    END_MENTOR: ['การมอบหมายพี่เลี้ยงที่ควรสิ้นสุด', "A mentor's assignment that should end"],
  }),
  Dimension: {
    nameTh: 'มิติความยากจน 5 มิติของ TPMAP',
    nameEn: 'The five dimensions of poverty of TPMAP',
    codes: DIMENSION_NAMES,
  },
  DuplicateReason: codes<DuplicateReason>(['เหตุที่อาจเป็นครัวเรือนเดียวกัน', 'Why two households may be one'], {
    CITIZEN_ID: ['สมาชิกมีเลขประจำตัวประชาชนเดียวกัน', 'Two members have one citizen ID'],
    HOUSE_AND_PERSON: ['รหัสประจำบ้านเดียวกัน และมีคนเดียวกัน', 'One house code, and a member in common'],
    ADDRESS_AND_NAME: ['ที่อยู่เดียวกัน และชื่อคล้ายกัน', 'One address, and members of alike names'],
    NAME_AND_BIRTH: ['ชื่อคล้ายกันและเกิดวันเดียวกัน ในอำเภอเดียวกัน', 'Members of alike names born on one day, in one district'],
  }),
  DuplicateState: codes<DuplicateState>(
    ['สถานะของคู่ครัวเรือนที่อาจซ้ำกัน', 'State of two households that may be one'],
    {
      OPEN: ['รอตัดสิน', 'Waits for a decision'],
      DISMISSED: ['ไม่ใช่ครัวเรือนเดียวกัน', 'Somebody decided that they are not one'],
      MERGED: ['รวมเป็นครัวเรือนเดียวแล้ว', 'They were merged'],
      GONE: ['ไม่มีเหตุที่ซ้ำกันแล้ว', 'Nothing speaks for it any more'],
    },
    DUPLICATE_LIFE_CYCLE,
  ),
  EntryType: codes<Entry>(['ชนิดของรายการในแฟ้มบ้าน', 'Kind of a logbook entry'], ENTRY_TYPES),
  FoundSource: codes(['แหล่งที่พบครัวเรือนตกหล่น', 'Where a household that the lists had missed was found'], {
    THAIQM: ['ThaiQM', 'In ThaiQM'],
    VULNERABLE: ['กลุ่มเปราะบาง', 'Among the vulnerable'],
    FIELD_FOUND: ['พบจากการลงพื้นที่', 'In the field'],
    REXRAY: ['Re-X-ray', 'In a round of Re-X-ray'],
    OTHER: ['อื่น ๆ', 'Elsewhere'],
  }),
  HouseholdStatus: codes(['สถานะของครัวเรือน', 'Whether the household lives where its file says'], {
    ACTIVE: ['อยู่ในพื้นที่', 'Lives at the address of its file'],
    MOVED_OUT: ['ย้ายออก ไม่ทราบปลายทาง', 'Moved away, nobody knows where'],
    MERGED: ['รวมเข้ากับครัวเรือนอื่นแล้ว', 'Merged into another household, which goes on'],
    DISSOLVED: ['ยกเลิกการนำเข้าที่เริ่มแฟ้มนี้แล้ว', 'The upload that began it was undone, and nothing else was said of it'],
  }),
  IdType: codes<IdType>(['ประเภทของเลขประจำตัวบุคคล', 'Kind of number that a person is known by'], {
    THAI13: ['เลขประจำตัวประชาชน 13 หลัก', 'Thirteen digits of a Thai citizen'],
    NON_THAI13: [
      'เลข 13 หลักของผู้ไม่มีสัญชาติไทย (ขึ้นต้นด้วย 0, 6 หรือ 7)',
      'Thirteen digits of a person without Thai nationality: they begin with 0, 6 or 7',
    ],
    G_CODE: ['รหัส G ที่สถานศึกษาออกให้', 'Number that a school gave: G and twelve digits'],
    PASSPORT: ['เลขหนังสือเดินทาง', 'Number of a passport'],
    NONE_TEMP: ['ไม่มีเลข; ใช้ id ของสมาชิกแทนชั่วคราว', 'No number: the id of the member takes its place for the time'],
  }),
  MissingEvidence: codes(['สิ่งที่ยังขาดสำหรับสถานะ', 'What is missing for a state of a target'], {
    contact: ['การพบครัวเรือนตั้งแต่เปิดบัญชี หรือ evidence DESK', 'A contact since the list opened, or evidence DESK'],
    'two-failed-visits': [
      'การลงพื้นที่ไม่พบ 2 วัน หรือ evidence REGISTRY',
      'Visits on two days that met nobody, or evidence REGISTRY',
    ],
    evidence: ['evidence', 'The field evidence'],
    'duplicate-of': ['duplicateOf', 'The field duplicateOf'],
    'delivered-help': ['ความช่วยเหลือที่ให้แล้วตั้งแต่เปิดบัญชี', 'Delivered help since the list opened'],
    'follow-up': ['การติดตามหลังความช่วยเหลือครั้งล่าสุด', 'A follow-up on or after the last help'],
    'follow-up-after-90-days': [
      'การติดตามอย่างน้อย 90 วันหลังความช่วยเหลือครั้งล่าสุด',
      'A follow-up at least 90 days after the last help',
    ],
    'problems-closed': ['สภาพปัญหายังไม่ปิดครบ', 'A problem is still open'],
  }),
  NeedKind: codes(['ชนิดของสภาพปัญหา', 'Kind of a need'], {
    PROBLEM: ['สภาพปัญหา', 'A problem of the household'],
    WANT: ['ความต้องการ', 'What the household wishes for'],
  }),
  NeedResult: codes(['ผลต่อสภาพปัญหา', 'What became of a need'], {
    BETTER: ['ดีขึ้น', 'Better than before the help'],
    SAME: ['เท่าเดิม', 'As before'],
    WORSE: ['แย่ลง', 'Worse than before'],
    RESOLVED: ['แก้ไขแล้วเสร็จ', 'Solved'],
  }),
  NeedStatus: codes<NeedStatus>(
    ['สถานะของสภาพปัญหา', 'Status of a need'],
    {
      ACCEPTED: ['มีผู้รับดำเนินการ', 'Somebody has taken it on'],
      IN_PROGRESS: ['กำลังดำเนินการ', 'Being worked on'],
      NOT_SOLVABLE: ['แก้ไขไม่ได้', 'Cannot be solved'],
      OPEN: ['รอดำเนินการ', 'Waits for somebody'],
      PARTIAL: ['แก้ไขได้บางส่วน', 'Solved in part; still open'],
      REOPENED: ['เปิดใหม่', 'Opened again after it had ended'],
      RESOLVED: ['แก้ไขแล้วเสร็จ', 'Solved'],
      SELF_RESOLVED: ['ครัวเรือนแก้ไขได้เอง', 'The household solved it itself'],
      WITHDRAWN: ['ยกเลิก', 'Withdrawn; it was no need'],
    },
    NEED_LIFE_CYCLE,
  ),
  ProofFault: codes<ProofFault['fault']>(['สิ่งที่ผิดในห่วงโซ่ของรายการ', 'What is wrong in the chain of entries'], {
    gap: ['รายการหายไป', 'The entry is missing'],
    hash: ['เนื้อหาถูกแก้หลังบันทึก', 'What it says was changed after it was written'],
    'other-household': ['เป็นรายการของครัวเรือนอื่น', 'It is an entry of another household'],
    'previous-hash': ['ไม่ต่อจากรายการก่อนหน้า', 'It does not follow the entry before it'],
    unreadable: ['อ่านรายการไม่ได้', 'It cannot be read'],
  }),
  RequestedBy: codes(['ผู้ขอแก้ไขข้อมูล', 'Who asked for a correction'], {
    OFFICE: ['หน่วยงานเห็นว่าบันทึกผิด', 'An office saw the mistake'],
    SUBJECT: ['เจ้าของข้อมูลขอแก้ไข', 'The person whom the data is of'],
  }),
  RexrayResult: codes(['ผล Re-X-ray ต่อสภาพปัญหาเดิม', 'What a Re-X-ray found of an old need'], {
    COMPLETE: ['แก้ไขแล้วเสร็จ', 'Solved: moves the need to RESOLVED'],
    INCOMPLETE: ['แก้ไขแล้วแต่ยังไม่เสร็จ', 'Begun: moves the need to IN_PROGRESS'],
    NOT_STARTED: ['ยังไม่ได้แก้ไข', 'Nothing has been done'],
  }),
  SeenByKind: codes(['ผู้ลงพื้นที่หรือผู้สำรวจ', 'Who was there'], {
    OFFICER: ['เจ้าหน้าที่', 'An officer'],
    MENTOR: ['พี่เลี้ยง', 'A mentor'],
    COMMUNITY_COMMITTEE: ['คณะกรรมการชุมชน', 'The committee of the community'],
    VHV: ['อสม.', 'A village health volunteer'],
    LOCAL_CARE: ['อสบ.', 'A local care volunteer'],
    LOCAL_ENV: ['อถล.', 'A local environment volunteer'],
    VILLAGE_HEAD: ['กำนัน ผู้ใหญ่บ้าน', 'A village head'],
    OTHER: ['อื่น ๆ', 'Somebody else'],
  }),
  SolveMode: codes(['ผู้ที่แก้ไขได้', 'Who can solve a need'], {
    SELF: ['ครัวเรือนทำเอง', 'The household itself'],
    MENTOR: ['พี่เลี้ยงแก้ได้', 'Its mentor'],
    EXTERNAL: ['ต้องใช้ทรัพยากรภายนอก', 'Others, with means of their own'],
  }),
  Stage: codes(['ขั้นการพัฒนาของครัวเรือน', 'Stage of the household after help'], {
    CRISIS: ['วิกฤต', 'In crisis'],
    SURVIVE: ['อยู่รอด', 'Survives'],
    SUFFICIENT: ['พอเพียง', 'Has enough for itself'],
    SUSTAIN: ['ยั่งยืน', 'Sustains itself'],
  }),
  StaysWithMentor: codes<StaysWithMentor>(
    ['เหตุที่ครัวเรือนไม่ได้โอนให้พี่เลี้ยงคนใหม่', 'Why a household was not given to another mentor'],
    {
      BEFORE_LAST_ASSIGNMENT: ['วันที่โอนอยู่ก่อนวันที่การมอบหมายครั้งล่าสุดเริ่ม', 'The last assignment began later'],
      FULL: ['แฟ้มครัวเรือนเต็มแล้ว', 'Its file takes no more'],
      MENTOR_NOT_VALID: [
        'พี่เลี้ยงคนใหม่ไม่มีสิทธิ์ในพื้นที่ของครัวเรือนในวันนั้น',
        'The other mentor has no grant over its place that day',
      ],
      MERGED: ['รวมกับครัวเรือนอื่นแล้ว', 'It was merged into another'],
      OTHER_MENTOR: ['ไม่ใช่ครัวเรือนของพี่เลี้ยงคนนี้', 'It is not led by this mentor'],
      OUTSIDE: ['ไม่มีครัวเรือนนี้ในขอบเขตของท่าน', 'There is no such household in the scope'],
    },
  ),
  TargetEvidence: codes(['หลักฐานของผลการตรวจสอบ', 'What a finding rests on'], {
    VISIT: ['การลงพื้นที่', 'A visit'],
    DESK: ['ตรวจสอบเอกสารที่สำนักงาน', 'A documented desk check'],
    REGISTRY: ['ฐานข้อมูลทะเบียน', 'A registry'],
    DOCUMENT: ['เอกสาร', 'A document'],
  }),
  TargetState: codes<TargetState>(
    ['สถานะของครัวเรือนบนบัญชีเป้าหมาย', 'State of a household on a target list'],
    {
      ASSIGNED: ['มอบหมายทีมพี่เลี้ยงแล้ว', 'Somebody was assigned'],
      ASSISTED: ['ได้รับความช่วยเหลือแล้ว', 'Was helped'],
      ASSISTING: ['อยู่ระหว่างการช่วยเหลือ', 'Is being helped'],
      CONFIRMED: ['ยืนยันว่าเดือดร้อนจริง', 'Found to be in hardship'],
      DECEASED: ['เสียชีวิต', 'All members have died'],
      DUPLICATE: ['ซ้ำกับครัวเรือนอื่น', 'Is the same as another household'],
      FOLLOWING: ['อยู่ระหว่างติดตามผล', 'Is followed up after help'],
      GRADUATED: ['พ้นความยากลำบาก', 'Has left hardship'],
      LISTED: ['อยู่ในบัญชี ยังไม่ดำเนินการ', 'On the list, nothing done yet'],
      MOVED: ['ย้ายออกจากพื้นที่', 'Moved away'],
      NOT_FOUND: ['ไม่พบครัวเรือน', 'Could not be found'],
      NOT_POOR: ['ไม่ยากจน', 'Found not to be poor'],
      PLANNED: ['มีแผนครัวเรือนแล้ว', 'Has an agreed plan'],
      REFUSED: ['ไม่ประสงค์รับความช่วยเหลือ', 'Does not want help'],
      RELAPSED: ['กลับมายากลำบากอีก', 'Fell back into hardship'],
      SELF_RESOLVED: ['พ้นความยากลำบากได้เอง', 'Left hardship without help'],
      VISITED: ['เยี่ยมบ้านแล้ว', 'Was visited'],
    },
    TARGET_LIFE_CYCLE,
  ),
  UrgencyLevel: codes(['ความเร่งด่วน', 'How urgent a case is'], {
    CRITICAL: ['วิกฤต', 'Critical: first visits (Knock Knock) begin here'],
    HIGH: ['เร่งด่วน', 'Urgent'],
    NORMAL: ['ปกติ', 'As any other'],
  }),
  VisitOutcome: codes(['ผลการเยี่ยมบ้าน', 'What a visit found'], {
    MET: ['พบ', 'Met somebody of the household'],
    NOT_HOME: ['ไม่อยู่บ้าน', 'Nobody was at home'],
    NOT_FOUND: ['ไม่พบบ้าน', 'The house could not be found'],
    MOVED: ['ย้ายออก', 'Has moved away'],
    DECEASED: ['เสียชีวิต', 'Has died'],
    REFUSED: ['ไม่ประสงค์รับความช่วยเหลือ', 'Does not want help'],
  }),
  VisitPurpose: codes(['วัตถุประสงค์การเยี่ยมบ้าน', 'Why the household was visited'], {
    SURVEY: ['สำรวจ', 'To survey'],
    ASSIST: ['ให้ความช่วยเหลือ', 'To help'],
    FOLLOWUP: ['ติดตามผล', 'To see what became of help'],
    REXRAY: ['Re-X-ray ตรวจสอบซ้ำ', 'Re-X-ray: to look again'],
  }),
  WelfareCard: codes(['การถือบัตรสวัสดิการแห่งรัฐ', 'Whether the person holds a state welfare card'], {
    YES: ['มี', 'Holds one'],
    NO: ['ไม่มี', 'Has none'],
    UNKNOWN: ['ไม่ทราบ', 'Not known'],
  }),
};
