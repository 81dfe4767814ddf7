/** Port of the store of figures: revisions of reports, never overwritten, and signs of life of agencies. */
import type { Claim } from '#shared/idempotency/claim.ts';
import type { AgencyActivity } from '#shared/domain/statistics/facts.ts';
import type { ReportA } from '#shared/domain/statistics/report-a/shape.ts';

/** One asked-for report: month, area and lists (`*` for all lists of the area). */
export type SelectionKey = { month: string; area: string; list: string };

export type EvaluatedThrough = { asOf: string; revision: number };

/** `run`: its id; absent in what was noted before December 2026. */
export type DemandedRun = { area: string; asOf: string; run?: string | undefined };

export type StatisticsStore = {
  revision(selection: SelectionKey, revision: number): Promise<ReportA | undefined>;
  /** Puts a revision if there is none yet; a second writer of the same figures changes nothing. */
  putRevision(selection: SelectionKey, report: ReportA): Promise<void>;
  /** Revisions of Reports B and C, kept as those of Report A under a selection of their own. */
  caseRevision(selection: SelectionKey, revision: number): Promise<object | undefined>;
  putCaseRevision(selection: SelectionKey, revision: number, report: object): Promise<void>;
  /** As of which moment the newest revision was last compared, and which it is. */
  evaluatedThrough(selection: SelectionKey): Promise<EvaluatedThrough | undefined>;
  /** Only ever moves forward. */
  setEvaluatedThrough(selection: SelectionKey, through: EvaluatedThrough): Promise<void>;
  /** Moments at which somebody asked for a run of a month or of a quarter, with the area asked. */
  demandRuns(period: string): Promise<DemandedRun[]>;
  addDemandRun(period: string, run: DemandedRun): Promise<void>;
  /** Keeps the earliest sign of life of an agency in a month, and whether it is work. */
  recordActivity(activity: AgencyActivity): Promise<void>;
  activity(month: string): Promise<AgencyActivity[]>;
  /** Agencies with a sign of life in a month that is work. Behind other processes by some milliseconds. */
  worked(month: string): Promise<string[]>;
};

export type StatisticsRun = {
  id: string;
  /** Of a quarter and of a fiscal year the month with which it closes. */
  month: string;
  quarter?: string;
  /** B.E. */
  fiscalYear?: number;
  area: string;
  status: 'RUNNING' | 'FINISHED' | 'FAILED';
  asOf: string;
  by: string;
  finishedAt?: string;
  revision?: number | null;
};

export type RunStore = {
  /** Throws `KeyTaken` when the claim is another's. */
  create(run: StatisticsRun, claim?: Claim): Promise<void>;
  get(id: string): Promise<StatisticsRun | undefined>;
  finish(run: StatisticsRun): Promise<void>;
};
