import type { Dimension } from '#shared/reference/dimensions.ts';
import type { OverlapCell } from '../../target-list/overlap.ts';
import type { OutState } from '../../target-list/target-state.ts';
import type { CampaignFigures } from '../campaign-figures.ts';
import type { Baseline } from '../report-a/shape.ts';

/** Steps of the funnel, each a fact of a household; they are not nested (casework R25). */
export const FUNNEL_STEPS = [
  'ASSIGNED',
  'VISITED',
  'SURVEYED',
  'CONFIRMED',
  'PLANNED',
  'ASSISTED',
  'SOLVED',
  'FOLLOWED',
  'SUSTAINED',
] as const;
export type FunnelStep = (typeof FUNNEL_STEPS)[number];

export const PROGRESS_LEVELS = ['district', 'subdistrict'] as const;
export type ProgressLevel = (typeof PROGRESS_LEVELS)[number];

export type StepFigures = {
  step: FunnelStep;
  households: number;
  lateAdded: number;
  percentOfFrozen: number | null;
  percentOfPrevious: number | null;
  change: number;
};

export type DimensionProgress = { target: number; helped: number; solved: number; helpedBesides: number };

/** The figures of an area (casework C). Percents as in Report A; null says "no denominator". */
export type ProgressFigures = {
  baseline: Baseline;
  households: number;
  funnel: StepFigures[];
  exits: Record<OutState, number>;
  dimensions: Record<Dimension, DimensionProgress>;
  solvedPartly: number;
  noMovement30Days: number;
};

export type ReportC = {
  month: string;
  /** A code, or `set:` and the id of a set of areas. */
  area: string;
  level: ProgressLevel;
  list: string | null;
  revision: number | null;
  asOf: string;
  /** The day that the figures are of: the last of the month, in a month that is not over today. */
  asOfDay: string;
  definitions: string;
  total: ProgressFigures;
  rows: ({ area: string } & ProgressFigures)[];
  /** The rest of the provinces of a set of areas; only in the report of a set. */
  rest?: ProgressFigures | undefined;
  overlap: Record<OverlapCell, number>;
  campaigns: CampaignFigures[];
};
