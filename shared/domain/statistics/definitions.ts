/**
 * The definitions by which figures are made, by name: the day from which they hold, and which document says them (domain.md §6.2, §6.3).
 * Printed in every report and package. A change of what any cell means gets a new name here; stored revisions keep the one they were made by.
 */
export const DEFINITIONS_VERSION = 'report-a 2026-11-30';

/** The same of Reports B and C. */
export const CASE_DEFINITIONS_VERSION = 'report-b-c 2026-11-30';

/** What the version means, for readers of a package. */
export const DEFINITIONS_TEXT =
  'รายงานรายเดือน รายหน่วยงาน (Report A) นิยามวันที่ 30 พฤศจิกายน 2569 ใช้กับทุกฉบับที่คำนวณตั้งแต่วันนั้นจนกว่าจะมีนิยามฉบับถัดไป';
