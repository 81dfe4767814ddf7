import * as z from 'zod';

import { day, reference, text } from '#shared/domain/logbook/fields.ts';
import { CO_MENTORS } from '#shared/domain/logbook/kinds/mentor.ts';

import { id, unit } from './fields.ts';
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
