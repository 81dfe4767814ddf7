import * as z from 'zod';

import { EVENT_TYPES } from '../domain/event/event.ts';
import { limit, moment } from './fields.ts';
import { contract } from './route.ts';

const event = z
  .object({
    id: z.string(),
    type: z.enum(EVENT_TYPES).meta({ 'x-codes': 'EventType' }),
    at: moment,
    organisation: z.string(),
    referralId: z.string().nullable(),
    resolutionId: z.string().nullable(),
    meetingId: z.string().nullable(),
    account: z.string().nullable(),
    householdId: z.string().nullable(),
    into: z.string().nullable(),
  })
  .meta({ id: 'FeedEvent' });

/** Of the feed as of what a webhook sends. */
export const eventPage = z
  .object({ items: z.array(event), nextCursor: z.string(), more: z.boolean() })
  .meta({ id: 'EventPage' });

export const listEvents = contract({
  operationId: 'listEvents',
  method: 'GET',
  path: '/v1/events',
  resource: 'events',
  permission: 'events:read',
  summary: 'เหตุการณ์ที่เกี่ยวกับหน่วยงานของท่าน ตามลำดับ ต่อจาก after มีเฉพาะรหัส เก็บ 90 วัน',
  query: z.strictObject({ after: z.string().min(1).max(100).optional(), limit: limit(200, 100) }),
  reply: eventPage,
  status: 200,
});
