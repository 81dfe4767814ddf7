import * as z from 'zod';

import { agencySlug } from '#shared/domain/logbook/fields.ts';
import { ORGANISATION_LEVELS, SECTORS } from '../domain/organisation/organisation.ts';
import { areaCode, cursor, id, limit, moment, page } from './fields.ts';
import { contract } from './route.ts';

const sector = z.enum(SECTORS, 'ไม่รู้จักภาคีนี้').meta({ id: 'Sector', description: 'ภาคีเจ็ดภาคส่วนตามหนังสือสั่งการ' });
const level = z.enum(ORGANISATION_LEVELS, 'ไม่รู้จักระดับนี้').meta({ id: 'OrganisationLevel' });
const name = z.string().trim().min(1, 'ต้องไม่ว่าง').max(200, 'ยาวเกิน 200 ตัวอักษร');

const newOrganisation = z
  .strictObject({
    nameTh: name,
    shortTh: name.max(60, 'ยาวเกิน 60 ตัวอักษร').optional(),
    sector,
    level: level.optional().meta({
      description:
        'ไม่ระบุ = NON_STATE เมื่อไม่ใช่ภาครัฐ; ภาครัฐตามความยาวของรหัสพื้นที่: ไม่มี NATIONAL, 2 หลัก PROVINCE, 4 หลัก DISTRICT, 6 หลัก TAMBON',
    }),
    areaCode: areaCode.optional().meta({ description: 'ไม่ระบุ = ทั้งประเทศ' }),
    parent: agencySlug.optional().meta({ description: 'หน่วยงานที่สังกัด' }),
    reportsAs: agencySlug.optional().meta({ description: 'หน่วยงานที่รายงานในนาม เช่น กรมของสำนักงานจังหวัด' }),
    active: z.boolean().optional().meta({ description: 'ไม่ระบุ = true; false = ปิดแล้ว อ้างถึงใหม่ไม่ได้' }),
  })
  .meta({ id: 'NewOrganisation' });

export const organisation = z
  .object({
    slug: z.string(),
    version: z.int().meta({ description: '0 = หน่วยงานตั้งต้นที่มากับระบบ แก้ไขไม่ได้' }),
    nameTh: z.string(),
    shortTh: z.string().nullable(),
    sector,
    level,
    areaCode: z.string().nullable(),
    parent: z.string().nullable(),
    reportsAs: z.string().nullable(),
    active: z.boolean(),
    changedAt: moment.nullable().meta({ description: 'null = หน่วยงานตั้งต้น' }),
  })
  .meta({ id: 'Organisation' });

const common = { resource: 'registers', reply: organisation } as const;

export const listOrganisations = contract({
  operationId: 'listOrganisations',
  method: 'GET',
  path: '/v1/organisations',
  resource: 'registers',
  permission: 'reference:read',
  summary: 'ทะเบียนหน่วยงานและภาคีเครือข่าย',
  query: z.strictObject({
    area: areaCode.optional().meta({ description: 'เฉพาะหน่วยงานที่มีพื้นที่ร่วมกับพื้นที่นี้ รวมหน่วยงานระดับประเทศ' }),
    sector: sector.optional(),
    cursor: cursor.optional(),
    limit: limit(500, 200),
  }),
  reply: page(organisation),
  status: 200,
});

export const createOrganisation = contract({
  ...common,
  operationId: 'createOrganisation',
  method: 'POST',
  path: '/v1/organisations',
  permission: 'organisations:manage',
  summary: 'เพิ่มหน่วยงานหรือภาคีเครือข่ายในทะเบียน',
  body: newOrganisation,
  status: 201,
  onceForDays: 1,
});

export const putOrganisation = contract({
  ...common,
  operationId: 'putOrganisation',
  method: 'PUT',
  path: '/v1/organisations/{slug}',
  permission: 'organisations:manage',
  summary: 'แก้ไขหน่วยงานในทะเบียน (ต้องมี If-Match)',
  params: z.object({ slug: id }),
  body: newOrganisation,
  status: 200,
});
