/** A logbook entry: what happened, when it happened, when it was recorded, by whom, for which agency. Never changed. */
import type { CorrectableBody, CorrectionBody } from './bodies.ts';
import type { Profile } from '../household/household.ts';
import type { DuplicateNamedBody } from './kinds/duplicate-named.ts';
import type { ListedBody } from './kinds/listed.ts';
import type { MergedBody } from './kinds/merged.ts';
import type { ReferralAnswerBody } from './kinds/referral-answer.ts';
import type { ReferralBody } from './kinds/referral.ts';
import type { MentorBody } from './kinds/mentor.ts';
import type { PlanBody } from './kinds/plan.ts';
import type { ProfileBody } from './kinds/profile.ts';
import type { RegisteredBody } from './kinds/registered.ts';
import type { RegistryBody } from './kinds/registry.ts';
import type { ResolutionStepBody } from './kinds/resolution-step.ts';
import type { ResolutionBody } from './kinds/resolution.ts';
import type { UnmergedBody } from './kinds/unmerged.ts';

/** A survey of a file may also say who lives there, a list who is on it. */
type WithProfile = { profile?: Profile };

/** What an entry says that corrects nothing. */
export type KindBody =
  | RegisteredBody
  | MentorBody
  | PlanBody
  | ProfileBody
  | DuplicateNamedBody
  | ReferralBody
  | ReferralAnswerBody
  | ResolutionBody
  | ResolutionStepBody
  | MergedBody
  | UnmergedBody
  | (ListedBody & WithProfile)
  | (RegistryBody & WithProfile)
  | (CorrectableBody & WithProfile);

export type EntryBody = KindBody | (CorrectionBody & WithProfile);

/** `unit`: the committee unit of the account, where that is no area. */
export type Recorder = { sub: string; roles: string[]; agency?: string; area?: string; unit?: string };

/** `undo`: the entry takes back what this row recorded. */
export type RowSource = { upload: string; row: number; undo?: true };

export type LogbookEntry = {
  /** `<household>.<version>`. */
  id: string;
  householdId: string;
  /** Version of the household that this entry made. */
  version: number;
  /** Server's clock, ISO UTC with milliseconds. */
  recordedAt: string;
  recordedBy: Recorder;
  body: EntryBody;
  /** Where it came from, when from a file. */
  source?: RowSource;
  /** Id of the entry of another household that this one says again, when the undo of a merge gave it back. */
  copiedFrom?: string;
  /** Of such an entry: when what it says was first recorded (ISO UTC). Whether it was recorded late is counted from then. */
  firstAt?: string;
  previousHash: string;
  hash: string;
};

/** What an entry says: of a correction, what replaces the corrected entry; undefined when it withdraws that. */
export function saidIn(body: EntryBody): KindBody | undefined {
  return body.type === 'correction' ? (body.entry ?? undefined) : body;
}

export function entryId(householdId: string, version: number): string {
  return `${householdId}.${version}`;
}

/** The household and version an entry id names, or undefined when it is no entry id (a need of a survey has a third part). */
export function parseEntryId(id: string): { householdId: string; version: number } | undefined {
  const match = /^([0-9a-f-]{36})\.([1-9]\d{0,7})(?:\.[1-9]\d{0,9})?$/.exec(id);
  return match?.[1] && match[2] ? { householdId: match[1], version: Number(match[2]) } : undefined;
}
