/** Who is in the story of the deployed platform, and what they record. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays, bangkokDay, bangkokMonth, firstDay, previousMonth } from '#shared/thai/bangkok-time.ts';
import type { Person } from './accounts.ts';
import { ROOT } from './emulator.ts';

export const PEOPLE = {
  sysadmin: { email: 'sysadmin@example.go.th', role: 'SYSADMIN' },
  // Officers belong to an agency beside their place; what they do is also a sign of its life.
  secretariat: {
    email: 'secretariat-42@example.go.th',
    role: 'PROVINCE_SECRETARIAT',
    unit: '42',
    agency: 'cdd',
  },
  elsewhere: {
    email: 'secretariat-31@example.go.th',
    role: 'PROVINCE_SECRETARIAT',
    unit: '31',
  },
  focal: { email: 'focal-moph@example.go.th', role: 'AGENCY_FOCAL', agency: 'moph' },
  nesdc: { email: 'viewer-nesdc@example.go.th', role: 'NATIONAL_VIEWER' },
  auditor: { email: 'auditor@example.go.th', role: 'DPO_AUDITOR' },
  importer: { email: 'importer-42@example.go.th', role: 'DATA_IMPORTER', unit: '42' },
  officer: { email: 'officer-4201@example.go.th', role: 'DISTRICT_OFFICER', unit: '4201' },
  approver: { email: 'approver-42@example.go.th', role: 'REPORT_APPROVER', unit: '42' },
  nobody: { email: 'without-record@example.go.th' },
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
