import * as z from 'zod';

import { PERMISSIONS } from '../domain/access/access.ts';
import { id, moment, page, role } from './fields.ts';
import { contract } from './route.ts';

const me = z
  .object({
    sub: z.string(),
    roles: z.array(role),
    scope: z.object({
      area: z.string().nullable(),
      areaName: z.string().nullable(),
      agency: z.string().nullable(),
      agencyName: z.string().nullable(),
      unit: z.string().nullable(),
    }),
    permissions: z.array(z.enum(PERMISSIONS)),
    termsAccepted: z.boolean(),
    termsVersion: z.int(),
  })
  .meta({ id: 'Me' });

const session = z
  .object({
    id: z.string(),
    startedAt: moment,
    firstSeenAt: moment.nullable(),
    endedAt: moment.nullable(),
    current: z.boolean(),
  })
  .meta({ id: 'Session' });

const common = { resource: 'me', permission: 'me:read', status: 200 } as const;

export const readMe = contract({
  ...common,
  operationId: 'readMe',
  method: 'GET',
  path: '/v1/me',
  summary: 'บทบาท ขอบเขต และสิทธิ์ของบัญชีที่ลงชื่อเข้าใช้',
  reply: me,
});

export const acceptTerms = contract({
  ...common,
  operationId: 'acceptTerms',
  method: 'POST',
  path: '/v1/me/terms',
  summary: 'ยอมรับข้อตกลงการใช้งานฉบับปัจจุบัน (ต้องทำก่อนใช้งานครั้งแรก)',
  body: z.strictObject({ version: z.int().min(1).max(10_000) }).meta({ id: 'AcceptedTerms' }),
  reply: me,
});

export const listSessions = contract({
  ...common,
  operationId: 'listSessions',
  method: 'GET',
  path: '/v1/me/sessions',
  summary: 'การลงชื่อเข้าใช้ของบัญชีนี้ ใหม่สุดก่อน',
  reply: page(session),
});

export const endSession = contract({
  ...common,
  operationId: 'endSession',
  method: 'POST',
  path: '/v1/me/sessions/{id}/end',
  summary: 'สิ้นสุดการลงชื่อเข้าใช้หนึ่งครั้ง มีผลภายใน 60 วินาที',
  params: z.object({ id }),
  reply: page(session),
});

export const endAllSessions = contract({
  ...common,
  operationId: 'endAllSessions',
  method: 'POST',
  path: '/v1/me/sessions/end-all',
  summary: 'สิ้นสุดการลงชื่อเข้าใช้ทุกครั้งของบัญชีนี้ รวมครั้งนี้ด้วย มีผลภายใน 60 วินาที',
  reply: page(session),
});
