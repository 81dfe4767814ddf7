import type { Dimension } from '#shared/reference/dimensions.ts';

/**
 * What a figure is computed from: logbook entries stripped of everything personal, target lists, orders of committees and signs of life
 * of agencies. Instants are ISO 8601 UTC with milliseconds (`2026-06-05T16:59:00.000Z`) so that they compare as strings; days are
 * `YYYY-MM-DD` and months `YYYY-MM`, both C.E. and Asia/Bangkok (domain.md §2.3–§2.5, §6.2).
 */
export type EntryFact = {
  id: string;
  householdId: string;
  /** Grows in the order of recording within the household. */
  version: number;
  recordedAt: string;
  /** The entry whose place this one takes: of the same household, once. A correction does, and a step of help (`logbook/steps.ts`). */
  supersedes?: string;
  body: FactBody;
};

export type FactBody =
  | RegisteredFact
  | ListedFact
  | MoveFact
  | TargetStateFact
  | NeedStatusFact
  | AssistanceFact
  | VisitFact
  | SurveyFact
  | NeedFact
  | FollowUpFact
  | RexrayFact
  | FoundFact
  | MentorFact
  | PlanFact
  | ReferralSentFact
  | ReferralAnsweredFact
  | MergedFact
  | OtherFact;

/** The household came into the platform, living in `area`. May share `id` and `version` with a second fact of the same entry, which it precedes. */
export type RegisteredFact = { type: 'registered'; area: string };

/**
 * The household was entered in a target list; `area` is that of the list entry, wherever the household lives later. Dimensions and
 * failed indicators are those of all its persons in the entry; absent: none, or an entry that was stored before they were kept.
 */
export type ListedFact = {
  type: 'listed';
  list: string;
  area: string;
  dimensions?: readonly Dimension[];
  indicators?: readonly number[];
  /** A person of the entry was listed without a citizen ID. */
  withoutCitizenId?: true;
};

/** `toArea` null: nobody knows where to. */
export type MoveFact = { type: 'move'; on: string; toArea: string | null };

/** A verification of one target (list, household). Statistics look at NOT_POOR, DUPLICATE, DECEASED and MOVED. */
export type TargetStateFact = {
  type: 'target-state';
  list: string;
  state: string;
  on: string;
  toArea?: string | null;
  allMembers?: boolean;
  duplicateOf?: string;
};

export type NeedStatusFact = { type: 'need-status'; needId: string; status: string; on: string };

/** Somebody went there. `hasWayOut`: the 4ท say a way out. */
/** `firstAt`: when a fact that was given back to its household by the undo of a merge was first recorded; absent: when it was recorded. */
type SaidAgain = { firstAt?: string };

export type VisitFact = SaidAgain & {
  type: 'visit';
  on: string;
  outcome: string;
  purpose: string;
  hasWayOut: boolean;
};

/** A need as an entry opened it. */
export type OpenedNeed = { needId: string; dimension: Dimension; kind: 'PROBLEM' | 'WANT' };

export type SurveyFact = SaidAgain & {
  type: 'survey';
  on: string;
  round?: string;
  needs: readonly OpenedNeed[];
};

export type NeedFact = OpenedNeed & { type: 'need'; openedOn: string };

/** A judgement of the stage. `resolved`: needs whose result is RESOLVED, which moves them when their life-cycle allows (reading R46). */
export type FollowUpFact = SaidAgain & {
  type: 'follow-up';
  on: string;
  stage: string;
  resolved: readonly string[];
};

/** A household in a round of Re-X-ray. COMPLETE and INCOMPLETE move needs as results of follow-ups do. */
export type RexrayFact = {
  type: 'rexray';
  round: string;
  on: string;
  gone: boolean;
  results: readonly { needId: string; result: string }[];
  needs: readonly OpenedNeed[];
};

/** The lists had missed the household. */
export type FoundFact = { type: 'found'; source: string; on: string; round?: string };

/** The mentor from a day on; null: the assignment ended. */
export type MentorFact = { type: 'mentor'; mentor: string | null; on: string };

/**
 * A plan as an entry left it: what it is made of is no figure. A draft has no `agreedOn`; a closed plan keeps it. `movedOn`: the word says
 * how an agreed plan went on, and was recorded on that day.
 */
export type PlanFact = {
  type: 'plan';
  agreedOn?: string;
  reviewedOn?: string;
  closedOn?: string;
  movedOn?: string;
  items: number;
};

/** Help, planned or given. Baht with at most two decimals; null is unknown, which is not 0. `agency` null is ไม่ระบุหน่วยงาน. */
export type AssistanceFact = SaidAgain & {
  type: 'assistance';
  agency: string | null;
  coAgencies: readonly string[];
  dimension: Dimension;
  assistanceType: string;
  /** Only DELIVERED and VERIFIED count as help received. */
  status: string;
  deliveredOn: string | null;
  plannedOn: string | null;
  personIds: readonly string[];
  needIds: readonly string[];
  cashBaht: number | null;
  inKindBaht: number | null;
};

/** `sentAt` an instant; `dueAt` an instant or a day (then the whole of that day is in time). */
export type ReferralSentFact = {
  type: 'referral-sent';
  referralId: string;
  toAgency: string;
  needIds: readonly string[];
  sentAt: string;
  dueAt: string;
};

/** One answer to a referral: `status` ACCEPTED, DONE, REJECTED, RETURNED or, by who sent it, WITHDRAWN, given at the instant `at`. */
export type ReferralAnsweredFact = { type: 'referral-answered'; referralId: string; status: string; at: string };

/**
 * The household is `into`, whatever list it is on (reading R2). The undo of the merge takes the place of this fact. `needs`: those of this
 * household that are one with a need of the other, by the word of the office that merged them.
 */
export type MergedFact = { type: 'merged'; into: string; needs?: readonly NeedPair[] };

/** A need of the household that goes, and the one of the other household that it is. */
export type NeedPair = { readonly from: string; readonly to: string };

/** What no figure is made of: it stands where something was withdrawn. */
export type OtherFact = { type: 'other' };

/** Households tied by DUPLICATE → duplicateOf mentions come together as one group, each with all its entries by version; most groups are one household. */
export type HouseholdGroup = readonly (readonly EntryFact[])[];

/** A target list. `openedOn` absent: the Bangkok day of publication (domain.md §2.3). */
export type TargetListFact = {
  id: string;
  source: string;
  scopeArea: string;
  createdAt: string;
  openedOn?: string;
  publishedAt?: string;
  frozenAt?: string;
  /** Days within which a household of the list is to be contacted (R15); absent: as of a list that says none. */
  contactDays?: number | null;
};

/** An order of a committee (คำสั่ง ศจพ.): the agencies that report in this area, in the order's own sequence. */
export type CommitteeFact = { area: string; agencies: readonly string[]; recordedAt: string };

/**
 * A sign of life of an agency in a Bangkok month, anywhere in the nation: the first entry recorded in it with the agency as giver (any
 * type or status, superseded later or not, of any author), the first referral it answered, or the first sign-in of one of its accounts.
 * One item for each (agency, month) with the earliest moment says all; more items do no harm. `worked`: it is an entry or an answer, not
 * a sign-in alone.
 */
export type AgencyActivity = { agency: string; month: string; firstAt: string; worked?: true };
