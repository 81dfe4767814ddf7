import * as z from 'zod';

import { ASSISTANCE_TYPES } from '../reference/assistance-types.ts';
import { page } from './fields.ts';
import { dimension } from '#shared/domain/logbook/fields.ts';
import { contract } from './route.ts';

const list = { method: 'GET', resource: 'reference', permission: 'reference:read', status: 200 } as const;

export const listAreas = contract({
  ...list,
  operationId: 'listAreas',
  path: '/v1/reference/areas',
  summary: 'จังหวัด อำเภอ และตำบล',
  query: z.strictObject({
    under: z
      .string()
      .regex(/^(?:TH|\d{2}|\d{4})$/, 'ต้องเป็น TH หรือรหัสพื้นที่ 2 หรือ 4 หลัก')
      .optional(),
    level: z.enum(['PROVINCE', 'DISTRICT', 'SUBDISTRICT']).optional(),
  }),
  reply: page(
    z
      .object({
        code: z.string(),
        level: z.enum(['COUNTRY', 'PROVINCE', 'DISTRICT', 'SUBDISTRICT']),
        kind: z.string(),
        nameTh: z.string(),
        nameEn: z.string(),
        parentCode: z.string().nullable(),
      })
      .meta({ id: 'Area' }),
  ),
});

export const listAgencies = contract({
  ...list,
  operationId: 'listAgencies',
  path: '/v1/reference/agencies',
  summary: 'หน่วยงาน',
  reply: page(
    z
      .object({
        slug: z.string(),
        nameTh: z.string(),
        shortTh: z.string().nullable(),
        nameEn: z.string(),
        parent: z.string().nullable(),
        kind: z.string(),
        inSeedTable: z.boolean(),
      })
      .meta({ id: 'Agency' }),
  ),
});

export const listIndicators = contract({
  ...list,
  operationId: 'listIndicators',
  path: '/v1/reference/indicators',
  summary: 'ตัวชี้วัด จปฐ. 38 ข้อ และหน่วยงานหลัก/ร่วม',
  reply: page(
    z
      .object({
        set: z.string(),
        no: z.int(),
        category: z.int(),
        nameTh: z.string(),
        nameEn: z.string(),
        leadHosts: z.array(z.string()),
        coHosts: z.array(z.string()),
        inferredLeadHosts: z.array(z.string()),
        inferredCoHosts: z.array(z.string()),
        planDimension: dimension,
        mpiDimension: dimension.nullable(),
        unit: z.string(),
        appliesTo: z.string(),
      })
      .meta({ id: 'Indicator' }),
  ),
});

export const listDimensions = contract({
  ...list,
  operationId: 'listDimensions',
  path: '/v1/reference/dimensions',
  summary: 'มิติความยากจน 5 มิติของ TPMAP',
  reply: page(
    z
      .object({ code: dimension, nameTh: z.string(), planFormTh: z.string(), nameEn: z.string() })
      .meta({ id: 'DimensionNames' }),
  ),
});

export const listAssistanceTypes = contract({
  ...list,
  operationId: 'listAssistanceTypes',
  path: '/v1/reference/assistance-types',
  summary: 'ประเภทความช่วยเหลือ',
  reply: page(
    z
      .object({ code: z.enum(ASSISTANCE_TYPES), nameTh: z.string(), nameEn: z.string() })
      .meta({ id: 'AssistanceTypeNames' }),
  ),
});

export const listCodes = contract({
  ...list,
  operationId: 'listCodes',
  path: '/v1/reference/codes',
  summary: 'รายการรหัสทั้งหมดของระบบ พร้อมคำไทยและอังกฤษ',
  reply: page(
    z
      .object({
        list: z.string(),
        nameTh: z.string(),
        nameEn: z.string(),
        codes: z.array(
          z.object({ code: z.string(), nameTh: z.string(), nameEn: z.string() }).meta({ id: 'CodeNames' }),
        ),
      })
      .meta({ id: 'CodeList' }),
  ),
});
