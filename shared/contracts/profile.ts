import * as z from 'zod';

import { day, reference, text } from '#shared/domain/logbook/fields.ts';
import { REQUESTED_BY } from '#shared/domain/logbook/kinds/profile.ts';

import { id } from './fields.ts';
import { household, moo, name, spoken } from './households.ts';
import { contract } from './route.ts';

const memberCorrection = z
  .strictObject({
    id: reference,
    title: z.string().trim().max(60).nullable().optional(),
    firstName: name.optional(),
    lastName: name.nullable().optional(),
    birthDate: day.nullable().optional(),
    telephone: z.string().trim().max(40).nullable().optional(),
    disability: z.boolean().nullable().optional(),
  })
  .meta({ id: 'MemberCorrection' });

const addressCorrection = z
  .strictObject({
    addressNo: z.string().trim().min(1, 'ต้องไม่ว่าง').max(60).nullable().optional(),
    moo: moo.nullable().optional(),
    village: spoken.nullable().optional(),
  })
  .meta({ id: 'AddressCorrection' });

export const putProfile = contract({
  operationId: 'putProfile',
  method: 'PUT',
  path: '/v1/households/{id}/profile',
  resource: 'logbook',
  permission: 'profile:write',
  summary: 'แก้ไขชื่อ วันเกิด โทรศัพท์ สถานะความพิการ หรือที่อยู่ที่บันทึกผิด (ต้องมี If-Match)',
  params: z.object({ id }),
  body: z
    .strictObject({
      reason: text,
      requestedBy: z.enum(REQUESTED_BY),
      members: z.array(memberCorrection).min(1, 'ต้องมีอย่างน้อยหนึ่งคน').max(30).optional(),
      address: addressCorrection.optional(),
    })
    .meta({ id: 'ProfileCorrection' }),
  reply: household,
  status: 200,
});
