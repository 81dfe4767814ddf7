import * as z from 'zod';

import { text } from '#shared/domain/logbook/fields.ts';

import { BREAK_GLASS_RESULTS, BREAK_GLASS_STATES, SHORTEST_PURPOSE } from '../domain/break-glass/break-glass.ts';
import { areaCode, cursor, id, limit, moment, page, role } from './fields.ts';
import { idType } from './households.ts';
import { contract } from './route.ts';

const purpose = text.min(SHORTEST_PURPOSE, `ต้องยาวอย่างน้อย ${SHORTEST_PURPOSE} ตัวอักษร`);

const breakGlass = z
  .object({
    id: z.string(),
    householdId: z.string().nullable(),
    sub: z.string(),
    roles: z.array(role),
    purpose: z.string(),
    openedAt: moment,
    until: moment,
    status: z.enum(BREAK_GLASS_STATES),
    endedAt: moment.nullable(),
    review: z
      .object({
        result: z.enum(BREAK_GLASS_RESULTS),
        reason: z.string().nullable(),
        at: moment,
        by: z.string(),
      })
      .nullable(),
  })
  .meta({ id: 'BreakGlass' });

const common = { resource: 'households', reply: breakGlass } as const;

export const openBreakGlass = contract({
  ...common,
  operationId: 'openBreakGlass',
  method: 'POST',
  path: '/v1/break-glass',
  permission: 'break-glass:open',
  summary: 'เปิดแฟ้มบ้านนอกพื้นที่ในเหตุจำเป็น อ่านได้ 3 ชั่วโมง หน่วยเจ้าของพื้นที่ตรวจสอบทุกครั้ง',
  body: z
    .union([
      z.strictObject({ citizenId: z.string().trim().min(1).max(40), idType: idType.optional(), purpose }),
      z.strictObject({ houseCode: z.string().trim().min(1).max(40), purpose }),
    ])
    .meta({ id: 'NewBreakGlass' }),
  status: 201,
  onceForDays: 1,
});

export const endBreakGlass = contract({
  ...common,
  operationId: 'endBreakGlass',
  method: 'POST',
  path: '/v1/break-glass/{id}/end',
  permission: 'break-glass:open',
  summary: 'สิ้นสุดการเปิดแฟ้มฉุกเฉินของตน',
  params: z.object({ id }),
  status: 200,
});

export const listBreakGlass = contract({
  ...common,
  operationId: 'listBreakGlass',
  method: 'GET',
  path: '/v1/break-glass',
  permission: 'break-glass:review',
  summary: 'การเปิดแฟ้มฉุกเฉินของครัวเรือนในพื้นที่ ใหม่สุดก่อน',
  query: z.strictObject({
    unit: areaCode.optional(),
    status: z.enum(BREAK_GLASS_STATES).optional(),
    cursor: cursor.optional(),
    limit: limit(100, 50),
  }),
  reply: page(breakGlass),
  status: 200,
});

export const reviewBreakGlass = contract({
  ...common,
  operationId: 'reviewBreakGlass',
  method: 'POST',
  path: '/v1/break-glass/{id}/review',
  permission: 'break-glass:review',
  summary: 'บันทึกผลตรวจสอบการเปิดแฟ้มฉุกเฉิน',
  params: z.object({ id }),
  body: z
    .strictObject({ result: z.enum(BREAK_GLASS_RESULTS), reason: text.optional() })
    .refine(({ result, reason }) => result === 'JUSTIFIED' || reason !== undefined, {
      path: ['reason'],
      message: 'ต้องระบุเหตุผลเมื่อไม่สมควร',
    })
    .meta({ id: 'BreakGlassReview' }),
  status: 200,
});

export const revokeBreakGlass = contract({
  ...common,
  operationId: 'revokeBreakGlass',
  method: 'POST',
  path: '/v1/break-glass/{id}/revoke',
  permission: 'break-glass:review',
  summary: 'ระงับการเปิดแฟ้มฉุกเฉินทันที',
  params: z.object({ id }),
  status: 200,
});
