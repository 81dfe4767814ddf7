/**
 * The columns of Report A (domain.md §6.3), each said once. Types, the contract, sums, the figures that open to households, sheets and CSV
 * files, the data dictionary and the page all follow from this list, in its order.
 */
import { DIMENSION_NAMES, DIMENSIONS } from '#shared/reference/dimensions.ts';
import type { Dimension } from '#shared/reference/dimensions.ts';
import { percentOf } from '../percent.ts';
import type { RowSums } from './row-sums.ts';
import type { HelpShare } from './shares.ts';

type FigureUnit = 'ครัวเรือน' | 'คน' | 'ครั้ง' | 'เรื่อง' | 'บาท' | 'ร้อยละ' | 'วัน' | 'รายการ';

/** How a figure is printed. A `count` is always known; a figure of another format may be null: no data, or nothing to compute it from. */
export type FigureFormat = 'count' | 'baht' | 'percent' | 'days';

/** What of the report the page shows side by side, without a reader getting lost. */
export const LOOKS = {
  summary: 'ภาพรวม',
  dimensions: 'ห้ามิติ',
  value: 'มูลค่า',
  needs: 'ปัญหาและการส่งต่อ',
  progress: 'สะสมและการรายงาน',
} as const;

/** A list household as a row counts it: whether one of its documents in the area asked for is in B, and in B_adj. */
export type TalliedHousehold = { id: string; inBaseline: boolean; inAdjusted: boolean };

/** B and B_adj, for the percents; null before the freeze. */
export type Denominators = { frozen: number | null; adjusted: number | null };

/** What a figure is made of when its row is complete. `opened`: how many households the column counted. */
export type CompleteRow = Denominators & { sums: RowSums; opened: number };

export type Column = {
  /** Column of domain.md §6.3. */
  code: string;
  /** Path in the JSON of the report: a name, or the name of a group and a name within it. */
  key: string;
  th: string;
  en: string;
  unit: FigureUnit;
  format: FigureFormat;
  /** What is counted, in Thai, for the data dictionary. */
  definition: string;
  /** Whether the row "นับซ้ำ" has the plain sum of it: false where a sum means nothing. */
  summed: boolean;
  /**
   * Which households the column counts, so that the figure opens to them: list households by their share of help, each asked once a row, or
   * those outside the lists. Null: the figure does not count households.
   */
  opens: ((share: HelpShare, household: TalliedHousehold) => boolean) | 'outside the lists' | null;
  /** The figure; absent: the number of households counted. */
  of?: (row: CompleteRow) => number | null;
  /** The looks of the page that show it, each with its label there: a name, or the name of a group and a name within it. */
  page: { [Look in keyof typeof LOOKS]?: string | readonly [string, string] };
};

/** The households that were helped in one dimension; the code is its place among the five. */
function dimensionColumn<Name extends Dimension>(dimension: Name, index: number) {
  const { nameTh, nameEn } = DIMENSION_NAMES[dimension];
  return {
    code: `A5.${index + 1}`,
    key: `byDimension.${dimension}`,
    th: `ครัวเรือน ${nameTh}`,
    en: `Households, ${nameEn}`,
    unit: 'ครัวเรือน',
    format: 'count',
    definition: `ครัวเรือนตาม A1 ที่ได้รับความช่วยเหลือ${nameTh} (หนึ่งครัวเรือนอยู่ได้หลายมิติ)`,
    summed: true,
    opens: (share) => share.records.some(({ fact }) => fact.dimension === dimension),
    page: { dimensions: ['ครัวเรือนแยกตามมิติ (ซ้ำกันได้)', nameTh.replace(/^ด้าน/u, '')] },
  } as const satisfies Column;
}

function percentOfKnown(part: number, whole: number | null): number | null {
  return whole === null ? null : percentOf(part, whole);
}

export const COLUMNS = [
  {
    code: 'A1',
    key: 'households',
    th: 'ครัวเรือนเป้าหมายที่ช่วยเหลือในเดือน',
    en: 'Target households helped in the month',
    unit: 'ครัวเรือน',
    format: 'count',
    definition: 'ครัวเรือนในบัญชีเป้าหมาย (นับไม่ซ้ำ) ที่ได้รับความช่วยเหลือจริงจากหน่วยงานในเดือน',
    summed: true,
    opens: (share) => share.records.length > 0,
    page: { summary: 'ครัวเรือนที่ช่วยเหลือ', dimensions: 'ครัวเรือนที่ช่วยเหลือ' },
  },
  {
    code: 'A2',
    key: 'newHouseholds',
    th: 'ในจำนวนนี้ ครัวเรือนใหม่',
    en: 'Of these, new households',
    unit: 'ครัวเรือน',
    format: 'count',
    definition: 'ครัวเรือนตาม A1 ที่ไม่เคยได้รับความช่วยเหลือจากหน่วยงานใดเลยตั้งแต่เปิดบัญชีจนถึงก่อนเดือนนี้',
    summed: true,
    opens: (share) => share.newHousehold,
    page: { summary: 'ครัวเรือนใหม่' },
  },
  {
    code: 'A3',
    key: 'persons',
    th: 'คนที่ระบุชื่อรับความช่วยเหลือ',
    en: 'Persons named as helped',
    unit: 'คน',
    format: 'count',
    definition: 'บุคคล (นับไม่ซ้ำ) ที่ระบุไว้ในรายการตาม A4 หากไม่ระบุบุคคล นับเฉพาะครัวเรือน',
    summed: true,
    of: ({ sums }) => sums.persons,
    opens: null,
    page: { summary: 'คนที่ระบุชื่อ' },
  },
  {
    code: 'A4',
    key: 'assistances',
    th: 'จำนวนครั้งการช่วยเหลือ',
    en: 'Times help was delivered',
    unit: 'ครั้ง',
    format: 'count',
    definition: 'รายการช่วยเหลือที่ส่งมอบแล้วในเดือนแก่ครัวเรือนในบัญชี',
    summed: true,
    of: ({ sums }) => sums.assistances,
    opens: null,
    page: { summary: 'จำนวนครั้ง', value: 'จำนวนครั้ง' },
  },
  ...DIMENSIONS.map(dimensionColumn),
  {
    code: 'A6',
    key: 'needsTouched',
    th: 'สภาพปัญหาที่ได้รับการดำเนินการ',
    en: 'Needs worked on',
    unit: 'เรื่อง',
    format: 'count',
    definition: 'สภาพปัญหา (นับไม่ซ้ำ) ที่รายการตาม A4 อ้างถึง',
    summed: true,
    of: ({ sums }) => sums.needsTouched,
    opens: null,
    page: { needs: ['สภาพปัญหา', 'ได้รับการดำเนินการ'] },
  },
  {
    code: 'A6',
    key: 'needsResolved',
    th: 'สภาพปัญหาที่แก้ไขแล้วเสร็จในเดือน',
    en: 'Needs resolved in the month',
    unit: 'เรื่อง',
    format: 'count',
    definition:
      'สภาพปัญหาของครัวเรือนในบัญชีที่สถานะล่าสุดคือแก้ไขแล้วเสร็จโดยลงวันที่ในเดือน และหน่วยงานเป็นผู้ให้หรือผู้ร่วมให้ความช่วยเหลือครั้งสุดท้ายแก่ปัญหานั้น',
    summed: true,
    of: ({ sums }) => sums.needsResolved,
    opens: null,
    page: { needs: ['สภาพปัญหา', 'แก้ไขแล้วเสร็จ'] },
  },
  {
    code: 'A7',
    key: 'integratedHouseholds',
    th: 'ครัวเรือนบูรณาการ',
    en: 'Households helped by two or more agencies',
    unit: 'ครัวเรือน',
    format: 'count',
    definition: 'ครัวเรือนตาม A1 ที่ได้รับความช่วยเหลือในเดือนจากสองหน่วยงานขึ้นไป',
    summed: true,
    opens: (share) => share.integrated,
    // Browsers do not know the word บูรณาการ: they may break before it, where they are told, and not within it.
    page: { summary: 'ครัวเรือน\u200bบู\u2060รณา\u2060การ' },
  },
  {
    code: 'A8',
    key: 'cashBaht',
    th: 'มูลค่าเงินสด',
    en: 'Cash',
    unit: 'บาท',
    format: 'baht',
    definition: 'ผลรวมเงินสดที่ทราบมูลค่า “-” คือมีรายการแต่ไม่ทราบมูลค่าเลย 0 คือไม่มีรายการ',
    summed: true,
    of: ({ sums }) => sums.cashBaht,
    opens: null,
    page: { value: ['บาท', 'เงินสด'] },
  },
  {
    code: 'A8',
    key: 'inKindBaht',
    th: 'มูลค่าสิ่งของ (ประมาณ)',
    en: 'Help in kind (estimated)',
    unit: 'บาท',
    format: 'baht',
    definition: 'ผลรวมมูลค่าสิ่งของที่ทราบ “-” คือมีรายการแต่ไม่ทราบมูลค่าเลย 0 คือไม่มีรายการ',
    summed: true,
    of: ({ sums }) => sums.inKindBaht,
    opens: null,
    page: { value: ['บาท', 'สิ่งของ (ประมาณ)'] },
  },
  {
    code: 'A8',
    key: 'withoutValue',
    th: 'รายการที่ไม่ระบุมูลค่า',
    en: 'Records without a value',
    unit: 'รายการ',
    format: 'count',
    definition: 'รายการตาม A4 ที่ไม่ระบุทั้งเงินสดและมูลค่าสิ่งของ รวมการให้คำปรึกษา',
    summed: true,
    of: ({ sums }) => sums.withoutValue,
    opens: null,
    page: { value: 'ครั้งที่ไม่มีมูลค่า' },
  },
  {
    code: 'A9',
    key: 'referrals.received',
    th: 'ส่งต่อ: รับเข้า',
    en: 'Referrals received',
    unit: 'เรื่อง',
    format: 'count',
    definition: 'เรื่องของครัวเรือนในบัญชีที่ส่งต่อถึงหน่วยงานในเดือน',
    summed: true,
    of: ({ sums }) => sums.received,
    opens: null,
    page: { needs: ['การส่งต่อ', 'รับเข้า'] },
  },
  {
    code: 'A9',
    key: 'referrals.accepted',
    th: 'ส่งต่อ: รับดำเนินการ',
    en: 'Referrals accepted',
    unit: 'เรื่อง',
    format: 'count',
    definition: 'เรื่องที่หน่วยงานรับดำเนินการในเดือน',
    summed: true,
    of: ({ sums }) => sums.accepted,
    opens: null,
    page: { needs: ['การส่งต่อ', 'รับดำเนินการ'] },
  },
  {
    code: 'A9',
    key: 'referrals.completed',
    th: 'ส่งต่อ: เสร็จ',
    en: 'Referrals completed',
    unit: 'เรื่อง',
    format: 'count',
    definition: 'เรื่องที่หน่วยงานดำเนินการเสร็จในเดือน',
    summed: true,
    of: ({ sums }) => sums.completed,
    opens: null,
    page: { needs: ['การส่งต่อ', 'เสร็จ'] },
  },
  {
    code: 'A9',
    key: 'referrals.rejected',
    th: 'ส่งต่อ: ปฏิเสธ',
    en: 'Referrals rejected',
    unit: 'เรื่อง',
    format: 'count',
    definition: 'เรื่องที่หน่วยงานปฏิเสธในเดือน ไม่รวมที่ส่งคืน',
    summed: true,
    of: ({ sums }) => sums.rejected,
    opens: null,
    page: { needs: ['การส่งต่อ', 'ปฏิเสธ'] },
  },
  {
    code: 'A9',
    key: 'referrals.overdue',
    th: 'ส่งต่อ: เกินกำหนด',
    en: 'Referrals overdue at the close',
    unit: 'เรื่อง',
    format: 'count',
    definition: 'เรื่องที่ครบกำหนดก่อนปิดรอบเดือนและยังไม่เสร็จ ไม่ถูกปฏิเสธ และไม่ถูกส่งคืนเมื่อปิดรอบ',
    summed: true,
    of: ({ sums }) => sums.overdue,
    opens: null,
    page: { needs: ['การส่งต่อ', 'เกินกำหนด'] },
  },
  {
    code: 'A9',
    key: 'referrals.medianDays',
    th: 'ส่งต่อ: มัธยฐานวัน',
    en: 'Median days from sent to done',
    unit: 'วัน',
    format: 'days',
    definition: 'มัธยฐานของจำนวนวันตามปฏิทินตั้งแต่ส่งต่อถึงเสร็จ ของเรื่องที่เสร็จในเดือน “-” คือไม่มีเรื่องที่เสร็จ',
    summed: false,
    of: ({ sums }) => sums.medianDays,
    opens: null,
    page: { needs: ['การส่งต่อ', 'มัธยฐาน (วัน)'] },
  },
  {
    code: 'A10',
    key: 'fiscalYearHouseholds',
    th: 'ครัวเรือนสะสมปีงบประมาณ',
    en: 'Households since 1 October',
    unit: 'ครัวเรือน',
    format: 'count',
    definition: 'ครัวเรือนในบัญชี (นับไม่ซ้ำ) ที่ช่วยเหลือตั้งแต่ 1 ตุลาคมถึงสิ้นเดือน รวมก่อนเปิดบัญชี',
    summed: true,
    opens: (share) => share.fiscalYear,
    page: { progress: ['ครัวเรือนสะสม', 'ปีงบประมาณ'] },
  },
  {
    code: 'A10',
    key: 'sinceListHouseholds',
    th: 'ครัวเรือนสะสมตั้งแต่เปิดบัญชี',
    en: 'Households since the list opened',
    unit: 'ครัวเรือน',
    format: 'count',
    definition: 'ครัวเรือนในบัญชี (นับไม่ซ้ำ) ที่ช่วยเหลือตั้งแต่วันที่ 1 ของเดือนที่เปิดบัญชีถึงสิ้นเดือน',
    summed: true,
    opens: (share) => share.sinceList,
    page: { summary: 'สะสมตั้งแต่เปิดบัญชี', progress: ['ครัวเรือนสะสม', 'ตั้งแต่เปิดบัญชี'] },
  },
  {
    code: 'A11',
    key: 'percentOfFrozen',
    th: 'ร้อยละต่อเป้าหมาย (B)',
    en: 'Percent of the frozen baseline B',
    unit: 'ร้อยละ',
    format: 'percent',
    definition: 'ครัวเรือนสะสมตั้งแต่เปิดบัญชีที่อยู่ใน B หารด้วย B ทศนิยม 2 ตำแหน่ง “-” คือยังไม่ตรึงบัญชี',
    summed: false,
    of: ({ opened, frozen }) => percentOfKnown(opened, frozen),
    opens: (share, { inBaseline }) => share.sinceList && inBaseline,
    page: { summary: 'ร้อยละของเป้าหมาย', progress: ['ร้อยละ', 'ของเป้าหมาย'] },
  },
  {
    code: 'A11',
    key: 'percentOfAdjusted',
    th: 'ร้อยละต่อเป้าหมายปรับปรุง (B_adj)',
    en: 'Percent of the adjusted baseline B_adj',
    unit: 'ร้อยละ',
    format: 'percent',
    definition: 'ครัวเรือนสะสมตั้งแต่เปิดบัญชีที่อยู่ใน B_adj หารด้วย B_adj แสดงคู่กับ B เสมอ',
    summed: false,
    of: ({ opened, adjusted }) => percentOfKnown(opened, adjusted),
    opens: (share, { inAdjusted }) => share.sinceList && inAdjusted,
    page: { progress: ['ร้อยละ', 'ของเป้าหมายที่ปรับแล้ว'] },
  },
  {
    code: 'A12',
    key: 'outsideList',
    th: 'ครัวเรือนนอกบัญชี',
    en: 'Households outside the lists',
    unit: 'ครัวเรือน',
    format: 'count',
    definition: 'ครัวเรือนนอกบัญชี (นับไม่ซ้ำ) ที่ได้รับความช่วยเหลือในเดือน ไม่นับรวมในช่องอื่น',
    summed: true,
    opens: 'outside the lists',
    page: { summary: 'นอกบัญชี' },
  },
  {
    code: 'A13',
    key: 'recordedOnTime',
    th: 'ร้อยละบันทึกภายใน 7 วัน',
    en: 'Percent recorded within 7 days',
    unit: 'ร้อยละ',
    format: 'percent',
    definition:
      'รายการที่บันทึกว่าส่งมอบแล้วหรือตรวจสอบแล้วเป็นครั้งแรกไม่เกิน 7 วันตามปฏิทินหลังวันให้ความช่วยเหลือ หารด้วย A4 “-” คือไม่มีรายการ',
    summed: false,
    of: ({ sums }) => percentOf(sums.onTime, sums.assistances),
    opens: null,
    page: { progress: ['ร้อยละ', 'บันทึกภายใน 7 วัน'] },
  },
  {
    code: 'เสริม',
    key: 'extra.adviceOnlyHouseholds',
    th: 'ครัวเรือนที่ได้รับเพียงคำปรึกษา',
    en: 'Households with advice only',
    unit: 'ครัวเรือน',
    format: 'count',
    definition: 'ครัวเรือนตาม A1 ที่ในเดือนได้รับเฉพาะคำปรึกษา (รวมอยู่ใน A1 แล้ว)',
    summed: false,
    opens: (share) => share.adviceOnly,
    page: { value: 'ครัวเรือนที่ได้แต่คำปรึกษา' },
  },
  {
    code: 'เสริม',
    key: 'extra.integratedSinceList',
    th: 'ครัวเรือนบูรณาการสะสมตั้งแต่เปิดบัญชี',
    en: 'Households helped by two or more agencies since the list opened',
    unit: 'ครัวเรือน',
    format: 'count',
    definition: 'ครัวเรือนสะสมตั้งแต่เปิดบัญชีที่ได้รับความช่วยเหลือจากสองหน่วยงานขึ้นไป',
    summed: false,
    opens: (share) => share.integratedSinceList,
    page: {},
  },
  {
    code: 'เสริม',
    key: 'extra.recordedAfterClose',
    th: 'บันทึกย้อนหลัง',
    en: 'Records made after the close',
    unit: 'รายการ',
    format: 'count',
    definition: 'รายการตาม A4 ที่บันทึกว่าส่งมอบแล้วหรือตรวจสอบแล้วเป็นครั้งแรกหลังปิดรอบเดือน',
    summed: false,
    of: ({ sums }) => sums.afterClose,
    opens: null,
    page: { progress: 'บันทึกหลังปิดรอบ (ครั้ง)' },
  },
] as const satisfies readonly Column[];

/** A14 is no figure of a row but a word, and in total and plain sums the number of agencies. */
export const REPORTING_STATUS = {
  code: 'A14',
  key: 'silent',
  th: 'สถานะการรายงาน',
  en: 'Reporting status',
  /** What page and package call an agency that is silent. */
  silent: 'ไม่รายงาน',
  definition:
    'ไม่รายงาน: อยู่ในคำสั่ง ศจพ. แต่ในเดือนปฏิทินไม่มีรายการที่บันทึกโดยมีหน่วยงานเป็นผู้ให้ (ทุกประเภท ทุกสถานะ ทุกพื้นที่) ไม่ตอบเรื่องส่งต่อ ไม่มีการเข้าใช้งาน และไม่มีความช่วยเหลือของเดือนในแถวของตน (A4 และ A12 เป็น 0) ในแถวรวมคือจำนวนหน่วยงาน',
} as const;

/** Figures of rows that open to the households behind them. For a percent: the households of the numerator. */
export type RowFigure = Extract<(typeof COLUMNS)[number], { opens: Exclude<Column['opens'], null> }>['key'];

const BASELINE_FIGURES = ['baseline.frozen', 'baseline.adjusted', 'baseline.lateAdded'] as const;

export type HouseholdFigure = RowFigure | (typeof BASELINE_FIGURES)[number];

/** Every figure that opens, in the order of the list, then those of the baseline. */
export const HOUSEHOLD_FIGURES: readonly HouseholdFigure[] = [
  ...COLUMNS.flatMap(({ key, opens }) => (opens === null ? [] : [key])),
  ...BASELINE_FIGURES,
];
