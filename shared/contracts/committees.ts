import * as z from 'zod';

import { moment } from './fields.ts';
import { agencySlug, day } from '#shared/domain/logbook/fields.ts';
import { contract } from './route.ts';

const order = z
  .object({
    area: z.string(),
    version: z.int(),
    orderNo: z.string().nullable(),
    orderDate: z.string().nullable(),
    agencies: z.array(z.string()),
    inheritedFrom: z.string().nullable(),
    recordedAt: moment.nullable(),
  })
  .meta({ id: 'CommitteeOrder' });

const common = {
  path: '/v1/committees/{area}',
  resource: 'committees',
  params: z.object({ area: z.string().min(1).max(10) }),
  reply: order,
  status: 200,
} as const;

export const readCommittee = contract({
  ...common,
  operationId: 'readCommittee',
  method: 'GET',
  permission: 'committees:read',
  summary: 'คำสั่ง ศจพ. ของพื้นที่: หน่วยงานที่ต้องรายงาน',
});

export const putCommittee = contract({
  ...common,
  operationId: 'putCommittee',
  method: 'PUT',
  permission: 'committees:manage',
  summary: 'บันทึกคำสั่ง ศจพ. ฉบับใหม่ (ต้องมี If-Match เมื่อมีคำสั่งเดิม)',
  body: z
    .strictObject({
      orderNo: z.string().trim().min(1, 'ต้องไม่ว่าง').max(100),
      orderDate: day,
      agencies: z
        .array(agencySlug)
        .min(1, 'ต้องมีอย่างน้อยหนึ่งหน่วยงาน')
        .max(200)
        .refine((slugs) => new Set(slugs).size === slugs.length, 'มีหน่วยงานซ้ำกัน')
        .meta({ uniqueItems: true }),
    })
    .meta({ id: 'NewCommitteeOrder' }),
});
