import * as z from 'zod';

import { ROLL_UPS } from '../domain/organisation/organisation.ts';
import { HOUSEHOLD_FIGURES } from '../domain/statistics/report-a/columns.ts';
import { areaCode, areaOrNation, cursor, id, ID_LETTERS, limit, moment, month, page, queryNumber } from './fields.ts';
import { agencyAsked } from '#shared/domain/logbook/fields.ts';
import { quarter } from './campaigns.ts';
import { reportA } from './report-a.ts';
import { contract } from './route.ts';

const LISTS_AT_MOST = 20;

/** Lists of a report: one id, or several joined by commas. Each becomes a part of a key, so each has a length. */
export const lists = z
  .string()
  .min(1)
  .max(LISTS_AT_MOST * (ID_LETTERS + 1))
  .transform((text) => [...new Set(text.split(',').map((part) => part.trim()))].filter((part) => part !== ''))
  .refine((ids) => ids.length > 0 && ids.length <= LISTS_AT_MOST, `ระบุบัญชีเป้าหมาย 1 ถึง ${LISTS_AT_MOST} บัญชี คั่นด้วยจุลภาค`)
  .refine((ids) => ids.every((part) => part.length <= ID_LETTERS), `รหัสบัญชีเป้าหมายยาวเกิน ${ID_LETTERS} ตัวอักษร`)
  .meta({ example: 'a,b', type: 'string' });

const selection = {
  month,
  area: areaCode,
  list: lists.optional(),
  revision: queryNumber(0, 100_000, 'ต้องเป็นจำนวนเต็ม 0 ถึง 100000').optional(),
};

const rollUp = z.enum(ROLL_UPS).optional();

const common = { resource: 'statistics' } as const;

export const readAgencyStatistics = contract({
  ...common,
  operationId: 'readAgencyStatistics',
  method: 'GET',
  path: '/v1/statistics/agencies',
  permission: 'statistics:read',
  summary: 'สถิติการได้รับความช่วยเหลือแบบบูรณาการ รายหน่วยงานเป็นรายเดือน',
  query: z.strictObject({ ...selection, area: areaOrNation, rollUp }),
  reply: reportA,
  status: 200,
});

export const listHouseholdsBehind = contract({
  ...common,
  operationId: 'listHouseholdsBehind',
  method: 'GET',
  path: '/v1/statistics/agencies/households',
  permission: 'statistics:households',
  summary: 'ครัวเรือนที่อยู่เบื้องหลังตัวเลขหนึ่ง',
  query: z.strictObject({
    ...selection,
    rollUp,
    agency: z
      // First what is no organisation: the register is not asked for it.
      .union([z.enum(['none', 'total']), agencyAsked], 'ไม่รู้จักหน่วยงานนี้')
      .default('total'),
    figure: z.enum(HOUSEHOLD_FIGURES).default('households'),
    cursor: cursor.optional(),
    limit: limit(1000, 200),
  }),
  reply: page(z.object({ id: z.string() })),
  status: 200,
});

const run = z
  .object({
    id: z.string(),
    month: z.string(),
    quarter: z.string().nullable(),
    fiscalYear: z.int().nullable(),
    area: z.string(),
    status: z.enum(['RUNNING', 'FINISHED', 'FAILED']),
    asOf: moment,
    finishedAt: moment.nullable(),
    revision: z.int().nullable(),
  })
  .meta({ id: 'StatisticsRun' });

export const startStatisticsRun = contract({
  ...common,
  operationId: 'startStatisticsRun',
  method: 'POST',
  path: '/v1/statistics/runs',
  permission: 'statistics:run',
  summary: 'ประมวลผลใหม่ตามที่ทราบขณะนี้',
  body: z
    .strictObject({
      month: month.optional(),
      quarter: quarter.optional(),
      fiscalYear: z.int().min(2500).max(2999).optional(),
      area: areaCode,
    })
    .meta({ id: 'NewStatisticsRun', example: { month: '2026-05', area: '42' } }),
  reply: run,
  status: 202,
  onceForDays: 1,
});

export const readStatisticsRun = contract({
  ...common,
  operationId: 'readStatisticsRun',
  method: 'GET',
  path: '/v1/statistics/runs/{id}',
  permission: 'statistics:run',
  summary: 'สถานะการประมวลผล',
  params: z.object({ id }),
  reply: run,
  status: 200,
});
