/**
 * The life-cycle of a target (domain.md §2.3; casework D and readings R5, R6). A person says findings, ASSISTED, FOLLOWING, GRADUATED and
 * RELAPSED; ASSIGNED, VISITED, PLANNED and ASSISTING follow from what was recorded, and nothing is written for them: when a visit is
 * corrected, the step that it made is gone.
 */
import { daysBetween } from '#shared/thai/bangkok-time.ts';

import type { Role } from '../access/access.ts';
import type { Household } from '../household/household.ts';
import { isOpenNeed } from '../household/need-status.ts';
import { lastHelpSince } from '../household/last-help.ts';
import { mayStep } from '../life-cycle.ts';
import { isOut, TARGET_LIFE_CYCLE, type TargetState } from './target-state.ts';

/** What a finding rests on beside visits. */
export const TARGET_EVIDENCE = ['VISIT', 'DESK', 'REGISTRY', 'DOCUMENT'] as const;
export type TargetEvidence = (typeof TARGET_EVIDENCE)[number];

/** Days without help after which a household may be said to have left hardship (domain.md §2.3, configurable). */
const DAYS_BEFORE_GRADUATION = 90;

/** What is said of a target, and from when on its list counts what was recorded. */
type SaidState = { state: TargetState; on: string; afterOut?: boolean } | undefined;

/** Days by which steps follow. `answeredOn`: the last contact or refused visit; `helpOn`: the last delivered help. */
export type StepEvidence = {
  hadMentor: boolean;
  answeredOn: string | null;
  plannedOn: string | null;
  helpOn: string | null;
};

/** The first day on which evidence counts for a list that opened on a day; without one every day counts. */
function countsFrom(openedOn: string | undefined): string {
  return openedOn === undefined ? '' : `${openedOn.slice(0, 7)}-01`;
}

/** The state of a target today: what was said last, moved on by what was recorded (reading R6). */
export function derivedState(said: SaidState, evidence: StepEvidence, openedOn: string | undefined): TargetState {
  let state: TargetState = said?.state ?? 'LISTED';
  const opened = countsFrom(openedOn);
  // Of a household that was out, only what was recorded since it is in again.
  const from = said?.afterOut === true && said.on > opened ? said.on : opened;
  const since = (day: string | null, first: string): boolean => day !== null && day >= first;
  if (state === 'LISTED' && evidence.hadMentor) state = 'ASSIGNED';
  if ((state === 'LISTED' || state === 'ASSIGNED') && since(evidence.answeredOn, from)) state = 'VISITED';
  if (state === 'CONFIRMED' && since(evidence.plannedOn, from)) state = 'PLANNED';
  if ((state === 'CONFIRMED' || state === 'PLANNED') && since(evidence.helpOn, from)) state = 'ASSISTING';
  if (state === 'RELAPSED' && said && since(evidence.helpOn, said.on > from ? said.on : from)) state = 'ASSISTING';
  return state;
}

export function stepEvidence(
  household: Pick<Household, 'mentorFirstOn' | 'lastContactOn' | 'lastRefusedOn' | 'planAgreedOn' | 'lastHelpOn'>,
): StepEvidence {
  const { lastContactOn, lastRefusedOn } = household;
  return {
    hadMentor: household.mentorFirstOn !== null,
    answeredOn:
      [lastContactOn, lastRefusedOn]
        .filter((day) => day !== null)
        .toSorted()
        .at(-1) ?? null,
    plannedOn: household.planAgreedOn,
    helpOn: household.lastHelpOn,
  };
}

/** The state of a household on a list, which opened on a day, if it is known. */
export function targetNow(household: Household, list: string, openedOn: string | undefined): TargetState {
  return derivedState(household.verifications[list], stepEvidence(household), openedOn);
}

const FIELD_TEAM_SAYS: readonly TargetState[] = [
  'CONFIRMED',
  'SELF_RESOLVED',
  'NOT_POOR',
  'REFUSED',
  'NOT_FOUND',
  'RELAPSED',
];
const MENTOR_SAYS: readonly TargetState[] = ['ASSISTED', 'FOLLOWING'];

/** Whether an account of a role may say a state; units may say each. */
export function maySayState(role: Role, state: TargetState): boolean {
  if (role === 'FIELD_TEAM') return FIELD_TEAM_SAYS.includes(state);
  return role === 'MENTOR' ? MENTOR_SAYS.includes(state) : true;
}

/** What is missing for a step, in the words of the API. */
export const MISSING = [
  'contact',
  'two-failed-visits',
  'evidence',
  'duplicate-of',
  'delivered-help',
  'follow-up',
  'follow-up-after-90-days',
  'problems-closed',
] as const;
export type Missing = (typeof MISSING)[number];

export type StepRefusal =
  | { code: 'transition-not-allowed'; from: TargetState; to: TargetState }
  | { code: 'evidence-needed'; to: TargetState; missing: Missing };

export type SaidStep = {
  list: string;
  state: TargetState;
  evidence?: TargetEvidence | undefined;
  duplicateOf?: string | undefined;
};

/** What a step is judged by beside the household: when lists opened, and the households that are counted as this one. */
export type Situation = {
  listsOpened: ReadonlyMap<string, string>;
  duplicates: readonly Household[];
};
export const NOTHING_KNOWN: Situation = { listsOpened: new Map(), duplicates: [] };

/** Why a step may not be said of a household; undefined when it may. */
export function refusalOfStep(household: Household, said: SaidStep, situation: Situation): StepRefusal | undefined {
  const openedOn = situation.listsOpened.get(said.list);
  const from = targetNow(household, said.list, openedOn);
  const to = said.state;
  const derived = to === 'PLANNED' || to === 'ASSISTING' || ((to === 'ASSIGNED' || to === 'VISITED') && !isOut(from));
  if (derived || !mayStep(TARGET_LIFE_CYCLE, from, to)) return { code: 'transition-not-allowed', from, to };
  const missing = missingFor(household, said, countsFrom(openedOn), situation.duplicates);
  return missing === undefined ? undefined : { code: 'evidence-needed', to, missing };
}

function missingFor(
  household: Household,
  { state, evidence, duplicateOf }: SaidStep,
  from: string,
  duplicates: readonly Household[],
): Missing | undefined {
  const since = (day: string | null): boolean => day !== null && day >= from;
  const all = [household, ...duplicates];
  switch (state) {
    case 'CONFIRMED':
    case 'SELF_RESOLVED':
    case 'NOT_POOR':
      return evidence === 'DESK' || since(household.lastContactOn) ? undefined : 'contact';
    case 'REFUSED':
      return evidence === 'DESK' || since(household.lastContactOn) || since(household.lastRefusedOn)
        ? undefined
        : 'contact';
    case 'NOT_FOUND': {
      const days = new Set(household.missedOn.filter(since));
      return evidence === 'REGISTRY' || days.size >= 2 ? undefined : 'two-failed-visits';
    }
    case 'MOVED':
    case 'DECEASED':
      return evidence === undefined ? 'evidence' : undefined;
    case 'DUPLICATE':
      if (duplicateOf === undefined) return 'duplicate-of';
      return evidence === undefined ? 'evidence' : undefined;
    case 'ASSISTED':
      return since(household.lastHelpOn) ? undefined : 'delivered-help';
    case 'FOLLOWING': {
      const help = lastHelpSince(all, from);
      return help !== undefined && all.some(({ lastFollowUpOn }) => lastFollowUpOn !== null && lastFollowUpOn >= help)
        ? undefined
        : 'follow-up';
    }
    case 'GRADUATED': {
      // The needs of a household that was merged go on with this one.
      const open = all
        .filter(({ mergedInto }) => mergedInto === undefined)
        .some(({ needs }) => needs.some(({ kind, status }) => kind === 'PROBLEM' && isOpenNeed(status)));
      if (open) return 'problems-closed';
      const help = lastHelpSince(all, from);
      const followed = all.some(
        ({ lastFollowUpOn }) =>
          lastFollowUpOn !== null &&
          (help === undefined || daysBetween(help, lastFollowUpOn) >= DAYS_BEFORE_GRADUATION),
      );
      return followed ? undefined : 'follow-up-after-90-days';
    }
    case 'LISTED':
    case 'ASSIGNED':
    case 'VISITED':
    case 'PLANNED':
    case 'ASSISTING':
    case 'RELAPSED':
      return undefined;
  }
}
