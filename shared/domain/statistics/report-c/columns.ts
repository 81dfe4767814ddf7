/** The tables of Report C, each said once: sheets, CSV files and the data dictionary follow from this list, in its order. */
import { DIMENSIONS } from '#shared/reference/dimensions.ts';
import { OUT_STATES } from '../../target-list/target-state.ts';
import { campaignSection } from '../campaign-section.ts';
import { ALL, countColumn as count, oneLine, type CaseSection } from '../case-columns.ts';
import { OVERLAP_CELLS } from '../../target-list/overlap.ts';
import type { ProgressFigures, ReportC } from './shape.ts';

/** A row of the tables; what only the report as a whole has is empty in the others. */
export type ProgressRow = ProgressFigures & Pick<ReportC, 'campaigns'> & { overlap: ReportC['overlap'] | null };

/** What the out-states are called at the head of a column. */
const EXITS: Readonly<Record<(typeof OUT_STATES)[number], string>> = {
  SELF_RESOLVED: 'พ้นได้เอง',
  NOT_POOR: 'ไม่ยากจน',
  REFUSED: 'ไม่ประสงค์รับ',
  NOT_FOUND: 'ไม่พบครัวเรือน',
  MOVED: 'ย้ายออก',
  DECEASED: 'เสียชีวิต',
  DUPLICATE: 'ซ้ำ',
};

export const PROGRESS_SECTIONS: readonly CaseSection<ProgressRow>[] = [
  {
    sheet: 'ความก้าวหน้ารายพื้นที่',
    file: 'progress',
    by: { th: 'ขั้น', words: 'FunnelStep' },
    lines: ({ baseline: { frozen, adjusted, lateAdded }, households, funnel, solvedPartly }) => [
      { code: ALL, of: { households, lateAdded, baseline: { frozen, adjusted }, solvedPartly } },
      ...funnel.map((of) => ({ code: of.step, of })),
    ],
    columns: [
      count(
        'households',
        'ครัวเรือน',
        'Households',
        'ครัวเรือนของฐานที่ถึงขั้นนี้ในวันของรายงาน; แต่ละขั้นเป็นข้อเท็จจริงของตนเอง ไม่ซ้อนกัน',
      ),
      count('lateAdded', 'เพิ่มหลังตรึง', 'Added late', 'ครัวเรือนนอกฐานที่ถึงขั้นนี้ แสดงไว้ข้างกัน'),
      {
        key: 'percentOfFrozen',
        th: 'ร้อยละของฐาน',
        en: 'Percent of B',
        format: 'percent',
        definition: 'ครัวเรือนต่อฐาน (B)',
      },
      {
        key: 'percentOfPrevious',
        th: 'ร้อยละของขั้นก่อน',
        en: 'Percent of the step before',
        format: 'percent',
        definition: 'ครัวเรือนที่ถึงทั้งขั้นนี้และขั้นก่อน ต่อครัวเรือนที่ถึงขั้นก่อน',
      },
      count('change', 'เปลี่ยนจากเดือนก่อน', 'Change', 'ครัวเรือนในวันของรายงานลบด้วยวันสิ้นเดือนก่อน ตามที่ทราบเวลาเดียวกัน'),
      count('baseline.frozen', 'ฐาน (B)', 'B', 'ครัวเรือนในบัญชีเมื่อตรึง; - คือยังไม่ตรึง'),
      count(
        'baseline.adjusted',
        'ฐานปรับปรุง (B_adj)',
        'B_adj',
        'ฐานหักครัวเรือนที่ไม่เข้าเกณฑ์ ซ้ำซ้อน เสียชีวิตทั้งครัวเรือน หรือย้ายออก',
      ),
      count('solvedPartly', 'แก้ได้บางส่วน', 'Solved in part', 'ครัวเรือนที่แก้ได้บางเรื่อง ยังไม่ครบ'),
    ],
  },
  {
    sheet: 'ออกจากเป้าหมาย',
    file: 'exits',
    lines: ({ exits }) => oneLine(exits),
    columns: OUT_STATES.map((state) => count(state, EXITS[state], state, 'แฟ้มในบัญชีที่อยู่ในสถานะนี้ในวันของรายงาน')),
  },
  {
    sheet: 'ห้ามิติ',
    file: 'dimensions',
    by: { th: 'มิติ', words: 'Dimension' },
    lines: ({ dimensions }) => DIMENSIONS.map((dimension) => ({ code: dimension, of: dimensions[dimension] })),
    columns: [
      count('target', 'เป้าหมาย', 'Target', 'ครัวเรือนของฐานที่รายการในบัญชีระบุมิตินี้'),
      count('helped', 'ได้รับความช่วยเหลือ', 'Helped', 'ในจำนวนนั้นที่ได้รับความช่วยเหลือในมิตินี้ตั้งแต่เปิดบัญชี'),
      count('solved', 'แก้ได้', 'Solved', 'ในจำนวนนั้นที่สภาพปัญหาในมิตินี้แก้ได้ทั้งหมด'),
      count('helpedBesides', 'ช่วยเหลือนอกเป้าหมาย', 'Helped besides', 'ครัวเรือนที่ได้รับความช่วยเหลือในมิตินี้โดยไม่ใช่เป้าหมายของมิติ'),
    ],
  },
  {
    sheet: 'ข้อมูลซ้อนทับ',
    file: 'overlap',
    by: { th: 'แหล่งข้อมูล', words: 'OverlapCell' },
    lines: ({ overlap }) =>
      overlap === null ? [] : OVERLAP_CELLS.map((cell) => ({ code: cell, of: { households: overlap[cell] } })),
    columns: [count('households', 'ครัวเรือน', 'Households', 'ครัวเรือนที่อยู่ในบัญชีของแหล่งเหล่านี้พร้อมกัน ทุกบัญชีของพื้นที่')],
  },
  campaignSection<ProgressRow>('เป้าหมายตามระยะเวลา'),
  {
    sheet: 'ไม่เคลื่อนไหวเกิน 30 วัน',
    file: 'no-movement',
    lines: ({ noMovement30Days }) => oneLine({ noMovement30Days }),
    columns: [count('noMovement30Days', 'ครัวเรือน', 'Households', 'ครัวเรือนที่ยังดำเนินการและไม่มีความเคลื่อนไหวเกิน 30 วัน')],
  },
];
