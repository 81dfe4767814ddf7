import * as z from 'zod';

import { areaCode, moment, page } from './fields.ts';
import { agencySlug, day } from '#shared/domain/logbook/fields.ts';
import { UNIT_KINDS } from '../domain/committee/units.ts';
import { contract } from './route.ts';

const MOST_MEMBERS = 300;

const kind = z.enum(UNIT_KINDS, 'ไม่รู้จักชนิดของหน่วยนี้').meta({ id: 'UnitKind' });

/** As the order writes it: a number, or the words of a seat without one. */
const seat = z.union(
  [z.int().min(0).max(999), z.string().trim().min(1, 'ต้องไม่ว่าง').max(60, 'ยาวเกิน 60 ตัวอักษร')],
  'ต้องเป็นลำดับที่ 0 ถึง 999 หรือข้อความ',
);

const member = z
  .object({ title: z.string(), organisation: z.string().optional(), seat: z.union([z.int(), z.string()]) })
  .meta({ id: 'CommitteeMember' });

const order = z
  .object({
    area: z.string(),
    unit: z.string(),
    version: z.int(),
    kind: kind.nullable(),
    name: z.string().nullable(),
    covers: z.array(z.string()),
    orderNo: z.string().nullable(),
    orderDate: z.string().nullable(),
    agencies: z.array(z.string()),
    members: z.array(member),
    inheritedFrom: z.string().nullable(),
    recordedAt: moment.nullable(),
  })
  .meta({ id: 'CommitteeOrder' });

const unit = z
  .object({
    unit: z.string(),
    kind,
    name: z.string().nullable(),
    covers: z.array(z.string()),
    version: z.int(),
    orderNo: z.string(),
    orderDate: z.string(),
    agencies: z.array(z.string()),
    seats: z.int(),
    recordedAt: moment,
  })
  .meta({ id: 'CommitteeUnit' });

const common = {
  path: '/v1/committees/{unit}',
  resource: 'committees',
  params: z.object({ unit: z.string().min(1).max(10) }),
  reply: order,
  status: 200,
} as const;

export const listCommittees = contract({
  operationId: 'listCommittees',
  method: 'GET',
  path: '/v1/committees',
  resource: 'committees',
  permission: 'committees:read',
  summary: 'หน่วยของ ศจพ. ในพื้นที่ ที่มีคำสั่งแล้ว',
  query: z.strictObject({ area: areaCode }),
  reply: page(unit),
  status: 200,
});

export const readCommittee = contract({
  ...common,
  operationId: 'readCommittee',
  method: 'GET',
  permission: 'committees:read',
  summary: 'คำสั่ง ศจพ. ของหน่วย: หน่วยงานที่ต้องรายงาน พื้นที่ และกรรมการ',
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
      kind: kind.optional(),
      name: z.string().trim().min(1, 'ต้องไม่ว่าง').max(200, 'ยาวเกิน 200 ตัวอักษร').optional(),
      covers: z
        .array(areaCode)
        .min(1, 'ต้องมีอย่างน้อยหนึ่งพื้นที่')
        .max(100)
        .refine((codes) => new Set(codes).size === codes.length, 'มีพื้นที่ซ้ำกัน')
        .meta({ uniqueItems: true })
        .optional(),
      agencies: z
        .array(agencySlug)
        .min(1, 'ต้องมีอย่างน้อยหนึ่งหน่วยงาน')
        .max(200)
        .refine((slugs) => new Set(slugs).size === slugs.length, 'มีหน่วยงานซ้ำกัน')
        .meta({ uniqueItems: true })
        .optional(),
      members: z
        .array(
          z
            .strictObject({
              title: z.string().trim().min(1, 'ต้องไม่ว่าง').max(200, 'ยาวเกิน 200 ตัวอักษร'),
              organisation: agencySlug.optional(),
              seat,
            })
            .meta({ id: 'NewCommitteeMember' }),
        )
        .max(MOST_MEMBERS)
        .optional(),
    })
    .meta({ id: 'NewCommitteeOrder' }),
});
