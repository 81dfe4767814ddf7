/** Service of Report A: revisions as published, the month to date, and the households behind a figure. */
import type { CommitteeStore } from '#shared/committee/committee-store.ts';
import type { HouseholdFigure, ReportAMatrices } from '#shared/domain/statistics/report-a.ts';
import type { ReportA } from '#shared/domain/statistics/report-a-shape.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import type { TargetListStore } from '#shared/target-list/target-list-store.ts';
import type { StatisticsStore } from './statistics-store.ts';

export type FiguresDependencies = {
  households: Pick<HouseholdStore, 'factsOfDistrict' | 'factsOf'>;
  lists: Pick<TargetListStore, 'all'>;
  committees: Pick<CommitteeStore, 'history'>;
  statistics: StatisticsStore;
  /** Day of the next month on which a month closes; 5 unless configured otherwise. */
  closeDay?: number;
};

/** `month` C.E. `YYYY-MM`; `area` a code prefix of 2, 4 or 6 digits; `lists` ids, or null for all lists of the area published by the as-of time. */
export type FiguresSelection = { month: string; area: string; lists: readonly string[] | null };

/** `revision` undefined: the newest, and before the close the month to date. */
export type FiguresRequest = FiguresSelection & { revision: number | undefined };

/** `agency`: a slug, null for ไม่ระบุหน่วยงาน, `total` for the total and the baseline. */
export type HouseholdsRequest = FiguresRequest & { agency: string | null; figure: HouseholdFigure };

/** A revision with the tables of its package that the report itself does not hold. */
export type MadeRevision = { selection: FiguresSelection; report: ReportA; matrices: ReportAMatrices };

export type Figures = {
  /** Throws `Problem` revision-not-found. */
  report(request: FiguresRequest, now: Date): Promise<ReportA>;
  /** Sorted ids of the households behind a figure, as known at the revision's as-of moment. Throws `Problem` revision-not-found. */
  households(request: HouseholdsRequest, now: Date): Promise<string[]>;
};
