/** Catalogues that offices keep: each is a list of one kind of entry, with the same three calls. */
import * as z from 'zod';

import { agencySlug, day, dimension, reference } from '#shared/domain/logbook/fields.ts';
import {
  LOCAL_AUTHORITY_KINDS,
  MENU_STAGES,
  NEED_KINDS_OF_MENU,
  PROJECT_PLANS,
} from '../domain/catalogue/catalogue.ts';
import { areaCode, cursor, id, limit, moment, page } from './fields.ts';
import { contract } from './route.ts';

const name = z.string().trim().min(1, 'ต้องไม่ว่าง').max(200, 'ยาวเกิน 200 ตัวอักษร');
const words = z.string().trim().min(1, 'ต้องไม่ว่าง').max(1000, 'ยาวเกิน 1,000 ตัวอักษร');
const active = z.boolean().default(true);
const areas = (most: number) => z.array(areaCode).max(most);
const yearBe = z.int().min(2500, 'ต้องเป็นปี พ.ศ.').max(2700, 'ต้องเป็นปี พ.ศ.');

/** What is said of an entry, by the catalogue. */
const CATALOGUE_BODIES = {
  'local-authorities': z
    .strictObject({
      nameTh: name,
      kind: z.enum(LOCAL_AUTHORITY_KINDS, 'ไม่รู้จักชนิดของ อปท. นี้').meta({ 'x-codes': 'LocalAuthorityKind' }),
      covers: areas(300).min(1, 'ต้องมีอย่างน้อยหนึ่งพื้นที่'),
      hasKamnan: z.boolean(),
      validFrom: day,
      validTo: day.optional(),
      active,
    })
    .meta({ id: 'NewLocalAuthority' }),
  'menu-items': z
    .strictObject({
      titleTh: name,
      code: name.max(60, 'ยาวเกิน 60 ตัวอักษร').optional(),
      dimension,
      stage: z.enum(MENU_STAGES, 'ไม่รู้จักขั้นนี้').meta({ 'x-codes': 'Stage' }).optional(),
      needKinds: z.array(z.enum(NEED_KINDS_OF_MENU, 'ต้องเป็น PROBLEM หรือ WANT')).max(2).default([]),
      providerAgency: agencySlug.optional(),
      conditions: words.optional(),
      evidenceRequired: words.optional(),
      url: z
        .url({ protocol: /^https?$/, error: 'ต้องเป็นที่อยู่เว็บ' })
        .max(500)
        .optional(),
      areaCode: areaCode.optional(),
      active,
    })
    .meta({ id: 'NewMenuItem' }),
  projects: z
    .strictObject({
      name,
      agency: agencySlug,
      plan: z.enum(PROJECT_PLANS, 'ต้องเป็น FIVE_YEAR หรือ ANNUAL').meta({ 'x-codes': 'ProjectPlan' }),
      fiscalYears: z.array(yearBe).min(1, 'ต้องมีอย่างน้อยหนึ่งปี').max(10),
      dimensions: z.array(dimension).max(5).default([]),
      areas: areas(100).default([]),
      menuItems: z.array(reference).max(100).default([]),
      masterPlanIssue: name.max(60, 'ยาวเกิน 60 ตัวอักษร').optional(),
      active,
    })
    .meta({ id: 'NewProject' }),
  'area-sets': z
    .strictObject({ name, areas: areas(100).min(1, 'ต้องมีอย่างน้อยหนึ่งพื้นที่'), active })
    .meta({ id: 'NewAreaSet' }),
  'hardship-categories': z
    .strictObject({ nameTh: name, dimension, areaCode: areaCode.optional(), active })
    .meta({ id: 'NewHardshipCategory' }),
} as const;

export type CatalogueName = keyof typeof CATALOGUE_BODIES;

const kept = { id: z.string(), version: z.int(), changedAt: moment.nullable() };

type Declared = { one: string; many: string; th: string };

/** The three calls of a catalogue. The types are the same for all, so that one use case answers them; the schemas check what each says. */
function calls(catalogue: CatalogueName, { one, many, th }: Declared) {
  const body: z.ZodObject = CATALOGUE_BODIES[catalogue];
  const reply = z.object({ ...body.shape, ...kept }).meta({ id: one });
  const common = { path: `/v1/${catalogue}`, resource: 'registers' } as const;
  return {
    catalogue,
    list: contract({
      ...common,
      operationId: `list${many}`,
      method: 'GET',
      permission: 'reference:read',
      summary: th,
      query: z.strictObject({ area: areaCode.optional(), cursor: cursor.optional(), limit: limit(500, 200) }),
      reply: page(reply),
      status: 200,
    }),
    create: contract({
      ...common,
      operationId: `create${one}`,
      method: 'POST',
      permission: 'reference:manage',
      summary: `เพิ่มรายการ: ${th}`,
      body,
      reply,
      status: 201,
      onceForDays: 1,
    }),
    put: contract({
      ...common,
      path: `/v1/${catalogue}/{id}`,
      operationId: `put${one}`,
      method: 'PUT',
      permission: 'reference:manage',
      summary: `แก้ไขรายการ (ต้องมี If-Match): ${th}`,
      params: z.object({ id }),
      body,
      reply,
      status: 200,
    }),
  };
}

export const CATALOGUES = [
  calls('local-authorities', { one: 'LocalAuthority', many: 'LocalAuthorities', th: 'องค์กรปกครองส่วนท้องถิ่น' }),
  calls('menu-items', { one: 'MenuItem', many: 'MenuItems', th: 'เมนูแก้จน' }),
  calls('projects', { one: 'Project', many: 'Projects', th: 'โครงการตามแผนปฏิบัติราชการ' }),
  calls('area-sets', { one: 'AreaSet', many: 'AreaSets', th: 'ชุดพื้นที่' }),
  calls('hardship-categories', { one: 'HardshipCategory', many: 'HardshipCategories', th: 'หมวดความเดือดร้อน' }),
];
