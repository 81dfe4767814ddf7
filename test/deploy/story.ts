/** Who is in the story of the deployed platform, and what they record. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays, bangkokDay, bangkokMonth, firstDay, previousMonth } from '#shared/thai/bangkok-time.ts';
import type { Person } from './accounts.ts';
import { ROOT } from './emulator.ts';

export const PEOPLE = {
  // Officers belong to an agency beside their place; what they do is also a sign of its life.
  secretariat: { username: 'secretariat-42', role: 'PROVINCE_SECRETARIAT', area: '42', agency: 'cdd' },
  elsewhere: { username: 'secretariat-31', role: 'PROVINCE_SECRETARIAT', area: '31' },
  importer: { username: 'importer-42', role: 'DATA_IMPORTER', area: '42' },
  officer: { username: 'officer-4201', role: 'DISTRICT_OFFICER', area: '4201' },
  focal: { username: 'focal-moph', role: 'AGENCY_FOCAL', agency: 'moph' },
  approver: { username: 'approver-42', role: 'REPORT_APPROVER', area: '42' },
  nesdc: { username: 'viewer-nesdc', role: 'NATIONAL_VIEWER', agency: 'nesdc' },
  auditor: { username: 'auditor', role: 'DPO_AUDITOR', agency: 'nesdc' },
  nobody: { username: 'without-role' },
} as const satisfies Record<string, Person>;
export type Name = keyof typeof PEOPLE;

export const TODAY = bangkokDay(new Date());
/** The newest month that has closed. */
export const MONTH = previousMonth(
  TODAY.slice(8) >= '06' ? bangkokMonth(new Date()) : previousMonth(bangkokMonth(new Date())),
);
export const DAY_OF_HELP = addDays(firstDay(MONTH), 14);

/** Six households as a province office has them, and one person whose number is mistyped. */
const MISTYPED =
  '3999959500050,นาง,สมหมาย,ทองทดสอบ,1970-01-15,หัวหน้าครัวเรือน,99999000008,8,1,บ้านตัวอย่าง,420103,นาอ้อ,เมืองเลย,เลย,2569,ด้านรายได้,27,มี';
const LISTED = readFileSync(join(ROOT, 'test/fixtures/report-a/targets-tpmap-2569.csv'), 'utf8').replace(/^\uFEFF/, '');
export const TARGETS = `${LISTED}${MISTYPED}\n`;
export const TARGET_FILE = { source: 'tpmap-targets', filename: 'targets.csv' };

export const LIST = {
  name: 'TPMAP 2569 (ตัวอย่างสังเคราะห์)',
  source: 'TPMAP',
  yearBe: 2569,
  phase: 1,
  asOfDate: '2026-02-28',
  openedOn: firstDay(MONTH),
  scopeArea: '42',
};

export function once(): { 'idempotency-key': string } {
  return { 'idempotency-key': crypto.randomUUID() };
}

export function helpOf(slug: string) {
  return {
    type: 'assistance',
    agency: slug,
    dimension: 'income',
    assistanceType: 'TRAINING',
    status: 'DELIVERED',
    deliveredOn: DAY_OF_HELP,
    description: 'ตัวอย่างสังเคราะห์',
  };
}
