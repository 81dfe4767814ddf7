import * as z from 'zod';

import { dimension, text } from '#shared/domain/logbook/fields.ts';

import { ASSISTANCE_STATUSES } from '../domain/household/assistance-status.ts';
import { NEED_STATUSES } from '../domain/household/need-status.ts';
import { SUBJECT_REQUEST_KINDS, SUBJECT_REQUEST_RESULTS } from '../domain/subject-request/subject-request.ts';
import { ASSISTANCE_TYPES } from '../reference/assistance-types.ts';
import { areaCode, cursor, id, limit, moment, page } from './fields.ts';
import { contract } from './route.ts';

const kind = z.enum(SUBJECT_REQUEST_KINDS).meta({ 'x-codes': 'SubjectRequestKind' });
const result = z.enum(SUBJECT_REQUEST_RESULTS).meta({ 'x-codes': 'SubjectRequestStatus' });
const status = z.enum(['OPEN', ...SUBJECT_REQUEST_RESULTS]).meta({ 'x-codes': 'SubjectRequestStatus' });

const subjectRequest = z
  .object({
    id: z.string(),
    version: z.int(),
    householdId: z.string(),
    personId: z.string(),
    kind,
    text: z.string(),
    status,
    openedAt: moment,
    dueOn: z.string(),
    overdue: z.boolean(),
    answer: z.object({ result, reason: z.string().nullable(), at: moment }).nullable(),
  })
  .meta({ id: 'SubjectRequest' });

const common = { resource: 'subject-requests', reply: subjectRequest } as const;

export const listSubjectRequests = contract({
  ...common,
  operationId: 'listSubjectRequests',
  method: 'GET',
  path: '/v1/subject-requests',
  permission: 'subject-requests:read',
  summary: 'คำขอใช้สิทธิของเจ้าของข้อมูลในพื้นที่ ใหม่สุดก่อน',
  query: z.strictObject({
    unit: areaCode.optional(),
    kind: kind.optional(),
    status: status.optional(),
    household: id.optional(),
    cursor: cursor.optional(),
    limit: limit(100, 50),
  }),
  reply: page(subjectRequest),
  status: 200,
});

export const openSubjectRequest = contract({
  ...common,
  operationId: 'openSubjectRequest',
  method: 'POST',
  path: '/v1/subject-requests',
  permission: 'subject-requests:open',
  summary: 'รับคำขอใช้สิทธิของเจ้าของข้อมูล ต้องตอบภายใน 30 วัน',
  body: z.strictObject({ householdId: id, personId: id, kind, text }).meta({ id: 'NewSubjectRequest' }),
  status: 201,
  onceForDays: 1,
});

export const answerSubjectRequest = contract({
  ...common,
  operationId: 'answerSubjectRequest',
  method: 'POST',
  path: '/v1/subject-requests/{id}/answer',
  permission: 'subject-requests:answer',
  summary: 'ตอบคำขอใช้สิทธิของเจ้าของข้อมูล คำขอลบข้อมูลตอบได้เฉพาะ LIMITED พร้อมเหตุผล',
  params: z.object({ id }),
  body: z
    .strictObject({ result, reason: text.optional() })
    .refine((answer) => answer.result === 'DONE' || answer.reason !== undefined, {
      path: ['reason'],
      message: 'ต้องระบุเหตุผลเมื่อไม่ได้ทำตามคำขอทั้งหมด',
    })
    .meta({
      id: 'SubjectRequestAnswer',
      'x-required-when': [{ field: 'result', is: ['LIMITED', 'REFUSED'], needs: ['reason'] }],
    }),
  status: 200,
});

export const exportSubjectRequest = contract({
  ...common,
  operationId: 'exportSubjectRequest',
  method: 'GET',
  path: '/v1/subject-requests/{id}/export',
  permission: 'subject-requests:read',
  summary: 'ข้อมูลของผู้ขอสำหรับคำขอ ACCESS พร้อมหน่วยงานที่เคยดู (ไม่ระบุตัวบุคคล)',
  params: z.object({ id }),
  reply: z
    .object({
      requestId: z.string(),
      householdId: z.string(),
      madeAt: moment,
      person: z
        .object({
          id: z.string(),
          citizenId: z.string().nullable(),
          title: z.string().nullable(),
          firstName: z.string(),
          lastName: z.string().nullable(),
          birthDate: z.string().nullable(),
          relation: z.string().nullable(),
          welfareCard: z.enum(['YES', 'NO', 'UNKNOWN']).nullable(),
        })
        .meta({ id: 'DataSubject' }),
      address: z.object({
        houseCode: z.string().nullable(),
        addressNo: z.string().nullable(),
        moo: z.int().nullable(),
        village: z.string().nullable(),
        areaCode: z.string(),
        areaName: z.string(),
      }),
      lists: z.array(z.object({ list: z.string(), dimensions: z.array(dimension), addedAt: moment })),
      needs: z.array(
        z.object({
          dimension,
          kind: z.enum(['PROBLEM', 'WANT']),
          text: z.string(),
          openedOn: z.string(),
          status: z.enum(NEED_STATUSES),
        }),
      ),
      help: z.array(
        z.object({
          agency: z.string().nullable(),
          coAgencies: z.array(z.string()),
          dimension,
          assistanceType: z.enum(ASSISTANCE_TYPES),
          status: z.enum(ASSISTANCE_STATUSES),
          plannedOn: z.string().nullable(),
          deliveredOn: z.string().nullable(),
          cashBaht: z.number().nullable(),
          inKindBaht: z.number().nullable(),
        }),
      ),
      organisations: z.array(
        z
          .object({
            kind: z.enum(['ORGANISATION', 'UNIT', 'NATION', 'UNKNOWN']).meta({ 'x-codes': 'LookingOfficeKind' }),
            code: z.string().nullable(),
            name: z.string().nullable(),
            looks: z.int(),
            firstOn: z.string(),
            lastOn: z.string(),
          })
          .meta({ id: 'LookingOffice' }),
      ),
    })
    .meta({ id: 'SubjectExport' }),
  status: 200,
});
