/**
 * A household as it is now (domain.md §2.2–§2.4): one versioned document, moved from version n to n+1 by each
 * logbook entry. It is the fold of its entries and holds nothing that they do not say.
 */
import type { Dimension } from '#shared/reference/dimensions.ts';

import type { Plan } from '../case/plan.ts';
import type { Referral } from '../case/referral.ts';
import type { StoredAnswers } from '../mpi/stored-answers.ts';
import type { EntryFact } from '../statistics/facts.ts';
import type { Check } from './checks.ts';
import type { FoundSource } from './found-source.ts';
import type { UrgencyLevel } from './urgency.ts';
import type { TargetState } from '../target-list/target-state.ts';
import type { NeedStatus } from './need-status.ts';

export type BirthDate = { date: string | null; year: number; precision: 'DAY' | 'MONTH' | 'YEAR' };
export type WelfareCard = 'YES' | 'NO' | 'UNKNOWN';

export type Member = {
  id: string;
  citizenId?: string;
  title?: string;
  firstName: string;
  lastName?: string;
  birthDate?: BirthDate;
  relation?: string;
  welfareCard?: WelfareCard;
  /** B.E. year of the newest register that named the member: an older register changes nothing. A later survey may have changed the answer. */
  welfareCardYear?: number;
  /** As `readTelephone` spells it. */
  telephone?: string;
  /** Somebody said that the person has a disability, or that it has none. */
  disability?: boolean;
  /** Ids under which the person was a member of households that were merged into this one: entries of them go on naming these. */
  aliases?: readonly string[];
};

export type Address = { addressNo?: string; moo?: number; village?: string };

/** A person (or with `personId` null the household as a whole) on a target list. */
export type TargetEntry = {
  list: string;
  /** Area of the list entry: it stays when the household moves. */
  area: string;
  personId: string | null;
  dimensions: Dimension[];
  indicators: number[];
  addedAt: string;
};

/** `afterOut`: the state said before it was one of a household that is no target any more. */
export type TargetVerification = { state: TargetState; on: string; entryId: string; afterOut?: true };

export type Need = {
  /** Id of the entry that opened it (of a survey: with `.1`, `.2` …; see `need-ids.ts`); corrections keep it. */
  id: string;
  personId: string | null;
  dimension: Dimension;
  kind: 'PROBLEM' | 'WANT';
  text: string;
  openedOn: string;
  status: NeedStatus;
  statusOn: string;
} & NeedDetails;

/** What may be said of a need beside its words. */
export type NeedDetails = {
  /** Failed indicator, 1 to 38. */
  indicator?: number;
  /** Category of hardship, an id of the catalogue. */
  category?: string;
  /** 1 (slight) to 3 (grave). */
  severity?: 1 | 2 | 3;
  /** Who can solve it: the household itself, its mentor, or others with means of their own (S4 enclosure 5 item 4). */
  solveMode?: SolveMode;
  /** Organisation that the mentor has in mind. */
  wanted?: string;
};

/** A resolution that is still to be carried out. Its words are in its entry. */
export type OpenResolution = {
  id: string;
  meeting: string;
  agency: string;
  dueOn: string;
  needIds: readonly string[];
  /** Day of its recording; absent in documents from before. */
  adoptedOn?: string;
  /** The household in whose logbook it is, when that was merged into this one. */
  of?: string;
};

export const SOLVE_MODES = ['SELF', 'MENTOR', 'EXTERNAL'] as const;
export type SolveMode = (typeof SOLVE_MODES)[number];

/** Steps of development, as assessors judge them (domain.md §2.5). */
export const STAGES = ['SURVIVE', 'SUFFICIENT', 'SUSTAIN', 'CRISIS'] as const;
export type Stage = (typeof STAGES)[number];

/**
 * MOVED_OUT: nobody knows where to. DISSOLVED: the upload that began it was undone, and nothing else was said of it (casework R53).
 * MERGED: it is another household (`mergedInto`), and what is said of it is said of that one.
 */
export const HOUSEHOLD_STATUSES = ['ACTIVE', 'MOVED_OUT', 'DISSOLVED', 'MERGED'] as const;
export type HouseholdStatus = (typeof HOUSEHOLD_STATUSES)[number];

/** A household that is another one now, and what it was known by: its pointers go on leading to it. `hops`: merges from it to the other. */
export type MergedHousehold = { id: string; hops: number; citizenIds: readonly string[]; houseCode?: string };

export type Household = {
  id: string;
  version: number;
  createdAt: string;
  updatedAt: string;
  status: HouseholdStatus;
  houseCode?: string;
  address: Address;
  /** Where it lives as known now: six digits. */
  areaCode: string;
  members: Member[];
  targets: TargetEntry[];
  /** State in force by list; a listed household without one is LISTED. */
  verifications: Record<string, TargetVerification>;
  needs: Need[];
  /** Agencies that gave, help to give, or plan help. Only those of `agenciesThatGave` may read the file. */
  agencies: string[];
  /** Subject of the account of its mentor. */
  mentor: string | null;
  /** Subjects of the accounts that help the mentor. */
  coMentors: string[];
  /** Day on which the last assignment began or ended. */
  mentorSince: string | null;
  /** Version of the household that the last word on its mentor made; 0: there was none. */
  mentorIn: number;
  /** Version of the household that the last word on who lives there and at which address made. */
  profileIn: number;
  /** Day of its first assignment to a mentor, if it ever had one. */
  mentorFirstOn: string | null;
  /** The day on which the last agreed plan was agreed with it. */
  planAgreedOn: string | null;
  /** The plan in force; until another is agreed, the one that was closed. */
  plan: Plan | null;
  /** The next plan, not agreed yet. */
  planDraft: Plan | null;
  /** Of each version of the plan, from the first, the version of the household that said it last. */
  planVersions: readonly number[];
  surveyedOn: string | null;
  lastVisitOn: string | null;
  lastHelpOn: string | null;
  lastFollowUpOn: string | null;
  /** What agencies were asked, in the order of asking: open ones whole, of ended ones what decides who reads and what is asked again. */
  referrals: Referral[];
  /** Open resolutions of meetings that speak of it, in the order of adopting. */
  resolutions: OpenResolution[];
  /** Day by which somebody promised to come again. */
  nextDue: string | null;
  /** Last day on which somebody met it: a visit MET, a survey, a follow-up, a Re-X-ray. */
  lastContactOn: string | null;
  /** Last day on which it refused a visit. */
  lastRefusedOn: string | null;
  /** Days of the newest visits that met nobody (`contact.ts`). */
  missedOn: string[];
  /** The judgement of the latest day; of several on one day the one recorded last. */
  stage: { stage: Stage; on: string } | null;
  urgency: { level: UrgencyLevel; on: string } | null;
  /** Day since which it is in a crisis that somebody has to see to (`crisis.ts`). */
  crisisOn: string | null;
  /** What waits for its unit to look at (`checks.ts`). */
  checks: Check[];
  /** It was missed by the lists, and found. */
  found: { source: FoundSource; on: string; round?: string } | null;
  /** Its answers of the latest จปฐ. survey; of several of one day those recorded last. */
  bmn: StoredAnswers | null;
  /** Another household was recorded as a duplicate of this one: figures look at both together. */
  duplicates: string[];
  /** The household that this one was merged into. */
  mergedInto?: string;
  /** Households that were merged into this one, and those that were merged into them before, in the order of merging. */
  merged?: readonly MergedHousehold[];
  /** Hash of the newest entry: the next one carries it. */
  lastEntryHash: string;
  /** What figures are made of, one or more for each entry that counts; derived from the entries, written with them. */
  facts: EntryFact[];
  /** The first month (`YYYY-MM`) whose figures `facts` gives alone: older facts have left the document. Absent: it has all. */
  factsSince?: string;
};

/** What an entry says of the household itself: given whole when it begins, later only what is new. */
export type Profile = {
  houseCode?: string;
  address?: Address;
  areaCode?: string;
  /** Members that are new or changed, whole. */
  members?: Member[];
};

/** Areas whose offices are concerned with it: where it lives, and where a list has it. */
export function areasConcerned(household: Pick<Household, 'areaCode' | 'targets'>): string[] {
  return [...new Set([household.areaCode, ...household.targets.map((target) => target.area)])];
}

/** What was said last, without the steps that follow from what was recorded (`target-list/target-steps.ts`). */
export function targetStateOn(household: Household, list: string): TargetState {
  return household.verifications[list]?.state ?? 'LISTED';
}
