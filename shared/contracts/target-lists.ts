import * as z from 'zod';

import { conditionsOf } from '../domain/target-list/fill-query.ts';
import { LIST_CHANGES } from '../domain/target-list/list-changes.ts';
import { TARGET_LIST_SOURCES, TARGET_LIST_STATUSES } from '../domain/target-list/target-list.ts';
import { TARGET_RUN_STATUSES } from '../domain/target-list/target-run-status.ts';
import { areaCode, cursor, id, limit, moment, page } from './fields.ts';
import { day, dimension, text } from '#shared/domain/logbook/fields.ts';
import { contract } from './route.ts';

export const yearBe = z.int().min(2500, 'ต้องเป็นปี พ.ศ.').max(2700, 'ต้องเป็นปี พ.ศ.');

const newTargetList = z
  .strictObject({
    name: text,
    source: z.enum(TARGET_LIST_SOURCES),
    yearBe,
    phase: z.int().min(1).max(99),
    asOfDate: day,
    openedOn: day.optional(),
    scopeArea: areaCode,
    contactDays: z.int().min(1, 'ต้องเป็น 1 ถึง 366 วัน').max(366, 'ต้องเป็น 1 ถึง 366 วัน').nullable().optional(),
    wantsMentor: z.boolean().optional(),
  })
  .meta({ id: 'NewTargetList' });

export const targetList = z
  .object({
    id: z.string(),
    version: z.int(),
    name: z.string(),
    source: z.enum(TARGET_LIST_SOURCES),
    yearBe: z.int(),
    phase: z.int(),
    asOfDate: z.string(),
    openedOn: z.string().nullable(),
    scopeArea: z.string(),
    contactDays: z.int().nullable(),
    wantsMentor: z.boolean(),
    status: z.enum(TARGET_LIST_STATUSES),
    createdAt: moment,
    publishedAt: moment.nullable(),
    frozenAt: moment.nullable(),
  })
  .meta({ id: 'TargetList' });

const common = { resource: 'target-lists', reply: targetList } as const;

export const listTargetLists = contract({
  operationId: 'listTargetLists',
  method: 'GET',
  path: '/v1/target-lists',
  resource: 'target-lists',
  permission: 'target-lists:read',
  summary: 'บัญชีเป้าหมายที่เกี่ยวกับพื้นที่ของท่าน',
  query: z.strictObject({ area: areaCode.optional(), status: z.enum(TARGET_LIST_STATUSES).optional() }),
  reply: page(targetList),
  status: 200,
});

export const createTargetList = contract({
  ...common,
  operationId: 'createTargetList',
  method: 'POST',
  path: '/v1/target-lists',
  permission: 'target-lists:manage',
  summary: 'สร้างบัญชีเป้าหมาย (ร่าง) แล้วเติมด้วยการนำเข้าไฟล์',
  body: newTargetList,
  status: 201,
  onceForDays: 1,
});

export const publishTargetList = contract({
  ...common,
  operationId: 'publishTargetList',
  method: 'POST',
  path: '/v1/target-lists/{id}/publish',
  permission: 'target-lists:manage',
  summary: 'เผยแพร่บัญชีเป้าหมาย',
  params: z.object({ id }),
  status: 200,
});

export const freezeTargetList = contract({
  ...common,
  operationId: 'freezeTargetList',
  method: 'POST',
  path: '/v1/target-lists/{id}/freeze',
  permission: 'target-lists:manage',
  summary: 'ตรึงบัญชีเป้าหมาย: ครัวเรือนในบัญชีขณะนี้คือฐาน',
  params: z.object({ id }),
  status: 200,
});

export const supersedeTargetList = contract({
  ...common,
  operationId: 'supersedeTargetList',
  method: 'POST',
  path: '/v1/target-lists/{id}/supersede',
  permission: 'target-lists:manage',
  summary: 'แทนที่บัญชีเป้าหมาย: มีบัญชีใหม่ใช้แทน ตัวเลขและงานเดิมยังอยู่',
  params: z.object({ id }),
  status: 200,
});

/** How far a run over a list is. */
const run = {
  id: z.string(),
  status: z.enum(TARGET_RUN_STATUSES).meta({ 'x-codes': 'TargetRunStatus' }),
  startedAt: moment,
  finishedAt: moment.nullable(),
};

const fillQuery = z
  .strictObject({
    sourceList: id.optional(),
    surveyedSince: day.optional(),
    notHelpedSince: day.optional(),
    hasOpenNeed: z.boolean().optional(),
    dimension: dimension.optional(),
    vulnerable: z.boolean().optional(),
    dryRun: z.boolean().default(false),
  })
  .refine((query) => conditionsOf(query).length > 0, 'ต้องมีเงื่อนไขอย่างน้อยหนึ่งข้อ')
  .meta({ id: 'FillQuery' });

const fill = z
  .object({ ...run, dryRun: z.boolean(), wouldAdd: z.int(), added: z.int(), skipped: z.int() })
  .meta({ id: 'TargetListFill' });

const filling = { resource: 'target-lists', permission: 'target-lists:manage', reply: fill } as const;

export const fillTargetList = contract({
  ...filling,
  operationId: 'fillTargetList',
  method: 'POST',
  path: '/v1/target-lists/{id}/fill',
  summary: 'เติมบัญชีเป้าหมาย (ร่าง) ด้วยครัวเรือนตามเงื่อนไข หรือนับก่อนโดยไม่บันทึก',
  params: z.object({ id }),
  body: fillQuery,
  status: 202,
  onceForDays: 1,
});

export const readTargetListFill = contract({
  ...filling,
  operationId: 'readTargetListFill',
  method: 'GET',
  path: '/v1/target-lists/{id}/fills/{fillId}',
  summary: 'สถานะและจำนวนของการเติมบัญชีเป้าหมาย',
  params: z.object({ id, fillId: id }),
  status: 200,
});

const changes = z
  .object({
    ...run,
    against: z.string(),
    added: z.int(),
    gone: z.int(),
    kept: z.int(),
    dimensionsChanged: z.int(),
    items: z.array(
      z
        .object({ id: z.string(), change: z.enum(LIST_CHANGES).meta({ 'x-codes': 'ListChange' }) })
        .meta({ id: 'ChangedHousehold' }),
    ),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'TargetListChanges' });

export const compareTargetList = contract({
  operationId: 'compareTargetList',
  method: 'POST',
  path: '/v1/target-lists/{id}/changes',
  resource: 'target-lists',
  permission: 'target-lists:manage',
  summary: 'เทียบบัญชีเป้าหมายกับอีกบัญชีหนึ่ง',
  params: z.object({ id }),
  body: z.strictObject({ against: id }).meta({ id: 'NewTargetListChanges' }),
  reply: changes,
  status: 202,
  onceForDays: 1,
});

export const readTargetListChanges = contract({
  operationId: 'readTargetListChanges',
  method: 'GET',
  path: '/v1/target-lists/{id}/changes/{changesId}',
  resource: 'target-lists',
  permission: 'target-lists:read',
  summary: 'รายงานการเปลี่ยนแปลงระหว่างบัญชีเป้าหมาย',
  params: z.object({ id, changesId: id }),
  query: z.strictObject({
    change: z.enum(LIST_CHANGES).meta({ 'x-codes': 'ListChange' }).optional(),
    cursor: cursor.optional(),
    limit: limit(1000, 200),
  }),
  reply: changes,
  status: 200,
});
