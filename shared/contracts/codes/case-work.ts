/** Words of the codes of plans, referrals, meetings and what waits. In alphabetical order. */
import { DUE_WORDS } from '../../domain/due/due-words.ts';
import {
  MEETING_LIFE_CYCLE,
  RESOLUTION_LIFE_CYCLE,
  type MeetingKind,
  type MeetingStatus,
  type ResolutionStatus,
} from '../../domain/case/meeting.ts';
import {
  PLAN_ITEM_LIFE_CYCLE,
  PLAN_LIFE_CYCLE,
  type PlanAgreedBy,
  type PlanItemStatus,
  type PlanStatus,
} from '../../domain/case/plan.ts';
import { REFERRAL_LIFE_CYCLE, type ReferralEvent, type ReferralStatus } from '../../domain/case/referral.ts';
import { codes, type CodeList } from './code-list.ts';

export const CASE_WORK_CODES: Readonly<Record<string, CodeList>> = {
  DueKind: codes(['งานที่รอ', 'Kinds of work that waits'], DUE_WORDS),
  HostRole: codes(['บทบาทของหน่วยงานเจ้าภาพ', 'Part of a host in an indicator'], {
    MAIN: ['หน่วยงานหลัก', 'Main host'],
    JOINT: ['หน่วยงานร่วม', 'Joint host'],
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
  PlanPrintFormat: codes(['รูปแบบแผนที่พิมพ์', 'What a plan is printed as'], {
    html: ['หน้าเว็บ', 'A page of HTML for a browser to print'],
    pdf: ['แฟ้ม PDF', 'A PDF file, tagged, with numbered pages'],
  }),
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
};
