// Written by `npm run kinds` from the files of this folder.
import { assistanceStatus } from './assistance-status.ts';
import { assistance } from './assistance.ts';
import { checked } from './checked.ts';
import { duplicateNamed } from './duplicate-named.ts';
import { followUp } from './follow-up.ts';
import { found } from './found.ts';
import { listed } from './listed.ts';
import { mentor } from './mentor.ts';
import { merged } from './merged.ts';
import { move } from './move.ts';
import { needStatus } from './need-status.ts';
import { need } from './need.ts';
import { plan } from './plan.ts';
import { profile } from './profile.ts';
import { referralAnswer } from './referral-answer.ts';
import { referral } from './referral.ts';
import { registered } from './registered.ts';
import { registry } from './registry.ts';
import { resolutionStep } from './resolution-step.ts';
import { resolution } from './resolution.ts';
import { rexray } from './rexray.ts';
import { survey } from './survey.ts';
import { targetState } from './target-state.ts';
import { unmerged } from './unmerged.ts';
import { urgency } from './urgency.ts';
import { visit } from './visit.ts';

/** Kinds that calls record. */
export const RECORDED_KINDS = [
  assistanceStatus,
  assistance,
  checked,
  followUp,
  found,
  move,
  needStatus,
  need,
  rexray,
  survey,
  targetState,
  urgency,
  visit,
] as const;

/** Kinds that only files and the platform record. */
export const OWN_KINDS = [
  duplicateNamed,
  listed,
  mentor,
  merged,
  plan,
  profile,
  referralAnswer,
  referral,
  registered,
  registry,
  resolutionStep,
  resolution,
  unmerged,
] as const;

/** Bodies of recorded kinds, as they are recorded. */
export const RECORDED_BODIES = [
  assistanceStatus.body,
  assistance.body,
  checked.body,
  followUp.body,
  found.body,
  move.body,
  needStatus.body,
  need.body,
  rexray.body,
  survey.body,
  targetState.body,
  urgency.body,
  visit.body,
] as const;

/** Bodies of recorded kinds, as calls say them. */
export const SAID_BODIES = [
  assistanceStatus.body,
  assistance.said,
  checked.body,
  followUp.said,
  found.body,
  move.body,
  needStatus.body,
  need.body,
  rexray.body,
  survey.body,
  targetState.body,
  urgency.body,
  visit.body,
] as const;
