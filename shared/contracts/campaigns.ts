/** Campaigns, rounds of Re-X-ray, and what units write of a quarter (casework F). */
import * as z from 'zod';

import { CAMPAIGN_STATUSES, METRICS } from '../domain/campaign/campaign.ts';
import { ROUND_STATUSES } from '../domain/campaign/rexray-round.ts';
import { ROUND_RESULTS } from '../domain/campaign/round-result.ts';
import { isQuarter } from '../domain/statistics/quarter.ts';
import { areaCode, cursor, id, limit, moment, page, unit as committeeUnit } from './fields.ts';
import { day, reference, text } from '#shared/domain/logbook/fields.ts';
import { contract } from './route.ts';

const common = { resource: 'statistics' } as const;

/** A fiscal year B.E. and a quarter of it. */
export const quarter = z
  .string()
  .max(7, 'ไตรมาสต้องเป็น ปีงบประมาณ พ.ศ.-Q1 ถึง Q4')
  .refine(isQuarter, 'ไตรมาสต้องเป็น ปีงบประมาณ พ.ศ.-Q1 ถึง Q4')
  .meta({ id: 'Quarter', pattern: '^2[0-9]{3}-Q[1-4]$', example: '2569-Q3' });

const name = z.string().trim().min(1, 'ต้องไม่ว่าง').max(200, 'ยาวเกิน 200 ตัวอักษร');

const pct = z
  .number()
  .min(0, 'ร้อยละต้องเป็น 0 ถึง 100')
  .max(100, 'ร้อยละต้องเป็น 0 ถึง 100')
  .refine((value) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-6, 'ทศนิยมไม่เกินสองตำแหน่ง');

const milestone = z
  .strictObject({
    metric: z.enum(METRICS, 'ไม่รู้จักตัวชี้วัดนี้').meta({ 'x-codes': 'Metric' }),
    pct,
    dueOn: day,
    denominator: z
      .strictObject({ households: z.int().min(1).max(100_000_000), source: name, asOfDate: day })
      .optional(),
  })
  .meta({ id: 'Milestone' });

const campaignShape = {
  name,
  lists: z.array(reference).max(20),
  scopeArea: areaCode,
  startsOn: day.optional(),
  status: z.enum(CAMPAIGN_STATUSES).meta({ 'x-codes': 'CampaignStatus' }).default('RUNNING'),
  milestones: z.array(milestone).min(1, 'ต้องมีอย่างน้อยหนึ่งหมุดหมาย').max(20),
};

const campaign = z
  .object({ id: z.string(), version: z.int(), ...campaignShape, startsOn: day.nullable(), recordedAt: moment })
  .meta({ id: 'Campaign' });

export const listCampaigns = contract({
  ...common,
  operationId: 'listCampaigns',
  method: 'GET',
  path: '/v1/campaigns',
  permission: 'campaigns:read',
  summary: 'แผนรณรงค์และหมุดหมายของพื้นที่',
  query: z.strictObject({ area: areaCode.optional() }),
  reply: page(campaign),
  status: 200,
});

export const createCampaign = contract({
  ...common,
  operationId: 'createCampaign',
  method: 'POST',
  path: '/v1/campaigns',
  permission: 'campaigns:manage',
  summary: 'สร้างแผนรณรงค์; บัญชีเป้าหมายต้องล็อกแล้วก่อนเริ่ม',
  body: z.strictObject(campaignShape).meta({ id: 'NewCampaign' }),
  reply: campaign,
  status: 201,
  onceForDays: 1,
});

export const putCampaign = contract({
  ...common,
  operationId: 'putCampaign',
  method: 'PUT',
  path: '/v1/campaigns/{id}',
  permission: 'campaigns:manage',
  summary: 'แก้ไขแผนรณรงค์ (ต้องมี If-Match); แผนที่เริ่มแล้วต้องมีเหตุผล',
  params: z.object({ id }),
  body: z.strictObject({ ...campaignShape, reason: text.optional() }).meta({ id: 'ChangedCampaign' }),
  reply: campaign,
  status: 200,
});

const round = z
  .object({
    id: z.string(),
    version: z.int(),
    name: z.string(),
    list: z.string(),
    scopeArea: z.string(),
    dueOn: day,
    status: z.enum(ROUND_STATUSES).meta({ 'x-codes': 'RoundStatus' }),
    createdAt: moment,
    closedAt: moment.nullable(),
  })
  .meta({ id: 'RexrayRound' });

export const listRexrayRounds = contract({
  ...common,
  operationId: 'listRexrayRounds',
  method: 'GET',
  path: '/v1/rexray-rounds',
  permission: 'rexray:read',
  summary: 'รอบ Re-X-ray ของพื้นที่',
  query: z.strictObject({ area: areaCode.optional() }),
  reply: page(round),
  status: 200,
});

export const createRexrayRound = contract({
  ...common,
  operationId: 'createRexrayRound',
  method: 'POST',
  path: '/v1/rexray-rounds',
  permission: 'rexray:manage',
  summary: 'เปิดรอบ Re-X-ray ของบัญชีเป้าหมาย',
  body: z.strictObject({ name, list: reference, scopeArea: areaCode, dueOn: day }).meta({ id: 'NewRexrayRound' }),
  reply: round,
  status: 201,
  onceForDays: 1,
});

export const closeRexrayRound = contract({
  ...common,
  operationId: 'closeRexrayRound',
  method: 'POST',
  path: '/v1/rexray-rounds/{id}/close',
  permission: 'rexray:manage',
  summary: 'ปิดรอบ Re-X-ray; ผลที่มาภายหลังยังนับ',
  params: z.object({ id }),
  reply: round,
  status: 200,
});

const roundCase = z
  .object({
    id: z.string(),
    areaCode: z.string(),
    areaName: z.string(),
    headName: z.string().nullable(),
    openNeeds: z.int(),
    result: z.enum(ROUND_RESULTS).meta({ 'x-codes': 'RoundResult' }).nullable(),
    on: day.nullable(),
    newNeeds: z.int(),
  })
  .meta({ id: 'RoundCase' });

export const listRoundCases = contract({
  operationId: 'listRoundCases',
  method: 'GET',
  path: '/v1/rexray-rounds/{id}/cases',
  // It opens files, as the queue does, whose item of a round it is.
  resource: 'due',
  permission: 'rexray:read',
  summary: 'ครัวเรือนของรอบ Re-X-ray ตามหน่วยและผล',
  params: z.object({ id }),
  query: z.strictObject({
    unit: committeeUnit.optional(),
    result: z
      .enum([...ROUND_RESULTS, 'none'])
      .meta({ id: 'RoundResultFilter' })
      .optional(),
    cursor: cursor.optional(),
    limit: limit(200, 50),
  }),
  reply: page(roundCase),
  status: 200,
});

const unit = z.string().regex(/^(?:\d{2}|\d{4}|\d{6}|\d{4}\.[1-9]\d?)$/, 'ไม่รู้จักหน่วยนี้');
const words = z.string().trim().max(2000, 'ยาวเกิน 2,000 ตัวอักษร');
const remarks = { problems: words, obstacles: words, suggestions: words };

const quarterlyNote = z
  .object({ unit: z.string(), quarter: z.string(), version: z.int(), ...remarks, recordedAt: moment.nullable() })
  .meta({ id: 'QuarterlyNote' });

export const readQuarterlyNote = contract({
  ...common,
  operationId: 'readQuarterlyNote',
  method: 'GET',
  path: '/v1/quarterly-notes/{unit}/{quarter}',
  permission: 'statistics:quarterly',
  summary: 'ปัญหา อุปสรรค ข้อเสนอแนะของหน่วยในไตรมาส',
  params: z.object({ unit, quarter }),
  reply: quarterlyNote,
  status: 200,
});

export const putQuarterlyNote = contract({
  ...common,
  operationId: 'putQuarterlyNote',
  method: 'PUT',
  path: '/v1/quarterly-notes/{unit}/{quarter}',
  permission: 'remarks:write',
  summary: 'บันทึกปัญหา อุปสรรค ข้อเสนอแนะ ได้ทุกเวลา หลังปิดรอบก็ได้',
  params: z.object({ unit, quarter }),
  body: z.strictObject(remarks).meta({ id: 'NewQuarterlyNote' }),
  reply: quarterlyNote,
  status: 200,
});
