import * as z from 'zod';

import { agencySlug, day, text } from '#shared/domain/logbook/fields.ts';
import { DIMENSIONS } from '#shared/reference/dimensions.ts';

import { ACCOUNT_STATES } from '../domain/account/account.ts';
import { areaCode, cursor, id, limit, moment, page, role } from './fields.ts';
import { contract } from './route.ts';

/** An area, or a committee unit: a municipality is the code of its district, a dot and a number. */
const unit = z.string().regex(/^(?:\d{2}|\d{4}|\d{6}|\d{4}\.[1-9]\d?)$/, 'รหัสหน่วยไม่ถูกต้อง');

const newGrant = z
  .strictObject({
    role,
    unit: unit.optional(),
    agency: agencySlug.optional(),
    dimension: z.enum(DIMENSIONS).optional(),
    from: day,
    to: day.optional(),
  })
  .meta({ id: 'NewGrant' });

const newGrants = z.array(newGrant).max(20, 'ไม่เกิน 20 รายการ');

const grant = z
  .object({
    role,
    unit: z.string().nullable(),
    agency: z.string().nullable(),
    dimension: z.enum(DIMENSIONS).nullable(),
    from: z.string(),
    to: z.string().nullable(),
  })
  .meta({ id: 'Grant' });

export const account = z
  .object({
    sub: z.string(),
    version: z.int(),
    status: z.enum(ACCOUNT_STATES),
    displayName: z.string().nullable(),
    email: z.string().nullable(),
    grants: z.array(grant),
    invitedUntil: moment.nullable(),
    termsAccepted: z.boolean(),
    reason: z.string().nullable(),
    createdAt: moment,
    changedAt: moment,
  })
  .meta({ id: 'Account' });

const common = { resource: 'accounts', permission: 'accounts:manage' } as const;
const one = { ...common, method: 'POST', params: z.object({ sub: id }), reply: account, status: 200 } as const;

export const listAccounts = contract({
  ...common,
  operationId: 'listAccounts',
  method: 'GET',
  path: '/v1/accounts',
  summary: 'บัญชีที่ท่านให้สิทธิ์หรือดูแลได้',
  query: z.strictObject({
    area: areaCode.optional(),
    role: role.optional(),
    status: z.enum(ACCOUNT_STATES).optional(),
    cursor: cursor.optional(),
    limit: limit(100, 50),
  }),
  reply: page(account),
  status: 200,
});

export const inviteAccount = contract({
  ...common,
  operationId: 'inviteAccount',
  method: 'POST',
  path: '/v1/accounts',
  summary: 'เชิญผู้ใช้ใหม่พร้อมสิทธิ์ ระบบส่งลิงก์ให้ตั้งรหัสผ่านเอง ใช้ได้ครั้งเดียวภายใน 72 ชั่วโมง',
  body: z
    .strictObject({
      email: z.email('อีเมลไม่ถูกต้อง').max(128, 'ยาวเกิน 128 ตัวอักษร'),
      displayName: text.max(200, 'ยาวเกิน 200 ตัวอักษร'),
      grants: newGrants.min(1, 'ต้องมีอย่างน้อยหนึ่งรายการ'),
    })
    .meta({ id: 'NewAccount' }),
  reply: account,
  status: 201,
  onceForDays: 1,
});

export const putGrants = contract({
  ...common,
  operationId: 'putGrants',
  method: 'PUT',
  path: '/v1/accounts/{sub}/grants',
  summary: 'กำหนดสิทธิ์ทั้งหมดของบัญชีใหม่ (ต้องมี If-Match) มีผลภายใน 60 วินาที',
  params: z.object({ sub: id }),
  body: z.strictObject({ grants: newGrants }).meta({ id: 'NewGrants' }),
  reply: account,
  status: 200,
});

export const suspendAccount = contract({
  ...one,
  operationId: 'suspendAccount',
  path: '/v1/accounts/{sub}/suspend',
  summary: 'ระงับบัญชี มีผลภายใน 60 วินาที',
  body: z.strictObject({ reason: text }).meta({ id: 'Suspension' }),
});

export const reopenAccount = contract({
  ...one,
  operationId: 'reopenAccount',
  path: '/v1/accounts/{sub}/reopen',
  summary: 'เปิดใช้บัญชีที่ระงับไว้อีกครั้ง',
});

export const closeAccount = contract({
  ...one,
  operationId: 'closeAccount',
  path: '/v1/accounts/{sub}/close',
  summary: 'ปิดบัญชีถาวร',
});

export const reinviteAccount = contract({
  ...one,
  operationId: 'reinviteAccount',
  path: '/v1/accounts/{sub}/reinvite',
  summary: 'ส่งคำเชิญใหม่ ลิงก์เดิมใช้ไม่ได้อีก',
});

export const endAccountSessions = contract({
  ...one,
  operationId: 'endAccountSessions',
  path: '/v1/accounts/{sub}/end-sessions',
  summary: 'สิ้นสุดการลงชื่อเข้าใช้ทุกครั้งของบัญชี มีผลภายใน 60 วินาที',
});
