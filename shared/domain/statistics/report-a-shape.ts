import type { Dimension } from '#shared/reference/dimensions.ts';

/** Report A as published (domain.md §6.3): statistics of one Bangkok month for each agency. Keys stand in the order in which they are printed. */
export type ReportA = {
  /** C.E. `YYYY-MM`. */
  month: string;
  /** The area asked for: a code prefix of 2, 4 or 6 digits. */
  area: string;
  /** The lists asked for: an id, several joined by commas, or null for all lists of the area published by `asOf`. */
  list: string | null;
  /** null: the month to date, before the close. */
  revision: number | null;
  /** Everything recorded at or before this moment is in the figures and nothing else. With offset +07:00. */
  asOf: string;
  /** Version of the definitions by which the figures were made. */
  definitions: string;
  baseline: Baseline;
  rows: AgencyRow[];
  total: TotalRow;
  summedRows: SummedRows;
};

/** Households. `frozen` is B and `adjusted` B_adj; both null until every list asked for is frozen. */
export type Baseline = { frozen: number | null; adjusted: number | null; lateAdded: number };

export type HouseholdsByDimension = Record<Dimension, number>;

export type ReferralCounts = {
  received: number;
  accepted: number;
  completed: number;
  rejected: number;
  overdue: number;
};

/** `medianDays`: Bangkok calendar days from sent to done; null when none was completed. */
export type ReferralFigures = ReferralCounts & { medianDays: number | null };

/** Columns A1 to A13 for one agency, or distinct over all. Percents are 0–100 with two decimals; null says "no denominator". */
export type Figures = {
  households: number;
  newHouseholds: number;
  persons: number;
  assistances: number;
  byDimension: HouseholdsByDimension;
  needsTouched: number;
  needsResolved: number;
  integratedHouseholds: number;
  /** Baht; null when there are records and none has a value, 0 when there is no record. */
  cashBaht: number | null;
  inKindBaht: number | null;
  withoutValue: number;
  referrals: ReferralFigures;
  fiscalYearHouseholds: number;
  sinceListHouseholds: number;
  percentOfFrozen: number | null;
  percentOfAdjusted: number | null;
  outsideList: number;
  recordedOnTime: number | null;
};

export type ExtraFigures = { adviceOnlyHouseholds: number; integratedSinceList: number; recordedAfterClose: number };

/** One agency; `agency` null is ไม่ระบุหน่วยงาน. */
export type AgencyRow = { agency: string | null } & Figures & { silent: boolean; extra: ExtraFigures };

/** Recomputed as distinct households, persons, needs and records; `silent` counts the silent agencies. */
export type TotalRow = Figures & { silent: number; extra: ExtraFigures };

/** The plain sums of the rows ("นับซ้ำ"): counts, baht and silent agencies; no percents, no medians. */
export type SummedRows = {
  households: number;
  newHouseholds: number;
  persons: number;
  assistances: number;
  byDimension: HouseholdsByDimension;
  needsTouched: number;
  needsResolved: number;
  integratedHouseholds: number;
  withoutValue: number;
  referrals: ReferralCounts;
  fiscalYearHouseholds: number;
  sinceListHouseholds: number;
  outsideList: number;
  cashBaht: number | null;
  inKindBaht: number | null;
  silent: number;
};
