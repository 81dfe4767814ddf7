import * as z from 'zod';

import { day, dimension, reference } from '#shared/domain/logbook/fields.ts';
import { planSaid } from '#shared/domain/logbook/kinds/plan.ts';
import { PLAN_AGREED_BY, PLAN_ITEM_STATUSES, PLAN_STATUSES } from '../domain/case/plan.ts';
import { id, queryNumber } from './fields.ts';
import { fileReply, HTML_MEDIA_TYPE, PDF_MEDIA_TYPE } from './file-reply.ts';
import { contract } from './route.ts';

export const plan = z
  .object({
    householdId: z.string(),
    version: z.int(),
    status: z.enum(PLAN_STATUSES),
    ultimateGoal: z.string(),
    agreedOn: day.nullable(),
    agreedBy: z.enum(PLAN_AGREED_BY).nullable(),
    reviewedOn: day.nullable(),
    closedOn: day.nullable(),
    reason: z.string().nullable(),
    draftVersion: z.int().nullable(),
    items: z.array(
      z.object({
        seq: z.int(),
        dimension,
        selfActivity: z.string(),
        supportActivity: z.string(),
        supportAgency: z.string().nullable(),
        periodText: z.string(),
        start: day.nullable(),
        end: day.nullable(),
        status: z.enum(PLAN_ITEM_STATUSES),
        needIds: z.array(reference),
        menuItem: reference.nullable(),
        project: reference.nullable(),
      }),
    ),
  })
  .meta({ id: 'Plan' });

export const putPlan = contract({
  operationId: 'putPlan',
  method: 'PUT',
  path: '/v1/households/{id}/plan',
  resource: 'plans',
  permission: 'plans:write',
  summary: 'ร่าง ตกลง ปรับ ทบทวน หรือปิดแผนของครัวเรือน (ต้องมี If-Match)',
  params: z.object({ id }),
  body: planSaid.meta({
    id: 'PlanBody',
    'x-required-when': [
      { field: 'status', is: ['REVIEWED'], needs: ['reviewedOn'] },
      { field: 'status', is: ['CLOSED'], needs: ['closedOn', 'reason'] },
    ],
  }),
  reply: plan,
  status: 200,
  onceForDays: 180,
});

export const readPlan = contract({
  operationId: 'readPlan',
  method: 'GET',
  path: '/v1/households/{id}/plan',
  resource: 'plans',
  permission: 'plans:read',
  summary: 'แผนของครัวเรือน: ฉบับที่ใช้อยู่ หรือร่างเมื่อยังไม่เคยตกลง หรือฉบับที่ระบุ',
  params: z.object({ id }),
  query: z.strictObject({ version: queryNumber(1, 1_000_000, 'ต้องเป็นจำนวนเต็ม 1 ถึง 1000000').optional() }),
  reply: plan,
  status: 200,
});

export const printPlan = contract({
  operationId: 'printPlan',
  method: 'GET',
  path: '/v1/households/{id}/plan/print',
  resource: 'plan-prints',
  permission: 'plans:read',
  summary: 'พิมพ์แผนของครัวเรือนตามแบบ: หกช่อง เลขไทย กระดาษ A4 เป็นหน้าเว็บหรือ PDF',
  params: z.object({ id }),
  query: z.strictObject({ format: z.enum(['html', 'pdf']).meta({ id: 'PlanPrintFormat' }).default('html') }),
  reply: fileReply,
  file: HTML_MEDIA_TYPE,
  otherFiles: [PDF_MEDIA_TYPE],
  status: 200,
});
