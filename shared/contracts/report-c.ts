/** Report C as JSON (casework C), and what it has in common with Report B and the status of campaigns. */
import * as z from 'zod';

import { METRICS } from '../domain/campaign/campaign.ts';
import { FUNNEL_STEPS, PROGRESS_LEVELS } from '../domain/statistics/report-c/shape.ts';
import type { ReportC } from '../domain/statistics/report-c/shape.ts';
import { OVERLAP_CELLS } from '../domain/target-list/overlap.ts';
import { OUT_STATES } from '../domain/target-list/target-state.ts';
import { DIMENSIONS } from '../reference/dimensions.ts';
import { moment } from './fields.ts';

export const count = z.int().min(0);
export const percent = z.number().nullable();

/** A count for each key. */
export function counts<Key extends string>(keys: readonly Key[]): z.ZodObject<Record<Key, typeof count>> {
  // Made of all keys, as the type is.
  return z.object(Object.fromEntries(keys.map((key) => [key, count])) as Record<Key, typeof count>);
}

export function forEach<Key extends string, Value extends z.ZodType>(
  keys: readonly Key[],
  value: Value,
): z.ZodObject<Record<Key, Value>> {
  return z.object(Object.fromEntries(keys.map((key) => [key, value])) as Record<Key, Value>);
}

export const baseline = z
  .object({ frozen: count.nullable(), adjusted: count.nullable(), lateAdded: count })
  .meta({ id: 'CaseBaseline' });
export const milestoneStatus = z
  .enum(['ACHIEVED', 'MISSED', 'ON_TRACK', 'AT_RISK'])
  .meta({ 'x-codes': 'MilestoneStatus' })
  .nullable();
export const milestone = {
  metric: z.enum(METRICS).meta({ 'x-codes': 'Metric' }),
  pct: z.number(),
  dueOn: z.string(),
  baseline: count.nullable(),
  threshold: count.nullable(),
  count,
  countAtDue: count.nullable(),
  lateAdded: count,
  percent,
  status: milestoneStatus,
};

export const campaigns = z.array(
  z
    .object({ campaign: z.string(), milestones: z.array(z.object(milestone).meta({ id: 'MilestoneFigures' })) })
    .meta({ id: 'CampaignFigures' }),
);

const progressFigures = {
  baseline,
  households: count,
  funnel: z.array(
    z
      .object({
        step: z.enum(FUNNEL_STEPS).meta({ 'x-codes': 'FunnelStep' }),
        households: count,
        lateAdded: count,
        percentOfFrozen: percent,
        percentOfPrevious: percent,
        change: z.int(),
      })
      .meta({ id: 'FunnelFigures' }),
  ),
  exits: counts(OUT_STATES),
  dimensions: forEach(
    DIMENSIONS,
    z.object({ target: count, helped: count, solved: count, helpedBesides: count }).meta({ id: 'DimensionFigures' }),
  ),
  solvedPartly: count,
  noMovement30Days: count,
};

const ofArea = z.object(progressFigures).meta({ id: 'ProgressFigures' });

export const reportC = z
  .object({
    month: z.string(),
    area: z.string(),
    level: z.enum(PROGRESS_LEVELS).meta({ 'x-codes': 'ProgressLevel' }),
    list: z.string().nullable(),
    revision: z.int().nullable(),
    asOf: moment,
    asOfDay: z.string(),
    definitions: z.string(),
    total: ofArea,
    rows: z.array(z.object({ area: z.string(), ...progressFigures }).meta({ id: 'AreaProgress' })),
    rest: ofArea.optional(),
    overlap: counts(OVERLAP_CELLS),
    campaigns,
  })
  .meta({ id: 'ReportC' }) satisfies z.ZodType<ReportC>;
