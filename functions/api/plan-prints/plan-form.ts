/** The form of a plan as the letter has it (domain.md §2.6), in words: what the page and the PDF show alike. */
import type { Plan, PlanItem, PlanItemStatus, PlanStatus } from '#shared/domain/case/plan.ts';
import { DIMENSION_NAMES, PLAN_FORM_DIMENSIONS, type Dimension } from '#shared/reference/dimensions.ts';
import { formatThaiDate } from '#shared/thai/thai-date.ts';
import { thaiDigits } from '#shared/thai/thai-text.ts';

export type PrintedPlan = {
  plan: Plan;
  headName: string | null;
  mentorName: string | null;
  /** House number, village and area, as one line. */
  address: string;
  /** Short names of the organisations that support it, by slug. */
  agencies: ReadonlyMap<string, string>;
};

/** Six cells: number, dimension, what the household does, who supports it how, when, and how it goes. */
type Row = {
  readonly cells: readonly string[];
  /** A dimension without an item, to be filled in by hand. */ readonly isEmpty: boolean;
};

export type PlanForm = {
  readonly title: string;
  readonly project: string;
  /** Version of the plan and the day on which it was said. */
  readonly said: string;
  readonly about: readonly { readonly term: string; readonly words: string }[];
  readonly tableTitle: string;
  /** Each head in its lines. */
  readonly heads: readonly (readonly string[])[];
  readonly rows: readonly Row[];
  readonly signed: readonly string[];
};

const TITLE = 'แบบแผนพัฒนาคุณภาพชีวิตครัวเรือน';

const ITEM_STATUS: Readonly<Record<PlanItemStatus, string>> = {
  NOT_STARTED: 'ยังไม่เริ่ม',
  CONTINUING: 'ต่อเนื่อง',
  DONE: 'สำเร็จ',
  CANCELLED: 'ยกเลิก',
};

const HEADS = [
  ['ลำดับ'],
  ['มิติการพัฒนา', '(จปฐ./TPMAP)'],
  ['กิจกรรม/สิ่งที่', 'ครัวเรือนจะทำ', '(พึ่งตนเอง)'],
  ['กิจกรรมที่พี่เลี้ยง/', 'หน่วยงานจะสนับสนุน'],
  ['ระยะเวลา', 'ดำเนินการ'],
  ['สถานะ', '(สำเร็จ/', 'ต่อเนื่อง)'],
];

/** All words in Thai digits. */
export function planForm({ plan, headName, mentorName, address, agencies }: PrintedPlan): PlanForm {
  const about = [
    { term: 'ชื่อหัวหน้าครัวเรือน', words: headName ?? '' },
    { term: 'ที่อยู่', words: address },
    { term: 'ข้าราชการพี่เลี้ยง', words: mentorName ?? '' },
    { term: 'เป้าหมายสูงสุดของครัวเรือน', words: plan.ultimateGoal },
  ];
  const rows = PLAN_FORM_DIMENSIONS.flatMap((dimension) => rowsOf(plan.items, dimension, agencies));
  return {
    title: `${TITLE}${plan.status === 'DRAFT' ? ' (ร่าง)' : ''}`,
    project: 'โครงการ “๑ ข้าราชการ ๑ ครัวเรือนยากจน”',
    said: thaiDigits(said(plan)),
    about: about.map(({ term, words }) => ({ term, words: thaiDigits(words) })),
    tableTitle: 'ตารางแผนปฏิบัติการพัฒนาครัวเรือน (Action Plan)',
    heads: HEADS,
    rows: rows.map(({ cells, isEmpty }) => ({ cells: cells.map(thaiDigits), isEmpty })),
    signed: ['ผู้แทนครัวเรือน', 'ข้าราชการพี่เลี้ยง'],
  };
}

/** A dimension without an item keeps its row. */
function rowsOf(items: readonly PlanItem[], dimension: Dimension, agencies: PrintedPlan['agencies']): Row[] {
  const of = items.filter((item) => item.dimension === dimension).toSorted((a, b) => a.seq - b.seq);
  const name = DIMENSION_NAMES[dimension].planFormTh;
  if (of.length === 0) return [{ cells: ['', name, '', '', '', ''], isEmpty: true }];
  return of.map((item) => {
    const agency = item.supportAgency === undefined ? '' : (agencies.get(item.supportAgency) ?? item.supportAgency);
    const support = [item.supportActivity, agency === '' ? '' : `(${agency})`].filter((part) => part !== '').join(' ');
    return {
      cells: [String(item.seq), name, item.selfActivity, support, periodOf(item), ITEM_STATUS[item.status]],
      isEmpty: false,
    };
  });
}

/** The words of the form; without any, the days. */
function periodOf({ periodText, start, end }: PlanItem): string {
  if (periodText !== '') return periodText;
  return [start, end].flatMap((day) => (day === undefined ? [] : [formatThaiDate(day)])).join(' - ');
}

const DAY_OF: Readonly<Record<PlanStatus, readonly [field: 'agreedOn' | 'reviewedOn' | 'closedOn', words: string]>> = {
  DRAFT: ['agreedOn', ''],
  AGREED: ['agreedOn', 'ตกลงกับครัวเรือนเมื่อ'],
  ACTIVE: ['agreedOn', 'ตกลงกับครัวเรือนเมื่อ'],
  REVIEWED: ['reviewedOn', 'ทบทวนเมื่อ'],
  CLOSED: ['closedOn', 'ปิดแผนเมื่อ'],
};

function said(plan: Plan): string {
  const [field, words] = DAY_OF[plan.status];
  const day = plan[field];
  return [`ฉบับที่ ${plan.version}`, ...(day === undefined ? [] : [`${words} ${formatThaiDate(day)}`])].join(' · ');
}
