/** Words of the codes of accounts, what they may do, and what was done with personal data. In alphabetical order. */
import { MOVE_REQUEST_LIFE_CYCLE, type MoveRequestState } from '../../domain/move-request/move-request.ts';
import type { EventType } from '../../domain/event/event.ts';
import type { SendFailure } from '../../domain/event/webhook.ts';
import type { LookingOffice } from '../../domain/subject-request/offices-that-looked.ts';
import { ACCOUNT_LIFE_CYCLE, type AccountState } from '../../domain/account/account.ts';
import {
  BREAK_GLASS_LIFE_CYCLE,
  type BreakGlassResult,
  type BreakGlassState,
} from '../../domain/break-glass/break-glass.ts';
import { PERMISSIONS, type Permission, type Role } from '../../domain/access/access.ts';
import {
  SUBJECT_REQUEST_LIFE_CYCLE,
  type SubjectRequestKind,
  type SubjectRequestStatus,
} from '../../domain/subject-request/subject-request.ts';
import { ENTRY_TYPES, type Entry } from './households.ts';
import { codes, named, type CodeList, type CodeNames, type Words } from './code-list.ts';

const PERMISSION_WORDS: Readonly<Record<Exclude<Permission, `logbook:${Entry}`>, Words>> = {
  'accounts:manage': ['เชิญผู้ใช้ ให้และถอนสิทธิ์ของผู้อื่น', 'Invite people, give and take back roles of others'],
  'access-log:read': ['ดูบันทึกการเข้าถึงแฟ้มบ้าน', 'Read who looked at a household'],
  'break-glass:open': ['เปิดแฟ้มบ้านนอกพื้นที่ในเหตุจำเป็น', 'Read a household outside of the own scope by a break-glass'],
  'break-glass:review': ['ตรวจสอบการเปิดแฟ้มฉุกเฉิน', 'Review and revoke break-glasses'],
  'campaigns:manage': ['จัดการแผนรณรงค์และหมุดหมาย', 'Make and change campaigns'],
  'campaigns:read': ['ดูแผนรณรงค์และหมุดหมาย', 'Read campaigns'],
  'committees:manage': ['บันทึกคำสั่ง ศจพ.', 'Record orders of committees'],
  'committees:read': ['ดูคำสั่ง ศจพ.', 'Read orders of committees'],
  'events:read': ['ติดตามเหตุการณ์ของหน่วยงาน', 'Follow the events of the organisation'],
  'events:manage': ['กำหนดที่อยู่ซึ่งส่งเหตุการณ์ของหน่วยงานไปให้', 'Say where the events of the organisation are sent'],
  'households:list': ['ดูรายการงาน', 'Read the worklist'],
  'households:merge': ['รวมครัวเรือนที่ซ้ำกัน และยกเลิกการรวม', 'Merge households that are one, and undo it'],
  'households:read': ['เปิดแฟ้มบ้าน', 'Read a household'],
  'households:register': ['ขึ้นทะเบียนครัวเรือนใหม่', 'Register a household'],
  'households:reveal': ['ดูข้อมูลที่ปิดบังโดยระบุเหตุผล', 'See masked data, with a purpose'],
  'households:search': ['ค้นหาครัวเรือน', 'Search for households'],
  'logbook:read': ['อ่านรายการในแฟ้มบ้าน', 'Read the entries of a household'],
  'me:due': ['ดูงานของตนวันนี้', 'Read what waits for the own account'],
  'me:read': ['ดูบทบาทและสิทธิ์ของตน', 'Read what the own account may do'],
  'plans:read': ['ดูแผนของครัวเรือน', 'Read plans of households'],
  'plans:write': ['ร่าง ตกลง และปรับแผนของครัวเรือน', 'Draft, agree and change plans of households'],
  'mentors:assign': ['มอบหมายพี่เลี้ยง', 'Assign mentors'],
  'mentors:read': ['ดูพี่เลี้ยงของหน่วย', 'See the mentors of a unit'],
  'profile:write': ['แก้ไขข้อมูลบุคคลและที่อยู่ของครัวเรือน', 'Correct people and address of a household'],
  'organisations:manage': ['จัดการทะเบียนหน่วยงาน', 'Enter and change organisations of the register'],
  'reference:manage': ['จัดการข้อมูลอ้างอิง', 'Enter and change municipalities, menus, projects and the like'],
  'reference:read': ['ดูข้อมูลอ้างอิง', 'Read reference data'],
  'meetings:read': ['ดูการประชุมและมติ', 'Read meetings and resolutions'],
  'meetings:write': ['บันทึกการประชุมและมติ', 'Record meetings and resolutions'],
  'referrals:answer': ['ตอบการส่งต่อ', 'Answer referrals'],
  'referrals:read': ['ดูการส่งต่อ', 'Read referrals'],
  'referrals:send': ['ส่งต่อสภาพปัญหาให้หน่วยงาน', 'Refer needs to agencies'],
  'remarks:write': ['บันทึกปัญหา อุปสรรค ข้อเสนอแนะของหน่วย', 'Write the remarks of a unit'],
  'reports:approve': ['รับรองชุดรายงานที่เผยแพร่', 'Approve published packages'],
  'reports:read': ['ดูชุดรายงานที่เผยแพร่', 'Read published packages'],
  'rexray:manage': ['เปิดและปิดรอบ Re-X-ray', 'Open and close rounds of Re-X-ray'],
  'rexray:read': ['ดูรอบ Re-X-ray', 'Read rounds of Re-X-ray'],
  'statistics:households': ['เปิดครัวเรือนที่อยู่เบื้องหลังตัวเลข', 'Open the households behind a figure'],
  'statistics:quarterly': ['ดูสรุปผลรายไตรมาสของ ศจพ.', 'Read the quarterly summary of committees'],
  'statistics:read': ['ดูสถิติ', 'Read statistics'],
  'statistics:run': ['ประมวลผลสถิติใหม่', 'Make statistics anew'],
  'subject-requests:answer': ['ตอบคำขอใช้สิทธิของเจ้าของข้อมูล', 'Answer requests of data subjects'],
  'subject-requests:open': ['รับคำขอใช้สิทธิของเจ้าของข้อมูล', 'Take requests of data subjects'],
  'subject-requests:read': ['ดูคำขอใช้สิทธิของเจ้าของข้อมูล', 'Read requests of data subjects'],
  'sensitive:health': [
    'อ่านข้อมูลสุขภาพและความพิการของครัวเรือน',
    'Read what is coded of health and disability of households',
  ],
  'target-lists:manage': ['จัดการบัญชีเป้าหมาย', 'Make, publish and freeze target lists'],
  'target-lists:read': ['ดูบัญชีเป้าหมาย', 'Read target lists'],
  'uploads:create': ['นำเข้าไฟล์', 'Send files'],
  'uploads:read': ['ดูผลการนำเข้าไฟล์', 'Read what became of files'],
  'uploads:undo': ['ยกเลิกการนำเข้าไฟล์', 'Undo what a file recorded'],
};

const ENTRY_WORDS = new Map<string, Words>(Object.entries(ENTRY_TYPES));

/** A permission to record is named by the kind of entry that it records. */
function permissionNames(permission: Permission): CodeNames {
  if (permission in PERMISSION_WORDS) return named(PERMISSION_WORDS[permission as keyof typeof PERMISSION_WORDS]);
  const [th, en] = ENTRY_WORDS.get(permission.slice('logbook:'.length)) ?? [permission, permission];
  return { nameTh: `บันทึก: ${th}`, nameEn: `Record: ${en}` };
}

export const PEOPLE_CODES: Readonly<Record<string, CodeList>> = {
  AccessAction: codes(['การเข้าถึงแฟ้มบ้าน', 'What was done with a household'], {
    BREAK_GLASS: ['เปิดแฟ้มฉุกเฉินจากนอกพื้นที่', 'Looked at from outside of the own scope, by a break-glass'],
    LIST: ['เห็นในรายการงาน', 'Shown in a worklist'],
    LOGBOOK: ['อ่านรายการในแฟ้ม', 'Read its entries'],
    OPENED: [
      'หน่วยงานเปิดแฟ้มให้ตนเองด้วยการบันทึกความช่วยเหลือของตน บันทึกนี้คงอยู่แม้ถอนความช่วยเหลือแล้ว',
      'An agency opened the file to itself by recording its own help; the record stays when the help is taken back',
    ],
    READ: ['เปิดแฟ้มบ้าน', 'Read the household'],
    REVEAL: ['ดูข้อมูลที่ปิดบัง', 'Saw masked data'],
    SEARCH: ['พบจากการค้นหา', 'Found by a search'],
    SUBJECT_REQUEST: ['ดำเนินการตามคำขอใช้สิทธิของเจ้าของข้อมูล', 'For a request of one of its persons'],
  }),
  AccountState: codes<AccountState>(
    ['สถานะของบัญชี', 'State of an account'],
    {
      INVITED: ['เชิญแล้ว รอผู้ใช้ตั้งรหัสผ่านและยอมรับข้อตกลง', 'Invited; the person has not accepted the terms yet'],
      ACTIVE: ['ใช้งาน', 'In use'],
      SUSPENDED: ['ระงับชั่วคราว', 'Suspended'],
      CLOSED: ['ปิดถาวร', 'Closed for good'],
    },
    ACCOUNT_LIFE_CYCLE,
  ),
  BreakGlassResult: codes<BreakGlassResult>(['ผลตรวจสอบการเปิดแฟ้มฉุกเฉิน', 'What the review of a break-glass came to'], {
    JUSTIFIED: ['สมควร', 'Justified'],
    NOT_JUSTIFIED: ['ไม่สมควร', 'Not justified'],
  }),
  BreakGlassState: codes<BreakGlassState>(
    ['สถานะของการเปิดแฟ้มฉุกเฉิน', 'State of a break-glass'],
    {
      OPEN: ['เปิดอยู่', 'Open for reading'],
      EXPIRED: ['ครบเวลา', 'Its time is over'],
      ENDED: ['ผู้เปิดสิ้นสุดเอง', 'Ended by who opened it'],
      REVOKED: ['ถูกระงับ', 'Revoked by an office of the household or the auditor'],
      MISSED: ['ค้นไม่พบ', 'A look that found no household'],
    },
    BREAK_GLASS_LIFE_CYCLE,
  ),
  EventType: codes<EventType>(['ชนิดของเหตุการณ์', 'What has happened'], {
    'referral.sent': ['มีการส่งต่อถึงหน่วยงาน', 'Needs were referred to the organisation'],
    'referral.answered': [
      'การส่งต่อมีคำตอบ โดยหน่วยงานหรือหน่วยตอบแทน',
      'A referral was answered, by the organisation or on its behalf',
    ],
    'referral.withdrawn': ['การส่งต่อถูกถอน', 'A referral was withdrawn'],
    'resolution.adopted': ['มีมติที่ประชุมระบุหน่วยงาน', 'A meeting adopted a resolution that names the organisation'],
    'household.merged': [
      'ครัวเรือนที่หน่วยงานช่วยเหลือหรือรับส่งต่อ ถูกรวมเข้ากับครัวเรือนอื่น',
      'A household that the organisation helped, or that was referred to it, was merged into another',
    ],
    'grant.changed': [
      'สิทธิ์ในหน่วยงานเปลี่ยนไป',
      'A grant in the organisation was given, changed or taken back, or its account was shut or opened again',
    ],
  }),
  MoveRequestState: codes<MoveRequestState>(
    ['สถานะของคำขอย้ายครัวเรือน', 'State of a move request'],
    {
      OPEN: ['รอคำตอบ', 'Waits for an answer'],
      ACCEPTED: ['รับ และบันทึกการย้ายแล้ว', 'Accepted, and the move is recorded'],
      REJECTED: ['ไม่รับ', 'Rejected'],
    },
    MOVE_REQUEST_LIFE_CYCLE,
  ),
  SendFailure: codes<SendFailure>(['เหตุที่ส่งเหตุการณ์ไม่ได้', 'Why a delivery was not taken'], {
    ADDRESS_NOT_PUBLIC: [
      'ที่อยู่ไม่ได้อยู่บนอินเทอร์เน็ตสาธารณะแล้ว',
      'The name leads to an address that is not of the public internet',
    ],
    CONNECTION: [
      'ต่อไม่ได้ หรือใบรับรองไม่ถูกต้อง',
      'No connection: no such name, nobody there, or a certificate that nobody trusts',
    ],
    STATUS: ['ปลายทางไม่ได้ตอบ 2xx', 'Answered with another status than 2xx; redirects are not followed'],
    TIMEOUT: ['ปลายทางไม่ตอบใน 10 วินาที', 'No answer within ten seconds'],
  }),
  LookingOfficeKind: codes<LookingOffice['kind']>(['ชนิดของหน่วยงานที่ดูข้อมูล', 'Kind of an office that looked'], {
    ORGANISATION: ['หน่วยงาน', 'An organisation'],
    UNIT: ['ศจพ. หรือหน่วยในพื้นที่', 'A committee unit or an office of an area'],
    NATION: ['ส่วนกลาง', 'An office of the whole country'],
    UNKNOWN: ['ไม่ทราบหน่วยงาน', 'Its account has no record of where it belonged'],
  }),
  Permission: {
    nameTh: 'สิทธิ์',
    nameEn: 'What an account may do',
    codes: Object.fromEntries(PERMISSIONS.map((permission) => [permission, permissionNames(permission)])),
  },
  RevealedField: codes(['ข้อมูลที่ปิดบังไว้', 'Masked data'], {
    birthDate: ['วันเกิดของสมาชิก', 'Dates of birth of the members'],
    citizenId: ['เลขประจำตัวประชาชนของสมาชิก', 'Citizen IDs of the members'],
    houseCode: ['รหัสประจำบ้าน', 'House code of the civil registration'],
    indicators: [
      'ตัวชี้วัดและหมวดของสภาพปัญหา รวมเรื่องศาสนาและยาเสพติด',
      'Indicators and categories of needs, those of religion and drugs included',
    ],
    telephone: ['หมายเลขโทรศัพท์ของสมาชิก', 'Telephone numbers of the members'],
  }),
  Role: codes<Role>(['บทบาทของบัญชี', 'Role of an account'], {
    NATIONAL_VIEWER: ['ผู้ดูภาพรวมระดับประเทศ', 'Reads figures of the whole country, no household'],
    PROVINCE_SECRETARIAT: ['ฝ่ายเลขานุการ ศจพ.จ.', 'Secretariat of a provincial centre'],
    PROVINCE_EXEC: ['ผู้บริหารจังหวัด', 'Executive of a province; reads'],
    DISTRICT_OFFICER: ['เจ้าหน้าที่ ศจพ.อ.', 'Officer of a district centre'],
    MUNICIPAL_OFFICER: ['เจ้าหน้าที่เทศบาลหรือเมืองพัทยา', 'Officer of a municipality or Pattaya'],
    FIELD_TEAM: ['ทีมปฏิบัติการในพื้นที่', 'Field team of its area'],
    MENTOR: ['ทีมพี่เลี้ยง', 'Mentor of households'],
    AGENCY_FOCAL: ['ผู้ประสานงานหน่วยงาน', 'Focal person or system of an agency'],
    DATA_IMPORTER: ['ผู้นำเข้าข้อมูล', 'Imports files of its area'],
    REPORT_APPROVER: ['ผู้รับรองรายงาน', 'Approves reports of its area'],
    DPO_AUDITOR: ['เจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคล', 'Data protection officer; sees who looked, no household'],
    SYSADMIN: ['ผู้ดูแลระบบ', 'Administrator; sees no household'],
  }),
  SubjectRequestKind: codes<SubjectRequestKind>(['ชนิดของคำขอใช้สิทธิ', 'What a data subject asks'], {
    ACCESS: ['ขอเข้าถึงข้อมูลและรายชื่อหน่วยงานที่ดู', 'What is held, and which organisations looked at it'],
    CORRECT: ['ขอแก้ไขข้อมูล', 'To correct it'],
    ERASE: ['ขอลบข้อมูล', 'To erase it; answered LIMITED during the public task'],
    LIMIT: ['ขอระงับการใช้ข้อมูล', 'To limit its use'],
  }),
  SubjectRequestStatus: codes<SubjectRequestStatus>(
    ['สถานะของคำขอใช้สิทธิ', 'State of a request of a data subject'],
    {
      OPEN: ['รอคำตอบ', 'Waits for an answer'],
      DONE: ['ดำเนินการแล้ว', 'Done as asked'],
      LIMITED: ['ดำเนินการได้บางส่วน มีเหตุผล', 'Done in part, with the reason'],
      REFUSED: ['ปฏิเสธ มีเหตุผล', 'Refused, with the reason'],
    },
    SUBJECT_REQUEST_LIFE_CYCLE,
  ),
};
