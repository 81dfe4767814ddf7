import * as z from 'zod';

import { FOUND_SOURCES } from '../domain/household/found-source.ts';
import { HOUSEHOLD_STATUSES, SOLVE_MODES, STAGES } from '../domain/household/household.ts';
import { NEED_STATUSES } from '../domain/household/need-status.ts';
import { URGENCY_LEVELS } from '../domain/household/urgency.ts';
import { OVERLAP_CELLS } from '../domain/target-list/overlap.ts';
import { TARGET_STATES } from '../domain/target-list/target-state.ts';
import { cursor, id, limit, moment, page } from './fields.ts';
import { day, dimension, subdistrictCode, text } from '#shared/domain/logbook/fields.ts';
import { ID_TYPES } from '../thai/citizen-id.ts';
import { contract } from './route.ts';

export const name = z.string().trim().min(1, 'ต้องไม่ว่าง').max(100, 'ยาวเกิน 100 ตัวอักษร');
export const spoken = z.string().trim().min(1, 'ต้องไม่ว่าง').max(200, 'ยาวเกิน 200 ตัวอักษร');
export const moo = z.int('หมู่ที่ต้องเป็นจำนวนเต็ม').min(0).max(99);
const welfareCard = z.enum(['YES', 'NO', 'UNKNOWN']);
export const idType = z.enum(ID_TYPES, 'ไม่รู้จักประเภทของเลขประจำตัว');

/** Where an account looks: a province, district or sub-district, those of urban communities too. */
const place = z
  .string()
  .regex(/^(?:\d{2}|\d{4}|\d{6})$/, 'รหัสพื้นที่ต้องมี 2, 4 หรือ 6 หลัก')
  .meta({ example: '4201' });

const member = z
  .object({
    id: z.string(),
    citizenId: z.string().nullable().meta({ example: '3-9999-xxxxx-xx-1' }),
    idType,
    title: z.string().nullable(),
    firstName: z.string(),
    lastName: z.string().nullable(),
    birthDate: z.string().nullable(),
    relation: z.string().nullable(),
    welfareCard: welfareCard.nullable(),
    welfareCardYear: z.int().nullable(),
    telephone: z.string().nullable().meta({ example: '08x-xxx-x678' }),
    aliases: z.array(z.string()),
    disability: z.boolean().nullable(),
  })
  .meta({ id: 'Member' });

const state = z.object({ state: z.enum(TARGET_STATES), on: z.string(), entryId: z.string() });

export const household = z
  .object({
    id: z.string(),
    version: z.int(),
    createdAt: moment,
    updatedAt: moment,
    status: z.enum(HOUSEHOLD_STATUSES),
    houseCode: z.string().nullable(),
    addressNo: z.string().nullable(),
    moo: z.int().nullable(),
    village: z.string().nullable(),
    areaCode: z.string(),
    areaName: z.string(),
    members: z.array(member),
    targets: z.array(
      z.object({
        list: z.string(),
        area: z.string(),
        personId: z.string().nullable(),
        dimensions: z.array(dimension),
        indicators: z.array(z.int()),
        addedAt: moment,
        state: z.enum(TARGET_STATES),
      }),
    ),
    verifications: z.record(z.string(), state),
    needs: z.array(
      z.object({
        id: z.string(),
        personId: z.string().nullable(),
        dimension,
        kind: z.enum(['PROBLEM', 'WANT']),
        text: z.string().nullable(),
        openedOn: z.string(),
        status: z.enum(NEED_STATUSES),
        statusOn: z.string(),
        indicator: z.int().nullable(),
        category: z.string().nullable(),
        severity: z.int().nullable(),
        solveMode: z.enum(SOLVE_MODES).nullable(),
        wanted: z.string().nullable(),
      }),
    ),
    agencies: z.array(z.string()),
    helpOfOthers: z
      .object({
        records: z.int(),
        cashBaht: z.number().nullable(),
        inKindBaht: z.number().nullable(),
        withoutValue: z.int(),
      })
      .meta({ id: 'HelpOfOthers' })
      .nullable(),
    mentor: z.string().nullable(),
    coMentors: z.array(z.string()),
    mentorSince: z.string().nullable(),
    surveyedOn: z.string().nullable(),
    lastVisitOn: z.string().nullable(),
    lastHelpOn: z.string().nullable(),
    lastFollowUpOn: z.string().nullable(),
    nextDue: z.string().nullable(),
    lastContactOn: z.string().nullable(),
    failedVisits: z.int().nullable(),
    stage: z.object({ stage: z.enum(STAGES), on: z.string() }).nullable(),
    urgency: z.object({ level: z.enum(URGENCY_LEVELS), on: z.string() }).nullable(),
    found: z.object({ source: z.enum(FOUND_SOURCES), on: z.string(), round: z.string().nullable() }).nullable(),
    duplicates: z.array(z.string()),
    mergedInto: z.string().nullable(),
    merged: z.array(z.string()),
    steps: z.array(
      z
        .object({
          call: z.string().meta({ example: 'recordEntry' }),
          type: z.string().nullable(),
          list: z.string().nullable(),
          needId: z.string().nullable(),
          to: z.string().nullable(),
          evidence: z.string().nullable(),
        })
        .meta({ id: 'NextStep' }),
    ),
  })
  .meta({ id: 'Household' });

const householdItem = z
  .object({
    id: z.string(),
    version: z.int().nullable(),
    status: z.enum(HOUSEHOLD_STATUSES).nullable(),
    areaCode: z.string(),
    areaName: z.string(),
    lists: z.record(z.string(), z.enum(TARGET_STATES)),
    dimensions: z.array(dimension),
    openNeeds: z.int().nullable(),
    agencies: z.array(z.string()),
    mentor: z.string().nullable(),
    surveyedOn: z.string().nullable(),
    nextDue: z.string().nullable(),
    urgency: z.enum(URGENCY_LEVELS).nullable(),
    headName: z.string().nullable(),
  })
  .meta({ id: 'HouseholdItem' });

export const listHouseholds = contract({
  operationId: 'listHouseholds',
  method: 'GET',
  path: '/v1/households',
  resource: 'households',
  permission: 'households:list',
  summary: 'รายการงาน: ครัวเรือนในพื้นที่ของท่านตามตัวกรอง',
  query: z.strictObject({
    area: place.optional(),
    list: id.optional(),
    state: z.enum(TARGET_STATES).optional(),
    dimension: dimension.optional(),
    mentor: id.optional(),
    urgency: z.enum(URGENCY_LEVELS).optional(),
    due: day.optional(),
    overlap: z.enum(OVERLAP_CELLS).meta({ 'x-codes': 'OverlapCell' }).optional(),
    cursor: cursor.optional(),
    limit: limit(200, 50),
  }),
  reply: page(householdItem),
  status: 200,
});

const newMember = z.strictObject({
  citizenId: z.string().trim().max(40).optional(),
  idType: idType.optional(),
  title: z.string().trim().max(60).optional(),
  firstName: name,
  lastName: name.optional(),
  birthDate: day.optional(),
  relation: z.string().trim().max(60).optional(),
  welfareCard: welfareCard.optional(),
});

export const registerHousehold = contract({
  operationId: 'registerHousehold',
  method: 'POST',
  path: '/v1/households',
  resource: 'households',
  permission: 'households:register',
  summary: 'ขึ้นทะเบียนครัวเรือนใหม่ (ค้นหาก่อนเสมอ)',
  body: z
    .strictObject({
      houseCode: z.string().trim().max(40).optional(),
      addressNo: z.string().trim().min(1, 'ต้องไม่ว่าง').max(60),
      moo: moo.optional(),
      village: spoken.optional(),
      areaCode: subdistrictCode,
      members: z.array(newMember).min(1, 'ต้องมีสมาชิกอย่างน้อยหนึ่งคน').max(30),
      found: z
        .strictObject({
          source: z.enum(FOUND_SOURCES),
          on: day,
          evidence: text,
          round: id.optional(),
        })
        .optional(),
      confirmNew: z.boolean().optional(),
    })
    .meta({ id: 'NewHousehold' }),
  reply: household,
  status: 201,
  onceForDays: 180,
});

/** People of a household as a list shows them: numbers masked. */
export const foundHousehold = z
  .object({
    id: z.string(),
    areaCode: z.string(),
    areaName: z.string(),
    houseCode: z.string().nullable(),
    addressNo: z.string().nullable(),
    moo: z.int().nullable(),
    members: z.array(
      z.object({
        id: z.string(),
        citizenId: z.string().nullable(),
        idType,
        firstName: z.string(),
        lastName: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'FoundHousehold' });

export const searchHouseholds = contract({
  operationId: 'searchHouseholds',
  method: 'POST',
  path: '/v1/households/search',
  resource: 'households',
  permission: 'households:search',
  summary: 'ค้นหาด้วยเลขประจำตัวประชาชน รหัสประจำบ้าน หรือชื่อกับพื้นที่ (บันทึกการค้นหา)',
  body: z
    .union(
      [
        z.strictObject({ citizenId: z.string().trim().min(1).max(40), idType: idType.optional() }),
        z.strictObject({ houseCode: z.string().trim().min(1).max(40) }),
        z.strictObject({
          name: z.string().trim().min(2, 'ต้องมีอย่างน้อย 2 ตัวอักษร').max(200),
          area: place,
          cursor: cursor.optional(),
        }),
      ],
      'ระบุ citizenId หรือ houseCode หรือ name พร้อม area อย่างใดอย่างหนึ่ง',
    )
    .meta({ id: 'HouseholdSearch' }),
  reply: z
    .object({
      items: z.array(foundHousehold),
      nextCursor: z.string().nullable(),
      heldElsewhere: z.object({ province: z.string(), provinceName: z.string() }).nullable(),
    })
    .meta({ id: 'HouseholdSearchReply' }),
  status: 200,
});

export const readHousehold = contract({
  operationId: 'readHousehold',
  method: 'GET',
  path: '/v1/households/{id}',
  resource: 'households',
  permission: 'households:read',
  summary: 'แฟ้มบ้าน: ครัวเรือนตามที่เป็นอยู่ขณะนี้',
  params: z.object({ id }),
  reply: household,
  status: 200,
});

const REVEALED_FIELDS = ['citizenId', 'birthDate', 'houseCode', 'telephone', 'indicators'] as const;

export const revealHousehold = contract({
  operationId: 'revealHousehold',
  method: 'POST',
  path: '/v1/households/{id}/reveal',
  resource: 'households',
  permission: 'households:reveal',
  summary: 'ดูข้อมูลที่ปิดบังไว้ โดยระบุเหตุผล (บันทึกก่อนแสดง)',
  params: z.object({ id }),
  body: z
    .strictObject({
      fields: z
        .array(z.enum(REVEALED_FIELDS, 'ไม่รู้จักช่องข้อมูลนี้'))
        .min(1, 'ต้องระบุอย่างน้อยหนึ่งช่อง')
        .max(REVEALED_FIELDS.length),
      purpose: z.string().trim().min(5, 'ต้องระบุเหตุผลอย่างน้อย 5 ตัวอักษร').max(500),
    })
    .meta({ id: 'Reveal' }),
  reply: z
    .object({
      id: z.string(),
      version: z.int(),
      houseCode: z.string().nullable().optional(),
      members: z.array(
        z.object({
          id: z.string(),
          citizenId: z.string().nullable().optional(),
          idType: idType.optional(),
          birthDate: z.string().nullable().optional(),
          telephone: z.string().nullable().optional(),
        }),
      ),
      needs: z
        .array(z.object({ id: z.string(), indicator: z.int().nullable(), category: z.string().nullable() }))
        .optional(),
      targets: z
        .array(z.object({ list: z.string(), personId: z.string().nullable(), indicators: z.array(z.int()) }))
        .optional(),
    })
    .meta({ id: 'RevealedHousehold' }),
  status: 200,
});
