import * as z from 'zod';

import { MEETING_KINDS, MEETING_STATUSES, RESOLUTION_STATUSES } from '../domain/case/meeting.ts';
import { REFERRAL_STATUSES } from '../domain/case/referral.ts';
import { NEED_STATUSES } from '../domain/household/need-status.ts';
import { SECTORS } from '../domain/organisation/organisation.ts';
import { fileReply, HTML_MEDIA_TYPE } from './file-reply.ts';
import { cursor, id, limit, moment, page, unit } from './fields.ts';
import { agencySlug, day, dimension, reference, text } from '#shared/domain/logbook/fields.ts';
import { contract } from './route.ts';

const name = z.string().trim().min(1, 'ต้องไม่ว่าง').max(200, 'ยาวเกิน 200 ตัวอักษร');
const invited = z
  .array(z.union([z.strictObject({ organisation: agencySlug }), z.strictObject({ name, sector: z.enum(SECTORS) })]))
  .max(200);

const newMeeting = z
  .strictObject({
    unit,
    kind: z.enum(MEETING_KINDS),
    heldOn: day.optional(),
    plannedOn: day.optional(),
    invited: invited.default([]),
    cases: z.array(reference).max(200).default([]),
  })
  .meta({ id: 'NewMeeting' });

const changedMeeting = newMeeting
  .extend({ cancelled: z.strictObject({ reason: text }).optional() })
  .meta({ id: 'ChangedMeeting' });

const meeting = z
  .object({
    id: z.string(),
    version: z.int(),
    unit: z.string(),
    kind: z.enum(MEETING_KINDS),
    status: z.enum(MEETING_STATUSES),
    plannedOn: day.nullable(),
    heldOn: day.nullable(),
    invited: z.array(
      z.object({
        organisation: z.string().nullable(),
        name: z.string().nullable(),
        sector: z.enum(SECTORS).nullable(),
      }),
    ),
    cases: z.array(z.string()),
    reason: z.string().nullable(),
    createdAt: moment,
  })
  .meta({ id: 'Meeting' });

const resolution = z
  .object({
    id: z.string(),
    meeting: z.string(),
    unit: z.string(),
    householdId: z.string().nullable(),
    agency: z.string(),
    text: z.string(),
    dueOn: day,
    overdue: z.boolean(),
    needIds: z.array(z.string()),
    referral: z.string().nullable(),
    status: z.enum(RESOLUTION_STATUSES),
    adoptedOn: day,
    endedOn: day.nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'Resolution' });

const one = { resource: 'meetings', params: z.object({ id }) } as const;

export const listMeetings = contract({
  operationId: 'listMeetings',
  method: 'GET',
  path: '/v1/meetings',
  resource: 'meetings',
  permission: 'meetings:read',
  summary: 'การประชุมของหน่วย ใหม่ที่สุดก่อน',
  query: z.strictObject({ unit: unit.optional(), cursor: cursor.optional(), limit: limit(200, 50) }),
  reply: page(meeting),
  status: 200,
});

export const createMeeting = contract({
  operationId: 'createMeeting',
  method: 'POST',
  path: '/v1/meetings',
  resource: 'meetings',
  permission: 'meetings:write',
  summary: 'บันทึกการประชุมที่วางแผนไว้ หรือที่ประชุมแล้ว',
  body: newMeeting,
  reply: meeting,
  status: 201,
  onceForDays: 1,
});

export const readMeeting = contract({
  ...one,
  operationId: 'readMeeting',
  method: 'GET',
  path: '/v1/meetings/{id}',
  permission: 'meetings:read',
  summary: 'การประชุมหนึ่งครั้ง',
  reply: meeting,
  status: 200,
});

export const putMeeting = contract({
  ...one,
  operationId: 'putMeeting',
  method: 'PUT',
  path: '/v1/meetings/{id}',
  permission: 'meetings:write',
  summary: 'แก้ไขการประชุมที่ยังไม่ประชุม บันทึกว่าประชุมแล้ว หรือยกเลิก (ต้องมี If-Match)',
  body: changedMeeting,
  reply: meeting,
  status: 200,
});

export const readMeetingPack = contract({
  ...one,
  operationId: 'readMeetingPack',
  method: 'GET',
  path: '/v1/meetings/{id}/pack',
  permission: 'meetings:read',
  summary: 'แฟ้มประชุม: room สำหรับจอในห้อง ไม่มีชื่อ, file สำหรับผู้เตรียมประชุม',
  query: z.strictObject({ for: z.enum(['room', 'file']).meta({ id: 'PackFor' }).default('room') }),
  reply: z
    .object({
      meeting: z.string(),
      for: z.enum(['room', 'file']),
      cases: z.array(
        z.object({
          householdId: z.string().nullable(),
          headName: z.string().nullable(),
          addressNo: z.string().nullable(),
          moo: z.int().nullable(),
          village: z.string().nullable(),
          areaName: z.string(),
          needs: z.array(
            z.object({
              id: z.string().nullable(),
              label: z.string(),
              dimension: dimension.nullable(),
              text: z.string().nullable(),
              status: z.enum(NEED_STATUSES).nullable(),
            }),
          ),
          asked: z.array(z.object({ agency: z.string(), dueOn: day })),
          referrals: z.array(
            z.object({ id: z.string(), toAgency: z.string(), status: z.enum(REFERRAL_STATUSES), dueAt: day }),
          ),
        }),
      ),
    })
    .meta({ id: 'MeetingPack' }),
  status: 200,
});

export const printMeetingPack = contract({
  ...one,
  operationId: 'printMeetingPack',
  method: 'GET',
  path: '/v1/meetings/{id}/pack/print',
  permission: 'meetings:read',
  summary: 'แฟ้มประชุมเป็นหน้าเว็บ สำหรับฉายในห้องหรือพิมพ์',
  query: readMeetingPack.query,
  reply: fileReply,
  file: HTML_MEDIA_TYPE,
  status: 200,
});

export const listResolutions = contract({
  ...one,
  operationId: 'listResolutions',
  method: 'GET',
  path: '/v1/meetings/{id}/resolutions',
  permission: 'meetings:read',
  summary: 'มติของการประชุม',
  reply: page(resolution),
  status: 200,
});

export const adoptResolution = contract({
  ...one,
  operationId: 'adoptResolution',
  method: 'POST',
  path: '/v1/meetings/{id}/resolutions',
  permission: 'meetings:write',
  summary: 'บันทึกมติของการประชุมที่ประชุมแล้ว; refer = ส่งต่อให้หน่วยงานพร้อมกัน',
  body: z
    .strictObject({
      householdId: id.optional(),
      agency: agencySlug,
      text,
      dueOn: day,
      needIds: z.array(reference).max(20).optional(),
      refer: z.boolean().optional(),
    })
    .meta({ id: 'NewResolution' }),
  reply: resolution,
  status: 201,
  onceForDays: 180,
});

const ending = {
  ...one,
  method: 'POST',
  // The agency named says that it is done, too; the use case decides.
  permission: ['meetings:write', 'meetings:read'],
  reply: resolution,
  status: 200,
  onceForDays: 180,
} as const;

export const completeResolution = contract({
  ...ending,
  operationId: 'completeResolution',
  path: '/v1/resolutions/{id}/complete',
  summary: 'มติดำเนินการแล้ว',
  body: z.strictObject({ on: day, reason: text.optional() }).meta({ id: 'ResolutionCompleted' }),
});

export const cancelResolution = contract({
  ...ending,
  operationId: 'cancelResolution',
  path: '/v1/resolutions/{id}/cancel',
  permission: 'meetings:write',
  summary: 'ยกเลิกมติ พร้อมเหตุผล',
  body: z.strictObject({ on: day, reason: text }).meta({ id: 'ResolutionCancelled' }),
});
