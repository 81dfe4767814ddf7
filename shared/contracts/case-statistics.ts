/** Reports B and C as JSON, and the households behind their figures (casework C). */
import * as z from 'zod';

import { UNIT_KINDS } from '../domain/committee/units.ts';
import { FOUND_SOURCES } from '../domain/household/found-source.ts';
import { STAGES } from '../domain/statistics/case-on-day.ts';
import { CLOSED_AS } from '../domain/statistics/report-b/shape.ts';
import type { ReportB } from '../domain/statistics/report-b/shape.ts';
import { PROGRESS_LEVELS } from '../domain/statistics/report-c/shape.ts';
import { OUT_STATES, TARGET_STATES } from '../domain/target-list/target-state.ts';
import { isKnownPlace } from '../reference/area-codes.ts';
import { DIMENSIONS } from '../reference/dimensions.ts';
import { day } from '../domain/logbook/fields.ts';
import { quarter } from './campaigns.ts';
import { areaCode, cursor, id, limit, moment, month, queryNumber } from './fields.ts';
import {
  baseline,
  campaigns,
  count,
  counts,
  forEach,
  milestone,
  milestoneStatus,
  percent,
  reportC,
} from './report-c.ts';
import { contract } from './route.ts';
import { lists } from './statistics.ts';

const common = { resource: 'statistics' } as const;
const baht = z.number().min(0).nullable();

const byState = counts(TARGET_STATES).meta({ id: 'CountByState' });

const adjusted = z
  .object({ baseline: count, threshold: count, count, countAtDue: count.nullable(), status: milestoneStatus })
  .meta({ id: 'AdjustedMilestone' });

/** A campaign in one row: its milestones, and those of B that cannot be reached any more. */
const campaignRow = {
  exits: counts(OUT_STATES).meta({ id: 'CampaignExits' }),
  milestones: z.array(z.object({ ...milestone, adjusted: adjusted.nullable() }).meta({ id: 'MilestoneStatusFigures' })),
};

const campaignStatus = z
  .object({
    campaign: z.string(),
    name: z.string(),
    area: z.string(),
    day: z.string(),
    asOf: moment,
    definitions: z.string(),
    total: z.object(campaignRow).meta({ id: 'CampaignStatusTotal' }).nullable(),
    units: z.array(
      z
        .object({
          unit: z.string().nullable(),
          kind: z.enum(UNIT_KINDS).meta({ 'x-codes': 'UnitKind' }).nullable(),
          name: z.string().nullable(),
          ...campaignRow,
        })
        .meta({ id: 'CampaignStatusRow' }),
    ),
  })
  .meta({ id: 'CampaignStatusReport' });

export const readCampaignStatus = contract({
  ...common,
  operationId: 'readCampaignStatus',
  method: 'GET',
  path: '/v1/campaigns/{id}/status',
  permission: 'campaigns:read',
  summary: 'สถานะหมุดหมายของแผนรณรงค์เมื่อสิ้นวัน รายหน่วย',
  params: z.object({ id }),
  query: z.strictObject({ asOf: day.optional() }),
  reply: campaignStatus,
  status: 200,
});

const needs = z
  .object({
    openBefore: count,
    opened: count,
    reopened: count,
    closed: count,
    openAfter: count,
    closedAs: counts(CLOSED_AS),
    households: count,
  })
  .meta({ id: 'NeedFigures' });

const help = { households: count, assistances: count, cashBaht: baht, inKindBaht: baht };

const quarterFigures = {
  mechanism: z
    .object({
      ordersInForce: count,
      meetings: z.object({ targeting: count, committee: count, other: count }),
      resolutions: z.object({ adopted: count, done: count, open: count, overdue: count }),
      fieldTeams: count,
      mentors: count,
      householdsWithMentor: count,
      householdsWithoutMentor: count,
      householdsPerMentor: z.object({ median: z.number().nullable(), max: count.nullable() }),
      accounts: z.object({ open: count, signedIn: count, agenciesWithout: count }).nullable(),
    })
    .meta({ id: 'MechanismFigures' }),
  targets: z
    .object({
      opening: byState,
      in: byState,
      out: byState,
      closing: byState,
      entered: z.object({ baseline: count, lateAdded: count }),
    })
    .meta({ id: 'TargetFigures' }),
  needs: z.object({ byDimension: forEach(DIMENSIONS, needs), total: needs }),
  indicators: z.array(z.object({ indicator: z.int(), households: count }).meta({ id: 'IndicatorFigures' })),
  assistance: z
    .object({
      households: count,
      persons: count,
      assistances: count,
      integratedHouseholds: count,
      percentIntegrated: percent,
      adviceOnlyHouseholds: count,
      cashBaht: baht,
      inKindBaht: baht,
      withoutValue: count,
      byAgency: z.array(z.object({ agency: z.string().nullable(), ...help })),
      byType: z.array(z.object({ assistanceType: z.string(), ...help })),
      bySector: z.array(z.object({ sector: z.string(), ...help })),
    })
    .meta({ id: 'QuarterAssistance' }),
  referrals: z
    .object({
      sent: count,
      accepted: count,
      completed: count,
      rejected: count,
      returned: count,
      overdue: count,
      bouncedNeeds: count,
    })
    .meta({ id: 'ReferralFigures' }),
  outcome: z
    .object({ stages: forEach(STAGES, counts(STAGES)), graduated: count, relapsed: count })
    .meta({ id: 'OutcomeFigures' }),
  missed: z.object({ bySource: counts(FOUND_SOURCES), total: count, listed: count }).meta({ id: 'MissedFigures' }),
  rexray: z.array(
    z
      .object({
        round: z.string(),
        cases: count,
        done: count,
        COMPLETE: count,
        INCOMPLETE: count,
        NOT_STARTED: count,
        HOUSEHOLD_GONE: count,
        newProblem: count,
        missedHouseholds: count,
      })
      .meta({ id: 'RoundFigures' }),
  ),
  campaigns,
  remarks: z
    .object({ problems: z.string(), obstacles: z.string(), suggestions: z.string() })
    .meta({ id: 'Remarks' })
    .nullable(),
  quality: z
    .object({
      withoutCitizenId: count,
      lateEntries: z.object({ entries: count, late: count, percent }),
      noContact31Days: count,
    })
    .meta({ id: 'QualityFigures' }),
};

const reportB = z
  .object({
    quarter: z.string(),
    from: z.string(),
    to: z.string(),
    area: z.string(),
    list: z.string().nullable(),
    revision: z.int().nullable(),
    asOf: moment,
    definitions: z.string(),
    baseline,
    total: z.object(quarterFigures).meta({ id: 'QuarterFigures' }),
    units: z.array(
      z
        .object({
          unit: z.string().nullable(),
          kind: z.enum(UNIT_KINDS).meta({ 'x-codes': 'UnitKind' }).nullable(),
          name: z.string().nullable(),
          baseline,
          ...quarterFigures,
        })
        .meta({ id: 'UnitFigures' }),
    ),
  })
  .meta({ id: 'ReportB' }) satisfies z.ZodType<ReportB>;

const revision = queryNumber(0, 100_000, 'ต้องเป็นจำนวนเต็ม 0 ถึง 100000').optional();
const ofQuarter = { quarter, area: areaCode, list: lists.optional(), revision };
const SET = /^set:[\w-]{1,80}$/;
const areaOrSet = z
  .string()
  .regex(/^(?:\d{2}|\d{4}|\d{6}|set:[\w-]{1,80})$/, 'ต้องเป็นรหัสพื้นที่ 2, 4 หรือ 6 หลัก หรือ set: ตามด้วยรหัสชุดพื้นที่')
  .refine((area) => SET.test(area) || isKnownPlace(area), 'ไม่รู้จักพื้นที่นี้')
  .meta({ id: 'AreaOrSet', example: '4201' });
const areaSetOrNation = z
  .string()
  .regex(
    /^(?:TH|\d{2}|\d{4}|\d{6}|set:[\w-]{1,80})$/,
    'ต้องเป็นรหัสพื้นที่ 2, 4 หรือ 6 หลัก TH คือทั้งประเทศ หรือ set: ตามด้วยรหัสชุดพื้นที่',
  )
  .refine((area) => area === 'TH' || SET.test(area) || isKnownPlace(area), 'ไม่รู้จักพื้นที่นี้')
  .meta({ id: 'AreaSetOrNation', example: '4201' });
const ofMonth = {
  month,
  area: areaOrSet,
  level: z.enum(PROGRESS_LEVELS).meta({ 'x-codes': 'ProgressLevel' }).default('district'),
  list: lists.optional(),
  revision,
};
const figure = z.string().min(1).max(200);
const paged = { cursor: cursor.optional(), limit: limit(1000, 200) };
const behind = z
  .object({ items: z.array(z.object({ id: z.string() })), outside: count, nextCursor: z.string().nullable() })
  .meta({ id: 'HouseholdsBehind' });

export const readQuarterly = contract({
  ...common,
  operationId: 'readQuarterly',
  method: 'GET',
  path: '/v1/statistics/quarterly',
  permission: 'statistics:quarterly',
  summary: 'สรุปผลการดำเนินงานรายไตรมาสของ ศจพ. รายหน่วย',
  query: z.strictObject(ofQuarter),
  reply: reportB,
  status: 200,
});

export const readProgress = contract({
  ...common,
  operationId: 'readProgress',
  method: 'GET',
  path: '/v1/statistics/progress',
  permission: 'statistics:read',
  summary: 'ภาพรวมความก้าวหน้าของพื้นที่ ณ สิ้นเดือน',
  query: z.strictObject({ ...ofMonth, area: areaSetOrNation }),
  reply: reportC,
  status: 200,
});

export const listHouseholdsOfQuarterly = contract({
  ...common,
  operationId: 'listHouseholdsOfQuarterly',
  method: 'GET',
  path: '/v1/statistics/quarterly/households',
  permission: 'statistics:households',
  summary: 'ครัวเรือนที่อยู่เบื้องหลังตัวเลขหนึ่งของสรุปรายไตรมาส',
  query: z.strictObject({ ...ofQuarter, unit: z.string().min(1).max(10).optional(), figure, ...paged }),
  reply: behind,
  status: 200,
});

export const listHouseholdsOfProgress = contract({
  ...common,
  operationId: 'listHouseholdsOfProgress',
  method: 'GET',
  path: '/v1/statistics/progress/households',
  permission: 'statistics:households',
  summary: 'ครัวเรือนที่อยู่เบื้องหลังตัวเลขหนึ่งของภาพรวมความก้าวหน้า',
  query: z.strictObject({ ...ofMonth, figure, ...paged }),
  reply: behind,
  status: 200,
});
