/** Report A as JSON (domain.md §6.3): the published shape, checked against the domain's type. */
import * as z from 'zod';

import type { ReportA } from '../domain/statistics/report-a-shape.ts';
import { moment } from './fields.ts';

const count = z.int().min(0);
const percent = z.number().nullable();
const money = z.number().nullable();
const byDimension = z.object({ health: count, living: count, education: count, income: count, access: count });
const referralCounts = { received: count, accepted: count, completed: count, rejected: count, overdue: count };

const counts = {
  households: count,
  newHouseholds: count,
  persons: count,
  assistances: count,
  byDimension,
  needsTouched: count,
  needsResolved: count,
  integratedHouseholds: count,
  cashBaht: money,
  inKindBaht: money,
  withoutValue: count,
};

const figures = {
  ...counts,
  referrals: z.object({ ...referralCounts, medianDays: z.number().nullable() }),
  fiscalYearHouseholds: count,
  sinceListHouseholds: count,
  percentOfFrozen: percent,
  percentOfAdjusted: percent,
  outsideList: count,
  recordedOnTime: percent,
};

const extra = z.object({ adviceOnlyHouseholds: count, integratedSinceList: count, recordedAfterClose: count });

export const reportA = z
  .object({
    month: z.string(),
    area: z.string(),
    list: z.string().nullable(),
    revision: z.int().nullable().meta({ description: 'null = เดือนถึงวันนี้ ก่อนปิดรอบ' }),
    asOf: moment,
    definitions: z.string(),
    baseline: z.object({ frozen: count.nullable(), adjusted: count.nullable(), lateAdded: count }),
    rows: z.array(
      z.object({ agency: z.string().nullable(), ...figures, silent: z.boolean(), extra }).meta({ id: 'AgencyRow' }),
    ),
    total: z.object({ ...figures, silent: count, extra }).meta({ id: 'TotalRow', description: 'นับไม่ซ้ำ' }),
    summedRows: z
      .object({
        ...counts,
        referrals: z.object(referralCounts),
        fiscalYearHouseholds: count,
        sinceListHouseholds: count,
        outsideList: count,
        silent: count,
      })
      .meta({ id: 'SummedRows', description: 'ผลรวมของทุกแถว (นับซ้ำ)' }),
  })
  .meta({ id: 'ReportA' }) satisfies z.ZodType<ReportA>;
