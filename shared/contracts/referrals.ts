import * as z from 'zod';

import { REFERRAL_EVENTS, REFERRAL_STATUSES, type ReferralEvent } from '../domain/case/referral.ts';
import { NEED_STATUSES } from '../domain/household/need-status.ts';
import { PARTNER_TEXT_LETTERS } from '../domain/logbook/kinds/referral.ts';
import { cursor, id, limit, moment, page } from './fields.ts';
import { agencySlug, day, dimension, reference, text } from '#shared/domain/logbook/fields.ts';
import { contract } from './route.ts';

const status = z.enum(REFERRAL_STATUSES).meta({ id: 'ReferralStatus' });
// `Object.keys` forgets that the keys of the table are its events.
const EVENTS = Object.keys(REFERRAL_EVENTS) as [ReferralEvent, ...ReferralEvent[]];

const place = z.object({ areaCode: z.string(), areaName: z.string() });

const asked = {
  id: z.string(),
  status,
  toAgency: z.string(),
  from: z.object({ unit: z.string(), name: z.string() }),
  sentAt: moment,
  dueAt: day,
  overdue: z.boolean(),
  receivedAt: moment.nullable(),
  endedAt: moment.nullable(),
  place: place,
  householdId: z.string().nullable(),
};

const referralItem = z.object({ ...asked, dimensions: z.array(dimension) }).meta({ id: 'ReferralItem' });

export const referral = z
  .object({
    ...asked,
    needs: z.array(
      z.object({
        id: z.string().nullable(),
        dimension,
        kind: z.enum(['PROBLEM', 'WANT']),
        status: z.enum(NEED_STATUSES).nullable(),
        category: z.string().nullable(),
        text: z.string().nullable(),
      }),
    ),
    household: z
      .object({
        headName: z.string().nullable(),
        addressNo: z.string().nullable(),
        moo: z.int().nullable(),
        village: z.string().nullable(),
        telephone: z.string().nullable(),
      })
      .nullable(),
    contact: z.object({ name: z.string(), email: z.string() }).meta({ id: 'ReferralContact' }).nullable(),
    note: z.string().nullable(),
    partnerText: z.string().nullable(),
    answers: z.array(
      z.object({
        status,
        at: moment,
        reason: z.string().nullable(),
        suggestAgency: z.string().nullable(),
        onBehalf: z.object({ how: z.string().nullable() }).nullable(),
      }),
    ),
    steps: z.array(z.enum(EVENTS).meta({ id: 'ReferralEvent' })),
  })
  .meta({ id: 'Referral' });

const single = { resource: 'referrals', params: z.object({ id }), reply: referral } as const;

export const sendReferral = contract({
  ...single,
  operationId: 'sendReferral',
  method: 'POST',
  path: '/v1/households/{id}/referrals',
  permission: 'referrals:send',
  summary: 'ส่งต่อสภาพปัญหาให้หน่วยงานช่วยแก้ภายในกำหนด',
  body: z
    .strictObject({
      toAgency: agencySlug,
      needIds: z.array(reference).min(1, 'ต้องระบุสภาพปัญหาอย่างน้อยหนึ่งเรื่อง').max(20, 'ระบุได้ไม่เกิน 20 เรื่อง'),
      dueAt: day,
      note: text.optional(),
      partnerText: text.max(PARTNER_TEXT_LETTERS, 'ยาวเกิน 500 ตัวอักษร').optional(),
    })
    .meta({ id: 'NewReferral' }),
  status: 201,
  onceForDays: 180,
});

export const proposeReferrals = contract({
  operationId: 'proposeReferrals',
  method: 'GET',
  path: '/v1/households/{id}/referrals/proposals',
  resource: 'referrals',
  permission: 'referrals:send',
  summary: 'หน่วยงานที่น่าส่งต่อตามตารางหน่วยงานเจ้าภาพ 38 ตัวชี้วัด',
  params: z.object({ id }),
  reply: z.object({
    items: z.array(
      z.object({
        needId: z.string(),
        wanted: z.string().optional(),
        hosts: z.array(
          z.object({
            agency: z.string(),
            role: z.enum(['MAIN', 'JOINT']).meta({ id: 'HostRole' }),
            indicator: z.int().min(1).max(38),
          }),
        ),
      }),
    ),
  }),
  status: 200,
});

export const listReferrals = contract({
  operationId: 'listReferrals',
  method: 'GET',
  path: '/v1/referrals',
  resource: 'referrals',
  permission: 'referrals:read',
  summary: 'การส่งต่อของหน่วยงานหรือหน่วยของท่าน ใหม่ที่สุดก่อน',
  query: z.strictObject({
    to: agencySlug.optional(),
    from: z.string().min(1).max(10).optional(),
    status: status.optional(),
    overdue: z.enum(['true', 'false']).optional(),
    cursor: cursor.optional(),
    limit: limit(200, 50),
  }),
  reply: page(referralItem),
  status: 200,
});

export const readReferral = contract({
  ...single,
  operationId: 'readReferral',
  method: 'GET',
  path: '/v1/referrals/{id}',
  permission: 'referrals:read',
  summary: 'การส่งต่อหนึ่งเรื่อง; หน่วยงานเปิดดูครั้งแรก = รับทราบ',
  status: 200,
});

const onBehalf = z.strictObject({ how: text }).optional();
const answering = {
  ...single,
  method: 'POST',
  permission: 'referrals:answer',
  status: 200,
  onceForDays: 180,
} as const;

export const acceptReferral = contract({
  ...answering,
  operationId: 'acceptReferral',
  path: '/v1/referrals/{id}/accept',
  summary: 'รับดำเนินการ',
  body: z.strictObject({ reason: text.optional(), onBehalf }).meta({ id: 'ReferralAccepted' }),
});

export const rejectReferral = contract({
  ...answering,
  operationId: 'rejectReferral',
  path: '/v1/referrals/{id}/reject',
  summary: 'ไม่รับดำเนินการ พร้อมเหตุผล และหน่วยงานที่ควรส่งต่อแทน',
  body: z
    .strictObject({ reason: text, suggestAgency: agencySlug.optional(), onBehalf })
    .meta({ id: 'ReferralRejected' }),
});

export const returnReferral = contract({
  ...answering,
  operationId: 'returnReferral',
  path: '/v1/referrals/{id}/return',
  summary: 'ส่งคืนเพื่อขอข้อมูลเพิ่ม พร้อมเหตุผล',
  body: z.strictObject({ reason: text, onBehalf }).meta({ id: 'ReferralReturned' }),
});

export const completeReferral = contract({
  ...answering,
  operationId: 'completeReferral',
  path: '/v1/referrals/{id}/complete',
  summary: 'แจ้งว่าดำเนินการเสร็จ: มีความช่วยเหลือที่อ้างถึงการส่งต่อนี้ หรือระบุเหตุผล',
  body: z.strictObject({ reason: text.optional(), onBehalf }).meta({ id: 'ReferralCompleted' }),
});

export const withdrawReferral = contract({
  ...answering,
  operationId: 'withdrawReferral',
  path: '/v1/referrals/{id}/withdraw',
  permission: 'referrals:send',
  summary: 'หน่วยที่ส่งเรียกเรื่องคืน พร้อมเหตุผล',
  body: z.strictObject({ reason: text }).meta({ id: 'ReferralWithdrawn' }),
});
