/**
 * Every list of codes that the contract uses, with the Thai and the English of each code: the only such texts. The API's document describes enums
 * by them, and whatever shows codes to people takes its words here. A list whose type is the domain's does not compile until each of its codes has
 * its words. What the domain names itself (kinds of help, dimensions, columns, problems) is taken from there.
 */
import { PERMISSIONS, type Permission, type Role } from '../domain/access/access.ts';
import type { Metric } from '../domain/campaign/campaign.ts';
import type { MilestoneStatus } from '../domain/campaign/milestone.ts';
import { ACCOUNT_LIFE_CYCLE, type AccountState } from '../domain/account/account.ts';
import {
  BREAK_GLASS_LIFE_CYCLE,
  type BreakGlassResult,
  type BreakGlassState,
} from '../domain/break-glass/break-glass.ts';
import { COLUMNS } from '../domain/intake/columns/columns.ts';
import { COLUMN_KEYS, type UploadSource } from '../domain/intake/cells/row.ts';
import { ASSISTANCE_LIFE_CYCLE, type AssistanceStatus } from '../domain/household/assistance-status.ts';
import {
  MEETING_LIFE_CYCLE,
  RESOLUTION_LIFE_CYCLE,
  type MeetingKind,
  type MeetingStatus,
  type ResolutionStatus,
} from '../domain/case/meeting.ts';
import {
  PLAN_ITEM_LIFE_CYCLE,
  PLAN_LIFE_CYCLE,
  type PlanAgreedBy,
  type PlanItemStatus,
  type PlanStatus,
} from '../domain/case/plan.ts';
import { REFERRAL_LIFE_CYCLE, type ReferralEvent, type ReferralStatus } from '../domain/case/referral.ts';
import { NEED_LIFE_CYCLE, type NeedStatus } from '../domain/household/need-status.ts';
import type { EventType } from '../domain/event/event.ts';
import type { LocalAuthorityKind, ProjectPlan } from '../domain/catalogue/catalogue.ts';
import type { UnitKind } from '../domain/committee/units.ts';
import { DUE_WORDS } from '../domain/due/due-words.ts';
import type { LifeCycle } from '../domain/life-cycle.ts';
import type { OWN_KINDS, RECORDED_KINDS } from '../domain/logbook/kinds/all.ts';
import type { OrganisationLevel, RollUp, Sector } from '../domain/organisation/organisation.ts';
import { COLUMNS as FIGURES, HOUSEHOLD_FIGURES } from '../domain/statistics/report-a/columns.ts';
import type { LookingOffice } from '../domain/subject-request/offices-that-looked.ts';
import {
  SUBJECT_REQUEST_LIFE_CYCLE,
  type SubjectRequestKind,
  type SubjectRequestStatus,
} from '../domain/subject-request/subject-request.ts';
import {
  TARGET_LIST_LIFE_CYCLE,
  type TargetListSource,
  type TargetListStatus,
} from '../domain/target-list/target-list.ts';
import { TARGET_LIFE_CYCLE, type TargetState } from '../domain/target-list/target-state.ts';
import {
  UPLOAD_LIFE_CYCLE,
  type StaysFor,
  type UndoStatus,
  type UploadStatus,
  type WhyNotUndoable,
} from '../domain/upload/upload-status.ts';
import { FILE_PROBLEMS } from '../file-problems.ts';
import { Problem, PROBLEM_CODES } from '../problems.ts';
import { ASSISTANCE_TYPE_NAMES } from '../reference/assistance-types.ts';
import { DIMENSION_NAMES } from '../reference/dimensions.ts';
import type { IdType } from '../thai/citizen-id.ts';

export type CodeNames = { readonly nameTh: string; readonly nameEn: string };

export type CodeList = CodeNames & {
  readonly codes: Readonly<Record<string, CodeNames>>;
  /** The steps between its codes, where they are states. */
  readonly cycle?: LifeCycle<string>;
};

type Words = readonly [th: string, en: string];

/** Codes of a list with their words, in the order in which people read them. `Code` is the domain's type where it has one. */
function codes<Code extends string>(
  names: Words,
  words: Readonly<Record<Code, Words>>,
  cycle?: LifeCycle<Code>,
): CodeList {
  const order = Object.keys(cycle ?? words) as Code[];
  return {
    ...named(names),
    codes: Object.fromEntries(order.map((code) => [code, named(words[code])])),
    ...(cycle ? { cycle } : {}),
  };
}

function named([nameTh, nameEn]: Words): CodeNames {
  return { nameTh, nameEn };
}

type Entry = (typeof RECORDED_KINDS)[number]['type'] | (typeof OWN_KINDS)[number]['type'] | 'correction';

const ENTRY_TYPES: Readonly<Record<Entry, Words>> = {
  assistance: ['ความช่วยเหลือ', 'Help that is planned or given'],
  'assistance-status': ['ความคืบหน้าของความช่วยเหลือ', 'A step of help that was recorded before'],
  checked: ['สำนักงานตรวจดูเรื่องที่รออยู่แล้ว', 'The unit has looked at what waited for it; nothing changes'],
  correction: ['การแก้ไขรายการเดิม', 'Correction of an earlier entry'],
  'duplicate-named': ['มีครัวเรือนอื่นระบุว่าซ้ำกับครัวเรือนนี้', 'Another household was said to be a duplicate of this one'],
  'follow-up': ['การติดตามผล', 'Follow-up after help'],
  found: ['พบครัวเรือนที่ตกหล่นจากบัญชี', 'The lists had missed the household, and it was found'],
  listed: ['เข้าบัญชีเป้าหมาย', 'The household came onto a target list'],
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
  urgency: ['ความเร่งด่วนของครัวเรือน', 'How urgent the case of the household is'],
  visit: ['การเยี่ยมบ้าน', 'Visit to the household'],
};

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
  'households:list': ['ดูรายการงาน', 'Read the worklist'],
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

const FIGURE_NAMES = new Map<string, CodeNames>([
  ...FIGURES.map(({ key, th, en }): [string, CodeNames] => [key, { nameTh: th, nameEn: en }]),
  ['baseline.frozen', { nameTh: 'ครัวเรือนฐาน (B)', nameEn: 'Households of the frozen baseline B' }],
  ['baseline.adjusted', { nameTh: 'ครัวเรือนฐานปรับปรุง (B_adj)', nameEn: 'Households of the adjusted baseline B_adj' }],
  ['baseline.lateAdded', { nameTh: 'ครัวเรือนที่เพิ่มหลังตรึงบัญชี', nameEn: 'Households added after the list was frozen' }],
]);

function figureNames(key: string): CodeNames {
  const names = FIGURE_NAMES.get(key);
  if (names === undefined) throw new Error(`The figure ${key} has no name in code-labels.ts`);
  return names;
}

/** Reference data of areas: what a place is. */
const AREA_LEVELS = {
  PROVINCE: ['จังหวัด', 'Province'],
  DISTRICT: ['อำเภอหรือเขต', 'District'],
  SUBDISTRICT: ['ตำบลหรือแขวง', 'Sub-district'],
} as const satisfies Record<string, Words>;

/** By name of the list, which is also its name in the API's document. In alphabetical order, so that additions meet seldom. */
export const CODE_LISTS: Readonly<Record<string, CodeList>> = {
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
  AgencyRowSelection: codes(['แถวของรายงานที่ไม่ใช่หน่วยงาน', 'Rows of the report that are no agency'], {
    none: ['ไม่ระบุหน่วยงาน', 'Help whose agency is not known'],
    total: ['แถวรวมและฐาน', 'The total row and the baseline'],
  }),
  AreaLevel: codes(['ระดับพื้นที่', 'Level of a place'], { COUNTRY: ['ประเทศ', 'Country'], ...AREA_LEVELS }),
  AreaLevelBelowCountry: codes(['ระดับพื้นที่ภายในประเทศ', 'Level of a place within the country'], AREA_LEVELS),
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
  CampaignStatus: codes(['สถานะของแผนรณรงค์', 'Status of a campaign'], {
    DRAFT: ['ร่าง', 'Draft; counts nowhere'],
    RUNNING: ['ดำเนินการ', 'Running, on frozen lists; shown in reports'],
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
  EntryType: codes<Entry>(['ชนิดของรายการในแฟ้มบ้าน', 'Kind of a logbook entry'], ENTRY_TYPES),
  FileColumn: {
    nameTh: 'คอลัมน์มาตรฐานของไฟล์',
    nameEn: 'Columns of files',
    codes: Object.fromEntries(
      COLUMN_KEYS.map((key) => [key, { nameTh: COLUMN_THAI.get(key) ?? key, nameEn: COLUMN_ENGLISH[key] }]),
    ),
  },
  FileProblemCode: codes(['ปัญหาของไฟล์หรือของแถว', 'What is said of a file or of its rows'], FILE_PROBLEMS),
  FoundSource: codes(['แหล่งที่พบครัวเรือนตกหล่น', 'Where a household that the lists had missed was found'], {
    THAIQM: ['ThaiQM', 'In ThaiQM'],
    VULNERABLE: ['กลุ่มเปราะบาง', 'Among the vulnerable'],
    FIELD_FOUND: ['พบจากการลงพื้นที่', 'In the field'],
    REXRAY: ['Re-X-ray', 'In a round of Re-X-ray'],
    OTHER: ['อื่น ๆ', 'Elsewhere'],
  }),
  FunnelStep: codes(['ขั้นของความก้าวหน้า', 'Steps of progress; each is a fact of a household'], {
    ASSIGNED: ['มอบหมายพี่เลี้ยงแล้ว', 'Has or had a mentor'],
    VISITED: ['ลงพื้นที่แล้ว', 'Somebody was there'],
    SURVEYED: ['พบตัวหรือสำรวจแล้ว', 'Surveyed'],
    CONFIRMED: ['ยืนยันแล้ว', 'Confirmed to be in hardship'],
    PLANNED: ['มีแผนที่ตกลงกันแล้ว', 'Has an agreed plan'],
    ASSISTED: ['ได้รับความช่วยเหลือ', 'Help was delivered'],
    SOLVED: ['แก้ไขครบ', 'All needs are solved'],
    FOLLOWED: ['ติดตามแล้ว', 'Followed up after help'],
    SUSTAINED: ['ยั่งยืน', 'Stays better 90 days after the last help'],
  }),
  HouseholdFigure: {
    nameTh: 'ตัวเลขของรายงานที่เปิดดูครัวเรือนได้',
    nameEn: 'Figures of Report A that open to their households',
    codes: Object.fromEntries(HOUSEHOLD_FIGURES.map((key) => [key, figureNames(key)])),
  },
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
  HouseholdStatus: codes(['สถานะของครัวเรือน', 'Whether the household lives where its file says'], {
    ACTIVE: ['อยู่ในพื้นที่', 'Lives at the address of its file'],
    MOVED_OUT: ['ย้ายออก ไม่ทราบปลายทาง', 'Moved away, nobody knows where'],
    DISSOLVED: ['ยกเลิกการนำเข้าที่เริ่มแฟ้มนี้แล้ว', 'The upload that began it was undone, and nothing else was said of it'],
  }),
  LocalAuthorityKind: codes<LocalAuthorityKind>(['ชนิดขององค์กรปกครองส่วนท้องถิ่น', 'Kind of a local authority'], {
    PAO: ['องค์การบริหารส่วนจังหวัด', 'Provincial administrative organisation'],
    CITY_MUN: ['เทศบาลนคร', 'City municipality'],
    TOWN_MUN: ['เทศบาลเมือง', 'Town municipality'],
    TAMBON_MUN: ['เทศบาลตำบล', 'Sub-district municipality'],
    TAO: ['องค์การบริหารส่วนตำบล', 'Sub-district administrative organisation'],
    PATTAYA: ['เมืองพัทยา', 'Pattaya'],
    BMA: ['กรุงเทพมหานคร', 'Bangkok'],
  }),
  MeetingKind: codes<MeetingKind>(['ชนิดของการประชุม', 'Kind of a meeting'], {
    COMMITTEE: ['ประชุมคณะกรรมการ', 'Meeting of the committee'],
    OTHER: ['อื่น ๆ', 'Another meeting'],
    TARGETING: ['ประชุมชี้เป้าหมาย', 'Targeting meeting, at which cases are spoken of with partners'],
  }),
  MeetingStatus: codes<MeetingStatus>(
    ['สถานะของการประชุม', 'Status of a meeting'],
    {
      CANCELLED: ['ยกเลิก', 'Cancelled'],
      HELD: ['ประชุมแล้ว', 'Held; resolutions may be added'],
      PLANNED: ['วางแผนไว้', 'Planned'],
    },
    MEETING_LIFE_CYCLE,
  ),
  PackFor: codes(['ผู้ดูแฟ้มประชุม', 'Who sees the pack of a meeting'], {
    file: ['ผู้เตรียมประชุม', 'Those who prepare it: cases with names, needs and referrals'],
    room: ['ห้องประชุม', 'The screen of the room: house number, need and what is asked, no name'],
  }),
  Metric: codes<Metric>(['ตัวชี้วัดของหมุดหมาย', 'What a milestone counts'], {
    RECORDED: ['บันทึกสภาพปัญหาและแนวทางแล้ว', 'A need and an approach to it are recorded'],
    ASSISTED: ['ได้รับความช่วยเหลือ', 'Help was delivered'],
    ASSISTED_AND_RECORDED: ['ช่วยเหลือและบันทึกผลแล้ว', 'Help was delivered, and its result recorded'],
    SURVEYED: ['สำรวจแล้ว', 'Surveyed'],
    REXRAYED: ['Re-X-ray แล้ว', 'Has a result in a round of Re-X-ray'],
    SOLVED: ['แก้ไขครบ', 'All needs are solved'],
  }),
  MilestoneStatus: codes<MilestoneStatus>(['สถานะของหมุดหมาย', 'How a milestone is doing'], {
    ACHIEVED: ['บรรลุ', 'Reached'],
    MISSED: ['ไม่บรรลุ', 'Not reached by the end of its due day'],
    ON_TRACK: ['เป็นไปตามแผน', 'As far as the days gone by ask'],
    AT_RISK: ['เสี่ยง', 'Behind'],
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
  MpiSource: codes(['ที่มาของเกณฑ์ MPI', 'Where the selection of an MPI profile comes from'], {
    OFFICIAL: ['ตามเอกสารราชการ', 'An official text states it'],
    INFERENCE: ['อนุมาน', 'It is inferred'],
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
  EventType: codes<EventType>(['ชนิดของเหตุการณ์', 'What has happened'], {
    'referral.sent': ['มีการส่งต่อถึงหน่วยงาน', 'Needs were referred to the organisation'],
    'referral.answered': [
      'การส่งต่อมีคำตอบ โดยหน่วยงานหรือหน่วยตอบแทน',
      'A referral was answered, by the organisation or on its behalf',
    ],
    'referral.withdrawn': ['การส่งต่อถูกถอน', 'A referral was withdrawn'],
    'resolution.adopted': ['มีมติที่ประชุมระบุหน่วยงาน', 'A meeting adopted a resolution that names the organisation'],
    'grant.changed': [
      'สิทธิ์ในหน่วยงานเปลี่ยนไป',
      'A grant in the organisation was given, changed or taken back, or its account was shut or opened again',
    ],
  }),
  LookingOfficeKind: codes<LookingOffice['kind']>(['ชนิดของหน่วยงานที่ดูข้อมูล', 'Kind of an office that looked'], {
    ORGANISATION: ['หน่วยงาน', 'An organisation'],
    UNIT: ['ศจพ. หรือหน่วยในพื้นที่', 'A committee unit or an office of an area'],
    NATION: ['ส่วนกลาง', 'An office of the whole country'],
    UNKNOWN: ['ไม่ทราบหน่วยงาน', 'Its account has no record of where it belonged'],
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
  PlanAgreedBy: codes<PlanAgreedBy>(['ผู้ตกลงแผนฝ่ายครัวเรือน', 'Who of the household agreed to the plan'], {
    HEAD: ['หัวหน้าครัวเรือน', 'The head of the household'],
    MEMBER: ['สมาชิกของครัวเรือน', 'Another member'],
    WITNESSED: ['ตกลงด้วยวาจาต่อหน้าพยาน', 'Agreed by word before witnesses'],
  }),
  PlanItemStatus: codes<PlanItemStatus>(
    ['สถานะของกิจกรรมในแผน', 'Status of an item of the plan'],
    {
      NOT_STARTED: ['ยังไม่เริ่ม', 'Not begun'],
      CONTINUING: ['ต่อเนื่อง', 'Goes on'],
      DONE: ['สำเร็จ', 'Done'],
      CANCELLED: ['ยกเลิก', 'Cancelled'],
    },
    PLAN_ITEM_LIFE_CYCLE,
  ),
  PlanStatus: codes<PlanStatus>(
    ['สถานะของแผนครัวเรือน', 'Status of the plan of a household'],
    {
      DRAFT: ['ร่าง', 'Draft; not agreed with the household yet'],
      AGREED: ['ตกลงกับครัวเรือนแล้ว', 'Agreed with the household'],
      ACTIVE: ['เริ่มดำเนินการแล้ว', 'An item has begun; follows by itself'],
      REVIEWED: ['ทบทวนแล้ว', 'Reviewed'],
      CLOSED: ['ปิดแผนแล้ว', 'Closed'],
    },
    PLAN_LIFE_CYCLE,
  ),
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
  TargetEvidence: codes(['หลักฐานของผลการตรวจสอบ', 'What a finding rests on'], {
    VISIT: ['การลงพื้นที่', 'A visit'],
    DESK: ['ตรวจสอบเอกสารที่สำนักงาน', 'A documented desk check'],
    REGISTRY: ['ฐานข้อมูลทะเบียน', 'A registry'],
    DOCUMENT: ['เอกสาร', 'A document'],
  }),
  DueKind: codes(['งานที่รอ', 'Kinds of work that waits'], DUE_WORDS),
  UrgencyLevel: codes(['ความเร่งด่วน', 'How urgent a case is'], {
    CRITICAL: ['วิกฤต', 'Critical: first visits (Knock Knock) begin here'],
    HIGH: ['เร่งด่วน', 'Urgent'],
    NORMAL: ['ปกติ', 'As any other'],
  }),
  OrganisationLevel: codes<OrganisationLevel>(['ระดับของหน่วยงาน', 'Level of an organisation'], {
    NATIONAL: ['ส่วนกลาง', 'Of the whole country'],
    PROVINCE: ['จังหวัด', 'Of a province'],
    DISTRICT: ['อำเภอ', 'Of a district'],
    LAO: ['องค์กรปกครองส่วนท้องถิ่น', 'A local authority'],
    TAMBON: ['ตำบล', 'Of a sub-district'],
    NON_STATE: ['นอกภาครัฐ', 'Outside the state'],
  }),
  Permission: {
    nameTh: 'สิทธิ์',
    nameEn: 'What an account may do',
    codes: Object.fromEntries(PERMISSIONS.map((permission) => [permission, permissionNames(permission)])),
  },
  ProblemCode: {
    nameTh: 'เหตุที่คำขอไม่สำเร็จ',
    nameEn: 'Why a call failed',
    codes: Object.fromEntries(
      PROBLEM_CODES.map((code) => {
        const { status, title, detail } = new Problem(code).document();
        return [code, { nameTh: `${status} ${title}`, nameEn: detail }];
      }),
    ),
  },
  ProgressLevel: codes(['ระดับของแถว', 'What the rows of the report are'], {
    district: ['อำเภอหรือเขต', 'Districts'],
    subdistrict: ['ตำบลหรือแขวง', 'Sub-districts'],
  }),
  ProjectPlan: codes<ProjectPlan>(['แผนที่บรรจุโครงการ', 'Plan that holds a project'], {
    FIVE_YEAR: ['แผนปฏิบัติราชการราย 5 ปี', 'Five-year plan'],
    ANNUAL: ['แผนปฏิบัติราชการรายปี', 'Annual plan'],
  }),
  RequestedBy: codes(['ผู้ขอแก้ไขข้อมูล', 'Who asked for a correction'], {
    OFFICE: ['หน่วยงานเห็นว่าบันทึกผิด', 'An office saw the mistake'],
    SUBJECT: ['เจ้าของข้อมูลขอแก้ไข', 'The person whom the data is of'],
  }),
  RevealedField: codes(['ข้อมูลที่ปิดบังไว้', 'Masked data'], {
    birthDate: ['วันเกิดของสมาชิก', 'Dates of birth of the members'],
    citizenId: ['เลขประจำตัวประชาชนของสมาชิก', 'Citizen IDs of the members'],
    houseCode: ['รหัสประจำบ้าน', 'House code of the civil registration'],
    telephone: ['หมายเลขโทรศัพท์ของสมาชิก', 'Telephone numbers of the members'],
  }),
  QueryTruth: codes(['ใช่หรือไม่ใช่ในตัวกรอง', 'Yes or no in a filter'], {
    false: ['ไม่ใช่', 'No'],
    true: ['ใช่', 'Yes'],
  }),
  ReferralEvent: codes<ReferralEvent>(['สิ่งที่ทำกับการส่งต่อได้', 'What may be said of a referral'], {
    accept: ['รับดำเนินการ', 'The agency takes it on'],
    complete: ['แจ้งว่าเสร็จ', 'The agency says that it is done'],
    reject: ['ไม่รับ', 'The agency does not take it on'],
    return: ['ส่งคืน', 'The agency gives it back and asks for more'],
    withdraw: ['เรียกคืน', 'The unit that sent it takes it back'],
  }),
  ReferralStatus: codes<ReferralStatus>(
    ['สถานะของการส่งต่อ', 'Status of a referral'],
    {
      ACCEPTED: ['รับดำเนินการ', 'The agency has taken it on'],
      DONE: ['เสร็จ', 'The agency says that it is done'],
      IN_PROGRESS: ['กำลังดำเนินการ', 'Help that names it was given'],
      RECEIVED: ['รับทราบ', 'An account of the agency has looked at it'],
      REJECTED: ['ไม่รับ', 'The agency does not take it on'],
      RETURNED: ['ส่งคืน', 'The agency gave it back and asks for more'],
      SENT: ['ส่งแล้ว', 'Sent; nobody has looked at it yet'],
      WITHDRAWN: ['เรียกคืน', 'The unit that sent it took it back'],
    },
    REFERRAL_LIFE_CYCLE,
  ),
  HostRole: codes(['บทบาทของหน่วยงานเจ้าภาพ', 'Part of a host in an indicator'], {
    MAIN: ['หน่วยงานหลัก', 'Main host'],
    JOINT: ['หน่วยงานร่วม', 'Joint host'],
  }),
  ResolutionEnding: codes(['ผลของมติที่ประชุม', 'How a resolution ended'], {
    CANCELLED: ['ยกเลิก', 'Cancelled'],
    DONE: ['ดำเนินการแล้ว', 'Carried out'],
  }),
  ResolutionStatus: codes<ResolutionStatus>(
    ['สถานะของมติที่ประชุม', 'Status of a resolution'],
    {
      ADOPTED: ['มีมติแล้ว', 'Adopted'],
      CANCELLED: ['ยกเลิก', 'Cancelled'],
      DONE: ['ดำเนินการแล้ว', 'Carried out'],
    },
    RESOLUTION_LIFE_CYCLE,
  ),
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
  RollUp: codes<RollUp>(['แถวของหน่วยงานในรายงาน', 'As whom agencies have their rows'], {
    office: ['สำนักงานที่ให้ความช่วยเหลือเอง', 'As the office that helped'],
    department: [
      'กรมหรือหน่วยงานที่สำนักงานสังกัด องค์กรปกครองส่วนท้องถิ่นและองค์กรนอกภาครัฐเป็นของตนเอง',
      'As its department; local authorities and bodies outside the state as themselves',
    ],
    ministry: ['กระทรวง หน่วยงานที่ไม่มีกระทรวงเป็นของตนเอง', 'As its ministry; who has none as for department'],
  }),
  RoundStatus: codes(['สถานะของรอบ Re-X-ray', 'Status of a round of Re-X-ray'], {
    OPEN: ['เปิดอยู่', 'Open'],
    CLOSED: ['ปิดแล้ว', 'Closed by a call, or its due day has ended; later results still count'],
  }),
  RunStatus: codes(['สถานะการประมวลผล', 'Status of a run'], {
    RUNNING: ['กำลังประมวลผล', 'Running; ask again after some seconds'],
    FINISHED: ['เสร็จแล้ว', 'Finished'],
    FAILED: ['ไม่สำเร็จ', 'Failed; start it again'],
  }),
  Sector: codes<Sector>(['ภาคีเจ็ดภาคส่วน', 'The seven partner sectors'], {
    STATE: ['ภาครัฐ', 'The state, with local authorities'],
    ACADEMIC: ['นักวิชาการ', 'Universities and scholars'],
    RELIGION: ['ภาคศาสนา', 'Religion'],
    PRIVATE: ['ภาคเอกชน', 'Private business'],
    PEOPLE: ['ภาคประชาชน', 'People and their groups'],
    CIVIL_SOCIETY: ['ภาคประชาสังคม', 'Civil society'],
    MEDIA: ['ภาคสื่อมวลชน', 'The media'],
  }),
  Severity: codes(['ความรุนแรงของปัญหาในไฟล์', 'Weight of a problem of a row'], {
    error: ['ข้อผิดพลาด แถวนี้ไม่ถูกนำเข้า', 'The row is not taken'],
    warning: ['ข้อควรตรวจสอบ แถวนี้ถูกนำเข้าแล้ว', 'The row is taken; somebody should look at it'],
  }),
  StaysFor: codes<StaysFor>(['เหตุที่รายการยังอยู่เมื่อยกเลิกการนำเข้า', 'Why an entry stays when its upload is undone'], {
    'built-upon': ['มีรายการอื่นอ้างถึง', 'Entries in force stand on it'],
    'list-frozen': ['บัญชีเป้าหมายตรึงแล้ว', 'Its target list was frozen with it'],
  }),
  Stage: codes(['ขั้นการพัฒนาของครัวเรือน', 'Stage of the household after help'], {
    CRISIS: ['วิกฤต', 'In crisis'],
    SURVIVE: ['อยู่รอด', 'Survives'],
    SUFFICIENT: ['พอเพียง', 'Has enough for itself'],
    SUSTAIN: ['ยั่งยืน', 'Sustains itself'],
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
  UnitKind: codes<UnitKind>(['ชนิดของหน่วยของ ศจพ.', 'Kind of a unit of the committees'], {
    PROVINCE: ['ศจพ. จังหวัด', 'Of a province'],
    DISTRICT: ['ศจพ. อำเภอ', 'Of a district'],
    CITY_MUN: ['ศจพ. เทศบาลนคร', 'Of a city municipality'],
    TOWN_MUN: ['ศจพ. เทศบาลเมือง', 'Of a town municipality'],
    PATTAYA: ['ศจพ. เมืองพัทยา', 'Of Pattaya'],
    FIELD_TEAM: ['ทีมปฏิบัติการในพื้นที่', 'A field team; part of the unit that covers its place'],
  }),
  UploadSource: codes<UploadSource>(['ชนิดของไฟล์', 'Kind of a file'], {
    assistance: ['ความช่วยเหลือที่หน่วยงานให้', 'Help given by agencies'],
    'bmn-survey': ['ข้อมูล จปฐ.', 'Basic minimum needs survey'],
    'missed-households': ['ครัวเรือนตกหล่น', 'Households that no list has'],
    'thaiqm-survey': ['ผลสำรวจ ThaiQM', 'Surveys of ThaiQM'],
    'tpmap-targets': ['เป้าหมาย TPMAP', 'Target persons of TPMAP'],
    'welfare-register': ['ทะเบียนผู้ถือบัตรสวัสดิการแห่งรัฐ', 'Register of the state welfare card'],
  }),
  UndoStatus: codes<UndoStatus>(['สถานะการยกเลิกการนำเข้าไฟล์', 'How far the undo of an upload is'], {
    RUNNING: ['กำลังยกเลิก', 'What the file recorded is being taken back'],
    DONE: ['ยกเลิกแล้ว', 'Taken back, but for what stays'],
  }),
  WhyNotUndoable: codes<WhyNotUndoable>(['เหตุที่ยกเลิกการนำเข้าไฟล์ไม่ได้', 'Why an upload cannot be undone'], {
    NOT_ENDED: ['ยังนำเข้าไม่เสร็จ', 'It has not ended yet'],
    TRIAL: ['เป็นการทดลอง ไม่มีสิ่งที่บันทึก', 'A trial, which recorded nothing'],
    TOO_OLD: ['นำเข้าก่อนที่ระบบจะจดไว้ว่าแถวใดบันทึกอะไร', 'Loaded before it was kept what its rows recorded'],
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
