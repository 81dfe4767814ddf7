import * as z from 'zod';

import type { DIMENSIONS } from '../reference/dimensions.ts';
import { INDICATOR_SET } from '../reference/indicators.ts';
import { moment, page } from './fields.ts';
import { contract } from './route.ts';

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
