/** Words of the codes of reports, campaigns and rounds. In alphabetical order. */
import type { Metric } from '../../domain/campaign/campaign.ts';
import type { MilestoneStatus } from '../../domain/campaign/milestone.ts';
import type { RoundResult } from '../../domain/campaign/round-result.ts';
import type { RollUp } from '../../domain/organisation/organisation.ts';
import { COLUMNS as FIGURES, HOUSEHOLD_FIGURES } from '../../domain/statistics/report-a/columns.ts';
import type { OverlapCell } from '../../domain/target-list/overlap.ts';
import { codes, type CodeList, type CodeNames } from './code-list.ts';

const FIGURE_NAMES = new Map<string, CodeNames>([
  ...FIGURES.map(({ key, th, en }): [string, CodeNames] => [key, { nameTh: th, nameEn: en }]),
  ['baseline.frozen', { nameTh: 'ครัวเรือนฐาน (B)', nameEn: 'Households of the frozen baseline B' }],
  ['baseline.adjusted', { nameTh: 'ครัวเรือนฐานปรับปรุง (B_adj)', nameEn: 'Households of the adjusted baseline B_adj' }],
  ['baseline.lateAdded', { nameTh: 'ครัวเรือนที่เพิ่มหลังตรึงบัญชี', nameEn: 'Households added after the list was frozen' }],
]);

function figureNames(key: string): CodeNames {
  const names = FIGURE_NAMES.get(key);
  if (names === undefined) throw new Error(`The figure ${key} has no name in shared/contracts/codes/figures.ts`);
  return names;
}

const ROUND_RESULT_NAMES = {
  COMPLETE: ['แก้ไขครบ', 'All old needs are solved, or there was none'],
  INCOMPLETE: ['แก้ไขยังไม่ครบ', 'Some old need is not solved'],
  NOT_STARTED: ['ยังไม่ได้แก้ไข', 'None of the old needs was worked on'],
  HOUSEHOLD_GONE: ['ไม่พบครัวเรือนแล้ว', 'The household is not there any more'],
} as const;

export const FIGURE_CODES: Readonly<Record<string, CodeList>> = {
  AgencyRowSelection: codes(['แถวของรายงานที่ไม่ใช่หน่วยงาน', 'Rows of the report that are no agency'], {
    none: ['ไม่ระบุหน่วยงาน', 'Help whose agency is not known'],
    total: ['แถวรวมและฐาน', 'The total row and the baseline'],
  }),
  CampaignStatus: codes(['สถานะของแผนรณรงค์', 'Status of a campaign'], {
    DRAFT: ['ร่าง', 'Draft; counts nowhere'],
    RUNNING: ['ดำเนินการ', 'Running, on frozen lists; shown in reports'],
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
  MpiSource: codes(['ที่มาของเกณฑ์ MPI', 'Where the selection of an MPI profile comes from'], {
    OFFICIAL: ['ตามเอกสารราชการ', 'An official text states it'],
    INFERENCE: ['อนุมาน', 'It is inferred'],
  }),
  OverlapCell: codes<OverlapCell>(['ข้อมูลซ้อนทับของแหล่งบัญชี', 'Which sources of lists know a household together'], {
    TPMAP: ['TPMAP เท่านั้น', 'TPMAP only'],
    THAIQM: ['ThaiQM เท่านั้น', 'ThaiQM only'],
    VULNERABLE: ['กลุ่มเปราะบางเท่านั้น', 'Vulnerable groups only'],
    'TPMAP+THAIQM': ['TPMAP และ ThaiQM', 'TPMAP and ThaiQM'],
    'TPMAP+VULNERABLE': ['TPMAP และกลุ่มเปราะบาง', 'TPMAP and vulnerable groups'],
    'THAIQM+VULNERABLE': ['ThaiQM และกลุ่มเปราะบาง', 'ThaiQM and vulnerable groups'],
    'TPMAP+THAIQM+VULNERABLE': ['ทั้งสามแหล่ง', 'All three sources'],
    OTHER: ['แหล่งอื่นเท่านั้น', 'Other sources only'],
  }),
  PackagedReport: codes(['รายงานในชุด', 'Which report a package holds'], {
    A: ['สถิติรายหน่วยงานรายเดือน', 'Help by agency of a month'],
    B: ['สรุปรายไตรมาสของ ศจพ.', 'Quarterly summary of the committees'],
    C: ['ความก้าวหน้ารายเดือน', 'Progress of a month'],
    YEAR: ['สี่ไตรมาสของปีงบประมาณ', 'The four quarters of a fiscal year'],
  }),
  ProgressLevel: codes(['ระดับของแถว', 'What the rows of the report are'], {
    district: ['อำเภอหรือเขต', 'Districts'],
    subdistrict: ['ตำบลหรือแขวง', 'Sub-districts'],
  }),
  RollUp: codes<RollUp>(['แถวของหน่วยงานในรายงาน', 'As whom agencies have their rows'], {
    office: ['สำนักงานที่ให้ความช่วยเหลือเอง', 'As the office that helped'],
    department: [
      'กรมหรือหน่วยงานที่สำนักงานสังกัด องค์กรปกครองส่วนท้องถิ่นและองค์กรนอกภาครัฐเป็นของตนเอง',
      'As its department; local authorities and bodies outside the state as themselves',
    ],
    ministry: [
      'กระทรวง หน่วยงานที่ไม่มีกระทรวงเป็นของตนเอง',
      'As its ministry; an organisation without a ministry as for department',
    ],
  }),
  RoundResult: codes<RoundResult>(
    ['ผลของครัวเรือนในรอบ Re-X-ray', 'What came of a household in a round of Re-X-ray'],
    ROUND_RESULT_NAMES,
  ),
  RoundResultFilter: codes<RoundResult | 'none'>(
    ['ผลในรอบ Re-X-ray ที่ต้องการ', 'Households of a round by what came of them'],
    { ...ROUND_RESULT_NAMES, none: ['ยังไม่มีผล', 'Nobody has looked at it yet'] },
  ),
  RoundStatus: codes(['สถานะของรอบ Re-X-ray', 'Status of a round of Re-X-ray'], {
    OPEN: ['เปิดอยู่', 'Open'],
    CLOSED: ['ปิดแล้ว', 'Closed by a call, or its due day has ended; later results still count'],
  }),
  RunStatus: codes(['สถานะการประมวลผล', 'Status of a run'], {
    RUNNING: ['กำลังประมวลผล', 'Running; ask again after some seconds'],
    FINISHED: ['เสร็จแล้ว', 'Finished'],
    FAILED: ['ไม่สำเร็จ', 'Failed; start it again'],
  }),
};
