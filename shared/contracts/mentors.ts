import * as z from 'zod';

import { day, reference, text } from '#shared/domain/logbook/fields.ts';
import { CO_MENTORS } from '#shared/domain/logbook/kinds/mentor.ts';

import { cursor, id, limit, moment, unit } from './fields.ts';
import { STAYS_WITH_MENTOR } from '../domain/household/transfer.ts';
import { TARGET_RUN_STATUSES } from '../domain/target-list/target-run-status.ts';
import { household } from './households.ts';
import { contract } from './route.ts';

export const putMentor = contract({
  operationId: 'putMentor',
  method: 'PUT',
  path: '/v1/households/{id}/mentor',
  resource: 'logbook',
  permission: 'mentors:assign',
  summary: 'มอบหมาย เปลี่ยน หรือสิ้นสุดพี่เลี้ยงของครัวเรือน (ต้องมี If-Match)',
  params: z.object({ id }),
  body: z
    .strictObject({
      mentor: reference.nullable(),
      coMentors: z.array(reference).max(CO_MENTORS, `พี่เลี้ยงร่วมไม่เกิน ${CO_MENTORS} คน`).optional(),
      on: day,
      reason: text.optional(),
    })
    .meta({ id: 'MentorAssignment' }),
  reply: household,
  status: 200,
});

const mentor = z
  .object({
    sub: z.string(),
    displayName: z.string().nullable(),
    organisation: z.string().nullable(),
    households: z.int(),
    overdue: z.int(),
  })
  .meta({ id: 'Mentor' });

export const listMentors = contract({
  operationId: 'listMentors',
  method: 'GET',
  path: '/v1/mentors',
  resource: 'due',
  permission: 'mentors:read',
  summary: 'พี่เลี้ยงของหน่วย จำนวนครัวเรือนที่ดูแล และงานที่เกินกำหนด',
  query: z.strictObject({ unit: unit.optional() }),
  reply: z.object({ items: z.array(mentor) }).meta({ id: 'Mentors' }),
  status: 200,
});

const transfer = z
  .object({
    id: z.string(),
    status: z.enum(TARGET_RUN_STATUSES).meta({ 'x-codes': 'TargetRunStatus' }),
    startedAt: moment,
    finishedAt: moment.nullable(),
    from: z.string(),
    to: z.string(),
    on: z.string(),
    transferred: z.int(),
    stayed: z.int(),
    items: z.array(
      z
        .object({ id: z.string(), reason: z.enum(STAYS_WITH_MENTOR).meta({ 'x-codes': 'StaysWithMentor' }) })
        .meta({ id: 'StayingHousehold' }),
    ),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'Transfer' });

const transferring = { resource: 'logbook', permission: 'mentors:assign', reply: transfer } as const;

export const transferHouseholds = contract({
  ...transferring,
  operationId: 'transferHouseholds',
  method: 'POST',
  path: '/v1/mentors/{sub}/transfer',
  summary: 'โอนครัวเรือนของพี่เลี้ยงคนหนึ่งให้พี่เลี้ยงอีกคน ทั้งหมดหรือบางครัวเรือน',
  params: z.object({ sub: id }),
  body: z
    .strictObject({
      to: reference,
      householdIds: z.array(reference).min(1).max(1000, 'ครั้งละไม่เกิน 1,000 ครัวเรือน').optional(),
      all: z.literal(true).optional(),
      on: day,
      reason: text,
    })
    .refine(
      ({ householdIds, all }) => (householdIds === undefined) !== (all === undefined),
      'ระบุ householdIds หรือ all อย่างใดอย่างหนึ่ง',
    )
    .meta({ id: 'NewTransfer' }),
  status: 202,
  onceForDays: 1,
});

export const readTransfer = contract({
  ...transferring,
  operationId: 'readTransfer',
  method: 'GET',
  path: '/v1/transfers/{id}',
  summary: 'สถานะการโอนครัวเรือนของพี่เลี้ยง และครัวเรือนที่ไม่ได้โอนพร้อมเหตุผล',
  params: z.object({ id }),
  query: z.strictObject({ cursor: cursor.optional(), limit: limit(1000, 200) }),
  status: 200,
});
