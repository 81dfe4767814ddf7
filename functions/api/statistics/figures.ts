/** Port of the figures: what `shared/statistics` computes and keeps. */
import type { ReportA } from '#shared/domain/statistics/report-a-shape.ts';
import type { DrillDown } from '#shared/domain/statistics/report-a.ts';

import type { Selection } from './selection.ts';

export type Figures = {
  /** Throws `revision-not-found`. */
  report: (selection: Selection, now: Date) => Promise<ReportA>;
  /** Ids of the households behind one figure. */
  households: (asked: Selection & DrillDown, now: Date) => Promise<string[]>;
};
