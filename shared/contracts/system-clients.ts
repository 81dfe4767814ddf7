import * as z from 'zod';

import { agencyAsked, text } from '#shared/domain/logbook/fields.ts';

import { id, moment, page } from './fields.ts';
import { contract } from './route.ts';

const client = z
  .object({
    id: z.string(),
    organisation: z.string(),
    name: z.string().nullable(),
    status: z.enum(['ACTIVE', 'CLOSED']).meta({ 'x-codes': 'AccountState' }),
    createdAt: moment,
    secret: z.string().nullable(),
  })
  .meta({ id: 'SystemClient' });

const common = { resource: 'accounts', permission: 'accounts:manage', reply: client } as const;
const ofOrganisation = z.object({ slug: agencyAsked });
const one = z.object({ slug: agencyAsked, id });

export const listClients = contract({
  ...common,
  operationId: 'listClients',
  method: 'GET',
  path: '/v1/organisations/{slug}/clients',
  summary: 'ระบบของหน่วยงานที่เรียกใช้ API ได้',
  params: ofOrganisation,
  reply: page(client),
  status: 200,
});

export const createClient = contract({
  ...common,
  operationId: 'createClient',
  method: 'POST',
  path: '/v1/organisations/{slug}/clients',
  summary: 'สร้างรหัสให้ระบบของหน่วยงาน ความลับแสดงครั้งเดียว',
  params: ofOrganisation,
  body: z.strictObject({ name: text.max(100, 'ยาวเกิน 100 ตัวอักษร').optional() }).meta({ id: 'NewSystemClient' }),
  status: 201,
  onceForDays: 1,
});

export const rotateClient = contract({
  ...common,
  operationId: 'rotateClient',
  method: 'POST',
  path: '/v1/organisations/{slug}/clients/{id}/rotate',
  summary: 'เปลี่ยนความลับของระบบ ความลับเดิมใช้ไม่ได้อีก ความลับใหม่แสดงครั้งเดียว',
  params: one,
  status: 200,
});

export const deleteClient = contract({
  ...common,
  operationId: 'deleteClient',
  method: 'DELETE',
  path: '/v1/organisations/{slug}/clients/{id}',
  summary: 'เลิกใช้รหัสของระบบ มีผลภายใน 60 วินาที',
  params: one,
  status: 200,
});
