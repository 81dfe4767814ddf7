/** What travels through the state machine of figures (infra/state-machines/monthly-statistics.ts). */
import * as z from 'zod';

import { isQuarter } from '../domain/statistics/quarter.ts';

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
/** A code prefix of 2, 4 or 6 digits, or the nation. */
const area = z.string().regex(/^(\d{2}|\d{4}|\d{6}|TH)$/);
const quarter = z.string().refine(isQuarter);
/** B.E. */
const fiscalYear = z.int();
const moment = z.iso.datetime({ offset: true });

/** By the schedule after a close or each night, or on demand by the API. `asOf` is the moment of the demand. */
export const statisticsRequest = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('close'), scheduledTime: moment.optional() }),
  z.object({ kind: z.literal('nightly'), scheduledTime: moment.optional() }),
  z.object({
    kind: z.literal('demand'),
    run: z.string().min(1),
    /** Of a quarter and of a fiscal year the month with which it closes. */
    month,
    quarter: quarter.optional(),
    fiscalYear: fiscalYear.optional(),
    area,
    asOf: moment,
  }),
]);
export type StatisticsRequest = z.infer<typeof statisticsRequest>;

/**
 * All that a province needs: months of Reports A and C, quarters of Report B, and the fiscal year whose quarters make one package.
 * `unevaluatedOnly`: periods that have revisions already are left to the night.
 */
export const provinceItem = z.object({
  province: z.string().regex(/^\d{2}$/),
  months: z.array(month),
  /** Absent in items that were planned before Report B had runs. */
  quarters: z.array(quarter).default([]),
  fiscalYear: fiscalYear.optional(),
  unevaluatedOnly: z.boolean(),
  /** `run` is absent in items that were planned before December 2026. */
  demand: z.object({ area, asOf: moment, run: z.string().min(1).optional() }).optional(),
});
export type ProvinceItem = z.infer<typeof provinceItem>;

/**
 * What the nation is evaluated of when the provinces have answered: months of Reports A and C; null when a run is of some area alone.
 */
const nationPlan = z.object({ months: z.array(month), demand: provinceItem.shape.demand }).nullable();
export type NationPlan = z.infer<typeof nationPlan>;

/** A province's answer, and that of the nation under `TH`: `revisions` and `packages` made now, by their number and by their ids. */
export type ProvinceAnswer = { ok: true; province: string; revisions: number; packages: string[] };

const provinceAnswer = z.union([
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), error: z.string().optional() }),
]);

/** The nation, and what the provinces answered before it. */
export const nationItem = z.object({ nation: nationPlan, provinces: z.array(provinceAnswer) });
export type NationItem = z.infer<typeof nationItem>;

export const finishRequest = z.object({
  status: z.enum(['FINISHED', 'FAILED']),
  request: statisticsRequest,
  provinces: z.array(provinceAnswer).optional(),
  error: z.string().optional(),
});
export type FinishRequest = z.infer<typeof finishRequest>;
