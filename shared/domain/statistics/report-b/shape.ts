import type { Dimension } from '#shared/reference/dimensions.ts';
import type { UnitKind } from '../../committee/units.ts';
import type { FoundSource } from '../../household/found-source.ts';
import type { TargetState } from '../../target-list/target-state.ts';
import type { CampaignFigures } from '../campaign-figures.ts';
import type { Stage } from '../case-on-day.ts';
import type { Baseline } from '../report-a/shape.ts';

export type MechanismFigures = {
  ordersInForce: number;
  meetings: { targeting: number; committee: number; other: number };
  resolutions: { adopted: number; done: number; open: number; overdue: number };
  fieldTeams: number;
  mentors: number;
  householdsWithMentor: number;
  householdsWithoutMentor: number;
  householdsPerMentor: { median: number | null; max: number | null };
  /** Null: it was not kept who signed in in the quarter. */
  accounts: AccountFigures | null;
};

/** Persons' accounts that are open in a unit, those that signed in, and agencies on the order without an open account (R43). */
export type AccountFigures = { open: number; signedIn: number; agenciesWithout: number };

export type ByState = Record<TargetState, number>;

export type TargetFigures = {
  opening: ByState;
  in: ByState;
  out: ByState;
  closing: ByState;
  entered: { baseline: number; lateAdded: number };
};

export const CLOSED_AS = ['RESOLVED', 'SELF_RESOLVED', 'NOT_SOLVABLE', 'WITHDRAWN'] as const;
export type ClosedAs = (typeof CLOSED_AS)[number];

export type NeedFigures = {
  openBefore: number;
  opened: number;
  reopened: number;
  closed: number;
  openAfter: number;
  closedAs: Record<ClosedAs, number>;
  households: number;
};

export type HelpFigures = {
  households: number;
  assistances: number;
  cashBaht: number | null;
  inKindBaht: number | null;
};

export type AssistanceFigures = {
  households: number;
  persons: number;
  assistances: number;
  integratedHouseholds: number;
  percentIntegrated: number | null;
  adviceOnlyHouseholds: number;
  cashBaht: number | null;
  inKindBaht: number | null;
  withoutValue: number;
  byAgency: ({ agency: string | null } & HelpFigures)[];
  byType: ({ assistanceType: string } & HelpFigures)[];
  bySector: ({ sector: string } & HelpFigures)[];
};

export type ReferralFigures = {
  sent: number;
  accepted: number;
  completed: number;
  rejected: number;
  returned: number;
  overdue: number;
  bouncedNeeds: number;
};

export type RoundFigures = {
  round: string;
  cases: number;
  done: number;
  COMPLETE: number;
  INCOMPLETE: number;
  NOT_STARTED: number;
  HOUSEHOLD_GONE: number;
  newProblem: number;
  missedHouseholds: number;
};

/** What a unit wrote of a quarter. */
export type Remarks = { problems: string; obstacles: string; suggestions: string };

/** The figures of a unit or of the area (casework C). Null and 0 as in Report A. */
export type QuarterFigures = {
  mechanism: MechanismFigures;
  targets: TargetFigures;
  needs: { byDimension: Record<Dimension, NeedFigures>; total: NeedFigures };
  indicators: { indicator: number; households: number }[];
  assistance: AssistanceFigures;
  referrals: ReferralFigures;
  outcome: { stages: Record<Stage, Record<Stage, number>>; graduated: number; relapsed: number };
  missed: { bySource: Record<FoundSource, number>; total: number; listed: number };
  rexray: RoundFigures[];
  campaigns: CampaignFigures[];
  remarks: Remarks | null;
  quality: {
    withoutCitizenId: number;
    lateEntries: { entries: number; late: number; percent: number | null };
    noContact31Days: number;
  };
};

/** `unit` null: list households that no unit of the middle rung covers. */
export type UnitRow = {
  unit: string | null;
  kind: UnitKind | null;
  name: string | null;
  baseline: Baseline;
} & QuarterFigures;

export type ReportB = {
  quarter: string;
  from: string;
  to: string;
  area: string;
  list: string | null;
  revision: number | null;
  asOf: string;
  definitions: string;
  baseline: Baseline;
  total: QuarterFigures;
  units: UnitRow[];
};
