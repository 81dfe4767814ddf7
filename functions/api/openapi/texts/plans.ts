/** Texts of the API's document (property-texts.ts): plans of households. In alphabetical order. */
import type { Text } from './text.ts';

export const PLANS_TEXTS: Readonly<Record<string, Text>> = {
  PlanItem: ['กิจกรรมในแผนครัวเรือน', 'An item of the plan of a household.'],
  'PlanItem.end': ['วันสิ้นสุด', 'Day on which it ends.'],
  'PlanItem.needIds': ['รหัสสภาพปัญหาที่กิจกรรมนี้แก้ไข ไม่เกิน 20', 'Ids of the needs that it is to solve, at most 20.'],
  'PlanItem.start': ['วันเริ่ม', 'Day on which it begins.'],
  PlanVersion: ['แผนครัวเรือนฉบับหนึ่งตามที่บันทึก', 'A version of the plan as it was recorded.'],
  'PlanVersion.items': ['กิจกรรมในแผน ไม่เกิน 40 รายการ', 'The items of the plan, at most 40.'],
  'PlanVersion.reason': ['เหตุผลที่ปิดแผน', 'Why the plan was closed.'],
  agreedOn: ['วันที่ตกลงแผนกับครัวเรือน ไม่เกินวันนี้', 'Day on which it was agreed with the household, not after today.'],
  closedOn: ['วันที่ปิดแผน ไม่เกินวันนี้', 'Day on which the plan was closed, not after today.'],
  periodText: ['ระยะเวลาดำเนินการตามแบบ เช่น ดำเนินการทันที', 'The period in the words of the form, such as “at once”.'],
  planVersion: ['ลำดับฉบับของแผน เริ่มจาก 1', 'Number of the version of the plan, from 1.'],
  reviewedOn: ['วันที่ทบทวนแผนครั้งล่าสุด ไม่เกินวันนี้', 'Day of the last review, not after today.'],
  selfActivity: ['กิจกรรมที่ครัวเรือนจะทำเอง (พึ่งตนเอง)', 'What the household does itself.'],
  seq: ['ลำดับกิจกรรม 1–100 คงเดิมทุกฉบับ', 'Number of the item, 1 to 100, the same in every version.'],
  supportActivity: ['กิจกรรมที่พี่เลี้ยงหรือหน่วยงานจะสนับสนุน', 'What the mentor or agencies do for it.'],
  supportAgency: ['รหัสหน่วยงานที่สนับสนุน', 'Slug of the organisation that supports it.'],
  ultimateGoal: ['เป้าหมายสูงสุดของครัวเรือน', 'The ultimate goal of the household.'],
};
