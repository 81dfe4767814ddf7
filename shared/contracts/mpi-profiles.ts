import * as z from 'zod';

import { day } from '../domain/logbook/fields.ts';
import { readFraction } from '../domain/mpi/fraction.ts';
import { TARGET_RUN_STATUSES } from '../domain/target-list/target-run-status.ts';
import { DIMENSIONS } from '../reference/dimensions.ts';
import { INDICATOR_SET } from '../reference/indicators.ts';
import { areaCode, id, moment, page } from './fields.ts';
import { contract } from './route.ts';
import { yearBe } from './target-lists.ts';

const name = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9.-]{2,59}$/, 'ต้องเป็นตัวอักษรอังกฤษ ตัวเลข จุด หรือขีด 3 ถึง 60 ตัว')
  .meta({ example: '42-income-first' });
const number = z.int().min(1, 'ตัวชี้วัดต้องเป็น 1 ถึง 38').max(38, 'ตัวชี้วัดต้องเป็น 1 ถึง 38');
const dimensions = z
  .strictObject({
    health: z.array(number).max(38),
    living: z.array(number).max(38),
    education: z.array(number).max(38),
    income: z.array(number).max(38),
    access: z.array(number).max(38),
  } satisfies Record<(typeof DIMENSIONS)[number], z.ZodType>)
  .meta({ id: 'MpiDimensions' });
const source = z.enum(['OFFICIAL', 'INFERENCE'], 'ต้องเป็น OFFICIAL หรือ INFERENCE').meta({ 'x-codes': 'MpiSource' });
const framework = z.literal(INDICATOR_SET, 'ไม่รู้จักชุดตัวชี้วัดนี้');

const newMpiProfile = z.strictObject({ name, framework, source, dimensions }).meta({ id: 'NewMpiProfile' });

export const mpiProfile = z
  .object({
    id: z.string(),
    name: z.string(),
    version: z.int(),
    framework: z.string(),
    source: z.enum(['OFFICIAL', 'INFERENCE']),
    dimensions,
    createdAt: moment.nullable(),
  })
  .meta({ id: 'MpiProfile' });

const common = { path: '/v1/mpi-profiles', resource: 'target-lists', permission: 'target-lists:manage' } as const;

export const listMpiProfiles = contract({
  ...common,
  operationId: 'listMpiProfiles',
  method: 'GET',
  summary: 'เกณฑ์ตัวชี้วัด MPI ทุกฉบับ',
  reply: page(mpiProfile),
  status: 200,
});

export const createMpiProfile = contract({
  ...common,
  operationId: 'createMpiProfile',
  method: 'POST',
  summary: 'สร้างเกณฑ์ตัวชี้วัด MPI หรือฉบับใหม่ของเกณฑ์เดิม (ฉบับเดิมไม่เปลี่ยน)',
  body: newMpiProfile,
  reply: mpiProfile,
  status: 201,
  onceForDays: 1,
});

/** Cut-off of Alkire and Foster, as a fraction or a decimal above 0 and at most 1. */
const cutOff = z
  .string()
  .max(19, 'ต้องเป็นเศษส่วนหรือทศนิยมที่มากกว่า 0 และไม่เกิน 1')
  .refine((text) => {
    const k = readFraction(text);
    return k !== undefined && k.num > 0n && k.num <= k.den;
  }, 'ต้องเป็นเศษส่วนหรือทศนิยมที่มากกว่า 0 และไม่เกิน 1')
  .meta({ example: '1/5' });

const counted = z.object({ households: z.int(), persons: z.int() }).meta({ id: 'HouseholdsAndPersons' });
const byDimension = z
  .object({ health: counted, living: counted, education: counted, income: counted, access: counted } satisfies Record<
    (typeof DIMENSIONS)[number],
    z.ZodType
  >)
  .meta({ id: 'CountedByDimension' });

const union = z
  .object({
    answered: counted,
    unanswered: counted,
    poor: counted,
    official: counted,
    excluded: z
      .object({ noAdult: counted, adultsWithoutCard: counted, cardUnknown: counted })
      .meta({ id: 'ExcludedPoor' }),
    deprived: byDimension,
    unknown: byDimension,
  })
  .meta({ id: 'UnionCounts' });

/** Four decimals, and the fraction itself. */
const share = z.object({ value: z.number(), exact: z.string() }).meta({ id: 'MpiShare' });
const figures = {
  persons: z.int(),
  leftOut: z.int(),
  poor: z.int(),
  H: share.nullable(),
  A: share.nullable(),
  M0: share.nullable(),
};
const indicatorShares = z
  .object({
    indicator: number,
    dimension: z.enum(DIMENSIONS),
    weight: z.string(),
    uncensored: share,
    censored: share,
    contribution: share.nullable(),
  })
  .meta({ id: 'MpiIndicatorShares' });

const mpiCounts = z
  .object({
    k: z.string(),
    ...figures,
    indicators: z.array(indicatorShares),
    areas: z.array(
      z.object({ area: z.string(), ...figures, contribution: share.nullable() }).meta({ id: 'MpiAreaShares' }),
    ),
  })
  .meta({ id: 'MpiCounts' });

const run = {
  id: z.string(),
  status: z.enum(TARGET_RUN_STATUSES).meta({ 'x-codes': 'TargetRunStatus' }),
  startedAt: moment,
  finishedAt: moment.nullable(),
  profile: z.string(),
  area: z.string(),
  union,
};

const mpiWhatIf = z.object({ ...run, label: z.string(), cutOffs: z.array(mpiCounts) }).meta({ id: 'MpiWhatIf' });

const perList = z.object({ list: z.string(), added: z.int() }).meta({ id: 'MpiListAdded' });
const mpiLists = z.object({ ...run, official: perList, excluded: perList, skipped: z.int() }).meta({ id: 'MpiLists' });

const running = { resource: 'target-lists', permission: 'target-lists:manage' } as const;

export const startMpiWhatIf = contract({
  ...running,
  operationId: 'startMpiWhatIf',
  method: 'POST',
  path: '/v1/mpi-profiles/{id}/what-if',
  summary: 'นับจากคำตอบที่มีอยู่ด้วยเกณฑ์นี้ โดยไม่บันทึกสิ่งใด',
  params: z.object({ id }),
  body: z.strictObject({ area: areaCode, k: cutOff.optional() }).meta({ id: 'NewMpiWhatIf' }),
  reply: mpiWhatIf,
  status: 202,
  onceForDays: 1,
});

export const readMpiWhatIf = contract({
  ...running,
  operationId: 'readMpiWhatIf',
  method: 'GET',
  path: '/v1/mpi-profiles/{id}/what-if/{runId}',
  summary: 'ผลการนับด้วยเกณฑ์ MPI',
  params: z.object({ id, runId: id }),
  reply: mpiWhatIf,
  status: 200,
});

export const startMpiLists = contract({
  ...running,
  operationId: 'startMpiLists',
  method: 'POST',
  path: '/v1/mpi-profiles/{id}/lists',
  summary: 'สร้างร่างบัญชีเป้าหมายทางการ และบัญชีครัวเรือนยากจนที่ตกหล่น จากคำตอบที่มีอยู่ด้วยเกณฑ์นี้',
  params: z.object({ id }),
  body: z
    .strictObject({ area: areaCode, yearBe, asOfDate: day, phase: z.int().min(1).max(99).default(1) })
    .meta({ id: 'NewMpiLists' }),
  reply: mpiLists,
  status: 202,
  onceForDays: 1,
});

export const readMpiLists = contract({
  ...running,
  operationId: 'readMpiLists',
  method: 'GET',
  path: '/v1/mpi-profiles/{id}/lists/{runId}',
  summary: 'สถานะและจำนวนของการสร้างบัญชีด้วยเกณฑ์ MPI',
  params: z.object({ id, runId: id }),
  reply: mpiLists,
  status: 200,
});
