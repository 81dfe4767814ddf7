import * as z from 'zod';

import { agencySlug } from '#shared/domain/logbook/fields.ts';
import { ORGANISATION_LEVELS, SECTORS } from '../domain/organisation/organisation.ts';
import { areaCode, cursor, id, limit, moment, page } from './fields.ts';
import { contract } from './route.ts';

const sector = z.enum(SECTORS, 'ไม่รู้จักภาคีนี้').meta({ id: 'Sector' });
const level = z.enum(ORGANISATION_LEVELS, 'ไม่รู้จักระดับนี้').meta({ id: 'OrganisationLevel' });
const name = z.string().trim().min(1, 'ต้องไม่ว่าง').max(200, 'ยาวเกิน 200 ตัวอักษร');

const newOrganisation = z
  .strictObject({
    nameTh: name,
    shortTh: name.max(60, 'ยาวเกิน 60 ตัวอักษร').optional(),
    sector,
    level: level.optional(),
    areaCode: areaCode.optional(),
    parent: agencySlug.optional(),
    reportsAs: agencySlug.optional(),
    active: z.boolean().optional(),
  })
  .meta({ id: 'NewOrganisation' });

export const organisation = z
  .object({
    slug: z.string(),
    version: z.int(),
    nameTh: z.string(),
    shortTh: z.string().nullable(),
    sector,
    level,
    areaCode: z.string().nullable(),
    parent: z.string().nullable(),
    reportsAs: z.string().nullable(),
    active: z.boolean(),
    changedAt: moment.nullable(),
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
    area: areaCode.optional(),
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
