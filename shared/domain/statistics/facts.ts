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
  | ReferralSentFact
  | ReferralAnsweredFact
  | OtherFact;

/** The household came into the platform, living in `area`. May share `id` and `version` with a second fact of the same entry, which it precedes. */
export type RegisteredFact = { type: 'registered'; area: string };

/** The household was entered in a target list; `area` is that of the list entry, wherever the household lives later. */
export type ListedFact = { type: 'listed'; list: string; area: string };

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

/** Help, planned or given. Baht with at most two decimals; null is unknown, which is not 0. `agency` null is ไม่ระบุหน่วยงาน. */
export type AssistanceFact = {
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

/** Any entry that no figure is made of: visits, needs opened, plans, follow-ups. */
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
};

/** An order of a committee (คำสั่ง ศจพ.): the agencies that report in this area, in the order's own sequence. */
export type CommitteeFact = { area: string; agencies: readonly string[]; recordedAt: string };

/**
 * A sign of life of an agency in a Bangkok month, anywhere in the nation: the first entry recorded in it with the agency as giver (any
 * type or status, superseded later or not, of any author), the first referral it answered, or the first sign-in of one of its accounts.
 * One item for each (agency, month) with the earliest moment says all; more items do no harm.
 */
export type AgencyActivity = { agency: string; month: string; firstAt: string };
