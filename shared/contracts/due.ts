import * as z from 'zod';

import { DUE_KINDS } from '../domain/due/due-item.ts';
import { cursor, moment, queryNumber } from './fields.ts';
import { contract } from './route.ts';

const kind = z.enum(DUE_KINDS).meta({ id: 'DueKind' });

const item = z
  .object({
    kind,
    dueOn: z.string(),
    since: z.string(),
    priority: z.int(),
    overdueDays: z.int(),
    household: z
      .object({ id: z.string().nullable(), areaName: z.string(), headName: z.string().nullable() })
      .optional(),
    ref: z.string().optional(),
    what: z.string(),
  })
  .meta({ id: 'DueItem' });

const MOST = 100;

export const listDue = contract({
  operationId: 'listDue',
  method: 'GET',
  path: '/v1/me/due',
  resource: 'due',
  permission: 'me:due',
  summary: 'งานของฉันวันนี้ เรื่องวิกฤตก่อน แล้วตามวันครบกำหนด',
  query: z.strictObject({
    kind: kind.optional(),
    cursor: cursor.optional(),
    limit: queryNumber(0, MOST, `ต้องเป็นจำนวน 0 ถึง ${MOST}`).prefault(20),
  }),
  reply: z
    .object({
      asOf: moment,
      today: z.string(),
      total: z.int().nullable(),
      atLeast: z.int().optional(),
      counts: z.partialRecord(kind, z.int()),
      items: z.array(item),
      nextCursor: z.string().nullable(),
    })
    .meta({ id: 'DueList' }),
  status: 200,
});
