import * as z from 'zod';

import { SEND_FAILURES } from '../domain/event/webhook.ts';
import { agencyAsked, text } from '../domain/logbook/fields.ts';
import { id, moment, page } from './fields.ts';
import { contract } from './route.ts';

const webhook = z
  .object({
    id: z.string(),
    organisation: z.string(),
    url: z.string(),
    createdAt: moment,
    secret: z.string().nullable(),
    takenAt: moment.nullable(),
    failed: z
      .object({ at: moment, reason: z.enum(SEND_FAILURES).meta({ 'x-codes': 'SendFailure' }), tries: z.int() })
      .meta({ id: 'FailedDelivery' })
      .nullable(),
  })
  .meta({ id: 'Webhook' });

const common = { resource: 'events', permission: 'events:manage', reply: webhook } as const;

export const listWebhooks = contract({
  ...common,
  operationId: 'listWebhooks',
  method: 'GET',
  path: '/v1/webhooks',
  summary: 'ที่อยู่ปลายทางซึ่งระบบส่งเหตุการณ์ของหน่วยงานไปให้ และผลการส่งล่าสุด',
  reply: page(webhook),
  status: 200,
});

export const createWebhook = contract({
  ...common,
  operationId: 'createWebhook',
  method: 'POST',
  path: '/v1/webhooks',
  summary: 'ให้ส่งเหตุการณ์ของหน่วยงานไปยังที่อยู่ https ความลับสำหรับตรวจลายเซ็นแสดงครั้งเดียว',
  body: z
    .strictObject({ url: text.max(500, 'ยาวเกิน 500 ตัวอักษร'), organisation: agencyAsked.optional() })
    .meta({ id: 'NewWebhook' }),
  status: 201,
  onceForDays: 1,
});

export const deleteWebhook = contract({
  ...common,
  operationId: 'deleteWebhook',
  method: 'DELETE',
  path: '/v1/webhooks/{id}',
  summary: 'เลิกส่งเหตุการณ์ไปยังที่อยู่นี้',
  params: z.object({ id }),
  status: 200,
});
