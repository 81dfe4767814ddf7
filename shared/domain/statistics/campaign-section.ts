import type { CampaignFigures } from './campaign-figures.ts';
import { countColumn as count, type CaseSection } from './case-columns.ts';

/** The milestones of a report's campaigns, a line each (casework R21–R24). */
export function campaignSection<Row extends { campaigns: readonly CampaignFigures[] }>(
  sheet: string,
): CaseSection<Row> {
  return {
    sheet,
    file: 'campaigns',
    by: { th: 'แผนรณรงค์', words: 'Campaign' },
    lines: ({ campaigns }) =>
      campaigns.flatMap(({ campaign, milestones }) => milestones.map((of) => ({ code: campaign, of }))),
    columns: [
      { key: 'metric', th: 'ตัวชี้วัด', en: 'Metric', format: 'text', definition: 'สิ่งที่หมุดหมายนับ' },
      { key: 'pct', th: 'ร้อยละเป้าหมาย', en: 'Percent asked for', format: 'percent', definition: 'ร้อยละของฐานที่ต้องถึง' },
      { key: 'dueOn', th: 'ภายในวันที่', en: 'Due on', format: 'text', definition: 'วันครบกำหนด' },
      count('baseline', 'ฐาน', 'Baseline', 'ครัวเรือนของบัญชีเมื่อตรึง หรือจำนวนที่ระบุไว้'),
      count('threshold', 'ต้องถึง', 'Threshold', 'ร้อยละของฐาน ปัดขึ้นเป็นจำนวนเต็ม'),
      count('count', 'ทำได้', 'Count', 'ครัวเรือนของฐานที่ถึงหมุดหมายถึงวันของรายงาน'),
      count('countAtDue', 'ทำได้เมื่อครบกำหนด', 'Count at the due day', 'ในจำนวนนั้นที่บันทึกภายในวันครบกำหนด; - คือยังไม่ครบกำหนด'),
      count('lateAdded', 'ครัวเรือนที่เพิ่มหลังตรึง', 'Added late', 'ครัวเรือนนอกฐานที่ถึงหมุดหมาย แสดงไว้ข้างกัน'),
      { key: 'percent', th: 'ร้อยละที่ทำได้', en: 'Percent', format: 'percent', definition: 'ทำได้ต่อฐาน' },
      {
        key: 'status',
        th: 'สถานะ',
        en: 'Status',
        format: 'text',
        definition: 'บรรลุ ไม่บรรลุ ตามแผน หรือเสี่ยง; - คือยังไม่เริ่มหรือไม่มีฐาน',
      },
    ],
  };
}
