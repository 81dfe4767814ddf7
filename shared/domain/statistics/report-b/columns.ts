/** The tables of Report B, each said once: sheets, CSV files and the data dictionary follow from this list, in its order. */
import { DIMENSIONS } from '#shared/reference/dimensions.ts';
import { TARGET_STATES } from '../../target-list/target-state.ts';
import { ALL, countColumn as count, oneLine, type CaseColumn, type CaseSection } from '../case-columns.ts';
import { campaignSection } from '../campaign-section.ts';
import { STAGES } from '../case-on-day.ts';
import type { ByState, QuarterFigures } from './shape.ts';

const baht = (key: string, th: string, en: string, definition: string): CaseColumn => ({
  key,
  th,
  en,
  format: 'baht',
  definition,
});

const HELP: readonly CaseColumn[] = [
  count('households', 'ครัวเรือน', 'Households', 'ครัวเรือนในบัญชีที่ได้รับความช่วยเหลือส่งมอบในไตรมาส นับไม่ซ้ำ'),
  count('assistances', 'รายการ', 'Records', 'รายการช่วยเหลือที่ส่งมอบในไตรมาส'),
  baht('cashBaht', 'เงิน (บาท)', 'Cash (baht)', 'ผลรวมเงิน; - คือไม่มีรายการใดระบุมูลค่า'),
  baht('inKindBaht', 'สิ่งของ (บาท)', 'In kind (baht)', 'ผลรวมมูลค่าสิ่งของ; - คือไม่มีรายการใดระบุมูลค่า'),
];

const SENT = 'การส่งต่อเพื่อครัวเรือนในบัญชี';
const GIVEN = 'ครัวเรือนในบัญชีที่ผลการติดตามล่าสุดถึงวันสิ้นไตรมาส';

function summed(states: ByState): number {
  return TARGET_STATES.reduce((sum, state) => sum + states[state], 0);
}

export const QUARTER_SECTIONS: readonly CaseSection<QuarterFigures>[] = [
  {
    sheet: '1 กลไก',
    file: 'mechanism',
    lines: ({ mechanism }) => oneLine(mechanism),
    columns: [
      count('ordersInForce', 'คำสั่งแต่งตั้ง', 'Orders', 'หน่วยที่มีคำสั่งลงวันที่ไม่เกินวันสิ้นไตรมาส'),
      count('meetings.targeting', 'ประชุมเล็งเป้า', 'Targeting meetings', 'ประชุมที่จัดในไตรมาส'),
      count('meetings.committee', 'ประชุมคณะกรรมการ', 'Committee meetings', 'ประชุมที่จัดในไตรมาส'),
      count('meetings.other', 'ประชุมอื่น', 'Other meetings', 'ประชุมที่จัดในไตรมาส'),
      count('resolutions.adopted', 'มติใหม่', 'Resolutions adopted', 'มติของการประชุมที่จัดในไตรมาส'),
      count('resolutions.done', 'มติที่เสร็จ', 'Resolutions done', 'มติที่ดำเนินการเสร็จในไตรมาส ไม่ว่าของการประชุมใด'),
      count('resolutions.open', 'มติค้าง', 'Resolutions open', 'มติที่ยังไม่สิ้นสุดในวันสิ้นไตรมาส'),
      count('resolutions.overdue', 'มติเกินกำหนด', 'Resolutions overdue', 'มติค้างที่ครบกำหนดก่อนวันสิ้นไตรมาส'),
      count('fieldTeams', 'ทีมปฏิบัติการ', 'Field teams', 'ทีมปฏิบัติการที่มีคำสั่งและทำงานในหน่วย'),
      count('mentors', 'พี่เลี้ยง', 'Mentors', 'พี่เลี้ยงที่มีครัวเรือนในบัญชีในวันสิ้นไตรมาส'),
      count(
        'householdsWithMentor',
        'ครัวเรือนมีพี่เลี้ยง',
        'Households with a mentor',
        'ครัวเรือนที่ยังดำเนินการและมีพี่เลี้ยงในวันสิ้นไตรมาส',
      ),
      count(
        'householdsWithoutMentor',
        'ครัวเรือนไม่มีพี่เลี้ยง',
        'Households without a mentor',
        'ครัวเรือนที่ยังดำเนินการและไม่มีพี่เลี้ยงในวันสิ้นไตรมาส',
      ),
      {
        key: 'householdsPerMentor.median',
        th: 'ครัวเรือนต่อพี่เลี้ยง (มัธยฐาน)',
        en: 'Households of a mentor (median)',
        format: 'days',
        definition: 'มัธยฐานของจำนวนครัวเรือนต่อพี่เลี้ยง',
      },
      count(
        'householdsPerMentor.max',
        'ครัวเรือนต่อพี่เลี้ยง (สูงสุด)',
        'Households of a mentor (most)',
        'จำนวนครัวเรือนของพี่เลี้ยงที่มีมากที่สุด',
      ),
      count('accounts.open', 'บัญชีผู้ใช้', 'Accounts', 'บัญชีบุคคลที่ใช้ได้ในวันสิ้นไตรมาส; - คือไม่มีข้อมูลการเข้าใช้ของไตรมาสนั้น'),
      count('accounts.signedIn', 'บัญชีที่เข้าใช้', 'Accounts that signed in', 'บัญชีที่เข้าใช้ในไตรมาส'),
      count('accounts.agenciesWithout', 'หน่วยงานไม่มีบัญชี', 'Agencies without an account', 'หน่วยงานตามคำสั่งที่ไม่มีบัญชีผู้ใช้'),
    ],
  },
  {
    sheet: '2 เป้าหมายยกมาและคงเหลือ',
    file: 'targets',
    by: { th: 'สถานะ', words: 'TargetState' },
    lines: ({ targets: { opening, in: came, out, closing, entered } }) => [
      ...TARGET_STATES.map((state) => ({
        code: state,
        of: { opening: opening[state], in: came[state], out: out[state], closing: closing[state] },
      })),
      {
        code: ALL,
        of: { opening: summed(opening), in: summed(came), out: summed(out), closing: summed(closing), entered },
      },
    ],
    columns: [
      count('opening', 'ยกมา', 'Opening', 'แฟ้มในบัญชีที่อยู่ในสถานะนี้ในวันก่อนเริ่มไตรมาส'),
      count('in', 'รับ', 'In', 'อยู่ในสถานะนี้ในวันสิ้นไตรมาส แต่ไม่อยู่ในวันก่อนเริ่มไตรมาส'),
      count('out', 'จำหน่าย', 'Out', 'อยู่ในสถานะนี้ในวันก่อนเริ่มไตรมาส แต่ไม่อยู่ในวันสิ้นไตรมาส'),
      count('closing', 'คงเหลือ', 'Closing', 'ยกมา + รับ − จำหน่าย'),
      count('entered.baseline', 'เข้าบัญชีในไตรมาส (ฐาน)', 'Entered: baseline', 'แฟ้มของฐานที่เข้าบัญชีในไตรมาส'),
      count('entered.lateAdded', 'เข้าบัญชีในไตรมาส (หลังตรึง)', 'Entered: added late', 'แฟ้มที่เข้าบัญชีหลังตรึงบัญชี ในไตรมาส'),
    ],
  },
  {
    sheet: '3 สภาพปัญหา',
    file: 'needs',
    by: { th: 'มิติ', words: 'Dimension' },
    lines: ({ needs }) => [
      ...DIMENSIONS.map((dimension) => ({ code: dimension, of: needs.byDimension[dimension] })),
      { code: ALL, of: needs.total },
    ],
    columns: [
      count('openBefore', 'ค้างยกมา', 'Open before', 'สภาพปัญหาที่ยังไม่สิ้นสุดในวันก่อนเริ่มไตรมาส'),
      count('opened', 'เพิ่ม', 'Opened', 'สภาพปัญหาที่เริ่มในไตรมาส'),
      count('reopened', 'เปิดใหม่', 'Reopened', 'สิ้นสุดแล้วในวันก่อนเริ่มไตรมาส แต่เปิดอยู่ในวันสิ้นไตรมาส'),
      count('closed', 'สิ้นสุด', 'Closed', 'สิ้นสุดในวันสิ้นไตรมาส และเปิดอยู่หรือยังไม่มีในวันก่อนเริ่มไตรมาส'),
      count('openAfter', 'คงค้าง', 'Open after', 'ค้างยกมา + เพิ่ม + เปิดใหม่ − สิ้นสุด'),
      count('closedAs.RESOLVED', 'แก้ได้', 'Resolved', 'สิ้นสุดโดยแก้ไขได้'),
      count('closedAs.SELF_RESOLVED', 'แก้ได้เอง', 'Resolved without help', 'สิ้นสุดโดยครัวเรือนแก้ได้เอง'),
      count('closedAs.NOT_SOLVABLE', 'แก้ไม่ได้', 'Not solvable', 'สิ้นสุดโดยแก้ไขไม่ได้'),
      count('closedAs.WITHDRAWN', 'ถอน', 'Withdrawn', 'สิ้นสุดโดยถอนเรื่อง'),
      count('households', 'ครัวเรือน', 'Households with an open need', 'ครัวเรือนที่มีสภาพปัญหาเปิดอยู่ในวันสิ้นไตรมาส นับไม่ซ้ำ'),
    ],
  },
  {
    sheet: '3 ตัวชี้วัดที่ตกเกณฑ์',
    file: 'indicators',
    by: { th: 'ตัวชี้วัด', words: 'Indicator' },
    lines: ({ indicators }) => indicators.map((of) => ({ code: String(of.indicator), of })),
    columns: [count('households', 'ครัวเรือน', 'Households', 'ครัวเรือนที่รายการในบัญชีระบุว่าตกเกณฑ์ตัวชี้วัด')],
  },
  {
    sheet: '4 ความช่วยเหลือ',
    file: 'assistance',
    by: { th: 'ประเภทความช่วยเหลือ', words: 'AssistanceType' },
    lines: ({ assistance, referrals }) => [
      ...assistance.byType.map((of) => ({ code: of.assistanceType, of })),
      { code: ALL, of: { ...assistance, referrals } },
    ],
    columns: [
      ...HELP,
      count('persons', 'คน', 'Persons', 'บุคคลที่ระบุชื่อในความช่วยเหลือ นับไม่ซ้ำ'),
      count(
        'integratedHouseholds',
        'ครัวเรือนบูรณาการ',
        'Integrated households',
        'ได้รับความช่วยเหลือจากตั้งแต่สองหน่วยงานในไตรมาส',
      ),
      {
        key: 'percentIntegrated',
        th: 'ร้อยละบูรณาการ',
        en: 'Percent integrated',
        format: 'percent',
        definition: 'ครัวเรือนบูรณาการต่อครัวเรือนที่ได้รับความช่วยเหลือในไตรมาส',
      },
      count('adviceOnlyHouseholds', 'ได้รับคำปรึกษาเท่านั้น', 'Advice only', 'ครัวเรือนที่ได้รับแต่คำปรึกษา'),
      count('withoutValue', 'รายการไม่ระบุมูลค่า', 'Records without value', 'รายการที่ไม่ระบุทั้งเงินและมูลค่าสิ่งของ'),
      count('referrals.sent', 'ส่งต่อ', 'Referrals sent', `${SENT} ที่ส่งในไตรมาส`),
      count('referrals.accepted', 'รับดำเนินการ', 'Referrals accepted', `${SENT} ที่รับในไตรมาส`),
      count('referrals.completed', 'ส่งต่อเสร็จ', 'Referrals completed', `${SENT} ที่เสร็จในไตรมาส`),
      count('referrals.rejected', 'ปฏิเสธ', 'Referrals rejected', `${SENT} ที่ปฏิเสธในไตรมาส`),
      count('referrals.returned', 'ส่งคืน', 'Referrals returned', `${SENT} ที่ส่งคืนในไตรมาส`),
      count('referrals.overdue', 'ส่งต่อเกินกำหนด', 'Referrals overdue', `${SENT} ที่ครบกำหนดก่อนวันสิ้นไตรมาสและยังไม่สิ้นสุด`),
      count('referrals.bouncedNeeds', 'ปัญหาที่ถูกส่งวน', 'Bounced needs', 'สภาพปัญหาที่เปิดอยู่และส่งไปแล้วมากกว่าสองหน่วยงาน'),
    ],
  },
  {
    sheet: '4 รายหน่วยงาน',
    file: 'assistance-by-agency',
    by: { th: 'หน่วยงาน', words: 'Agency' },
    lines: ({ assistance }) => assistance.byAgency.map((of) => ({ code: of.agency, of })),
    columns: HELP,
  },
  {
    sheet: '4 รายภาคี',
    file: 'assistance-by-sector',
    by: { th: 'ภาคี', words: 'Sector' },
    lines: ({ assistance }) => assistance.bySector.map((of) => ({ code: of.sector, of })),
    columns: HELP,
  },
  {
    sheet: '5 ขั้นการพัฒนา',
    file: 'outcome',
    by: { th: 'ขั้นเมื่อเริ่มไตรมาส', words: 'Stage' },
    lines: ({ outcome: { stages, graduated, relapsed } }) => [
      ...STAGES.map((stage) => ({ code: stage, of: stages[stage] })),
      { code: ALL, of: { graduated, relapsed } },
    ],
    columns: [
      count('NONE', 'ยังไม่ประเมิน', 'To: none', `${GIVEN} ยังไม่มี`),
      count('CRISIS', 'วิกฤต', 'To: crisis', `${GIVEN} คือวิกฤต`),
      count('SURVIVE', 'อยู่รอด', 'To: survive', `${GIVEN} คืออยู่รอด`),
      count('SUFFICIENT', 'พอเพียง', 'To: sufficient', `${GIVEN} คือพอเพียง`),
      count('SUSTAIN', 'ยั่งยืน', 'To: sustain', `${GIVEN} คือยั่งยืน`),
      count('graduated', 'พ้นความยากลำบาก', 'Graduated', 'ครัวเรือนที่บันทึกว่าพ้นในไตรมาส'),
      count('relapsed', 'กลับมายากลำบาก', 'Relapsed', 'ครัวเรือนที่บันทึกว่ากลับมายากลำบากในไตรมาส'),
    ],
  },
  {
    sheet: '6 ครัวเรือนตกหล่น',
    file: 'missed',
    lines: ({ missed }) => oneLine(missed),
    columns: [
      count('bySource.THAIQM', 'พบจาก ThaiQM', 'By ThaiQM', 'ครัวเรือนที่พบในไตรมาส ตามแหล่งที่พบ'),
      count('bySource.VULNERABLE', 'พบจากกลุ่มเปราะบาง', 'By the vulnerable register', 'ครัวเรือนที่พบในไตรมาส ตามแหล่งที่พบ'),
      count('bySource.FIELD_FOUND', 'พบในพื้นที่', 'Found in the field', 'ครัวเรือนที่พบในไตรมาส ตามแหล่งที่พบ'),
      count('bySource.REXRAY', 'พบจาก Re-X-ray', 'By Re-X-ray', 'ครัวเรือนที่พบในไตรมาส ตามแหล่งที่พบ'),
      count('bySource.OTHER', 'พบจากแหล่งอื่น', 'By another source', 'ครัวเรือนที่พบในไตรมาส ตามแหล่งที่พบ'),
      count('total', 'รวม', 'Total', 'ครัวเรือนตกหล่นที่พบในไตรมาส นับไม่ซ้ำ'),
      count('listed', 'เข้าบัญชีแล้ว', 'Listed by then', 'ครัวเรือนตกหล่นที่อยู่ในบัญชีภายในวันสิ้นไตรมาส'),
    ],
  },
  {
    sheet: '6 Re-X-ray',
    file: 'rexray',
    by: { th: 'รอบ', words: 'Round' },
    lines: ({ rexray }) => rexray.map((of) => ({ code: of.round, of })),
    columns: [
      count('cases', 'ครัวเรือนในรอบ', 'Cases', 'ครัวเรือนของบัญชีของรอบ'),
      count('done', 'มีผลแล้ว', 'Done', 'ครัวเรือนที่มีผล Re-X-ray ถึงวันสิ้นไตรมาส'),
      count('COMPLETE', 'แก้ครบ', 'Complete', 'ปัญหาเดิมแก้ครบทุกเรื่อง หรือไม่มีปัญหาเดิม'),
      count('INCOMPLETE', 'แก้ไม่ครบ', 'Incomplete', 'ปัญหาเดิมแก้ไม่ครบ'),
      count('NOT_STARTED', 'ยังไม่แก้', 'Not started', 'ยังไม่เริ่มแก้ปัญหาเดิมเลย'),
      count('HOUSEHOLD_GONE', 'ไม่มีครัวเรือนแล้ว', 'Household gone', 'ไม่พบครัวเรือนแล้ว'),
      count('newProblem', 'มีปัญหาใหม่', 'New problem', 'ครัวเรือนที่มีผลและพบปัญหาใหม่'),
      count('missedHouseholds', 'ครัวเรือนตกหล่น', 'Missed households', 'ครัวเรือนตกหล่นที่พบในรอบ'),
    ],
  },
  campaignSection<QuarterFigures>('7 เป้าหมายตามระยะเวลา'),
  {
    sheet: '8 ปัญหา อุปสรรค ข้อเสนอแนะ',
    file: 'remarks',
    lines: ({ remarks }) => oneLine(remarks ?? {}),
    columns: [
      { key: 'problems', th: 'ปัญหา', en: 'Problems', format: 'text', definition: 'ตามที่หน่วยบันทึกล่าสุด' },
      { key: 'obstacles', th: 'อุปสรรค', en: 'Obstacles', format: 'text', definition: 'ตามที่หน่วยบันทึกล่าสุด' },
      { key: 'suggestions', th: 'ข้อเสนอแนะ', en: 'Suggestions', format: 'text', definition: 'ตามที่หน่วยบันทึกล่าสุด' },
    ],
  },
  {
    sheet: '9 คุณภาพข้อมูล',
    file: 'quality',
    lines: ({ quality }) => oneLine(quality),
    columns: [
      count('withoutCitizenId', 'ไม่มีเลขประจำตัว', 'Without citizen ID', 'ครัวเรือนในบัญชีที่ไม่มีเลขประจำตัวประชาชน'),
      count('lateEntries.entries', 'รายการในไตรมาส', 'Entries', 'การเยี่ยม สำรวจ ติดตาม และความช่วยเหลือที่มีวันที่ในไตรมาส'),
      count('lateEntries.late', 'บันทึกช้า', 'Late', 'รายการที่บันทึกครั้งแรกช้ากว่า 7 วัน'),
      {
        key: 'lateEntries.percent',
        th: 'ร้อยละบันทึกช้า',
        en: 'Percent late',
        format: 'percent',
        definition: 'รายการที่บันทึกช้าต่อรายการในไตรมาส',
      },
      count(
        'noContact31Days',
        'ไม่ได้พบเกิน 31 วัน',
        'No contact for more than 31 days',
        'ครัวเรือนที่ยังดำเนินการและไม่มีการพบเกิน 31 วัน หรือเกินจำนวนวันของบัญชี',
      ),
    ],
  },
];
