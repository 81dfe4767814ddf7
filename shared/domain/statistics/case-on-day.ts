/** What was so of a household on a day, as known at the moment of its case (casework R10, R13, R15, R17, R23, R30, R31, R35). */
import type { Dimension } from '#shared/reference/dimensions.ts';
import { addDays, bangkokDay, daysBetween } from '#shared/thai/bangkok-time.ts';
import { isOpenNeed, NEED_STATUSES, type NeedStatus } from '../household/need-status.ts';
import { isOut } from '../target-list/target-state.ts';
import { latestBy, stateOn, type CaseLists, type ListedCase } from './case-lists.ts';
import type { FollowUpFact, MentorFact } from './facts.ts';
import type { KnownCase, KnownNeed } from './known-case.ts';
import type { KnownHelp } from './known-household.ts';

/** The moment (ISO UTC) from which a recording is no longer one of a day or earlier. */
export function endOf(day: string): string {
  let end = ends.get(day);
  if (end === undefined) {
    end = new Date(`${addDays(day, 1)}T00:00:00+07:00`).toISOString();
    ends.set(day, end);
  }
  return end;
}
const ends = new Map<string, string>();

/** The status of a need on a day: of those dated by then the one recorded last, else OPEN; undefined before it was opened (R10). */
export function needStatusOn({ openedOn, statuses }: KnownNeed, day: string): NeedStatus | undefined {
  if (openedOn > day) return undefined;
  const last = statuses.findLast(({ on }) => on <= day);
  return NEED_STATUSES.find((each) => each === last?.status) ?? 'OPEN';
}

/** Whether a need is open on a day; undefined before it was opened. */
export function isOpenOn(need: KnownNeed, day: string): boolean | undefined {
  const status = needStatusOn(need, day);
  return status === undefined ? undefined : isOpenNeed(status);
}

/** The needs that exist on a day, `dimension` absent: of all dimensions, are all solved or withdrawn, some of them, or none (R30, R34). */
export function solvedOn(known: KnownCase, day: string, dimension?: Dimension): 'all' | 'some' | 'none' {
  let solved = 0;
  let others = 0;
  for (const need of known.needs) {
    if (dimension !== undefined && need.need.dimension !== dimension) continue;
    const status = needStatusOn(need, day);
    if (status === undefined || status === 'WITHDRAWN') continue;
    if (status === 'RESOLVED' || status === 'SELF_RESOLVED') solved += 1;
    else others += 1;
  }
  if (solved === 0) return 'none';
  return others === 0 ? 'all' : 'some';
}

export const STAGES = ['NONE', 'CRISIS', 'SURVIVE', 'SUFFICIENT', 'SUSTAIN'] as const;
export type Stage = (typeof STAGES)[number];

/** The stage on a day: of the follow-up with the latest day, of several on one day the one recorded last (R13). */
export function stageOn(known: KnownCase, day: string): Stage {
  const stage = lastFollowUp(known.followUps, '', day)?.stage;
  return STAGES.find((each) => each === stage) ?? 'NONE';
}

function lastFollowUp(followUps: readonly FollowUpFact[], from: string, day: string): FollowUpFact | undefined {
  let last: FollowUpFact | undefined;
  for (const each of followUps) if (each.on >= from && each.on <= day && !(last && each.on < last.on)) last = each;
  return last;
}

/** The mentor of the assignment in force on a day: the one recorded last of those begun by then (R17). */
function mentorOf(mentors: readonly MentorFact[], day: string): string | null {
  return mentors.findLast(({ on }) => on <= day)?.mentor ?? null;
}

/** The mentor of a household on a day: its own, else that of a duplicate of it. */
export function mentorOn(known: KnownCase, day: string): string | null {
  for (const { mentors } of known.documents) {
    const mentor = mentorOf(mentors, day);
    if (mentor !== null) return mentor;
  }
  return null;
}

/** Whether a mentor's assignment was in force on a day of the stretch (R26). */
export function hadMentor(known: KnownCase, since: string, day: string): boolean {
  return known.documents.some(({ mentors }) => {
    const days = [since, ...mentors.map(({ on }) => on)];
    return days.some((each) => each >= since && each <= day && mentorOf(mentors, each) !== null);
  });
}

/** Whether a plan that was agreed by a day was in force on or after `since` (R26, R29). */
export function hadPlan(known: KnownCase, since: string, day: string): boolean {
  return known.plans.some(({ agreedOn, closedOn }, at) => {
    if (agreedOn === undefined || agreedOn > day) return false;
    if (agreedOn >= since) return true;
    const ended = closedOn ?? known.plans.slice(at + 1).find((later) => later.closedOn !== undefined)?.closedOn;
    return ended === undefined || ended >= since;
  });
}

/** Help delivered in the stretch. */
export function helpBetween(known: KnownCase, since: string, day: string): KnownHelp[] {
  return known.household.helps.filter(({ deliveredOn }) => deliveredOn >= since && deliveredOn <= day);
}

export function firstHelpOn(known: KnownCase, since: string, day: string): string | null {
  let first: string | null = null;
  for (const { deliveredOn } of known.household.helps)
    if (deliveredOn >= since && deliveredOn <= day && (first === null || deliveredOn < first)) first = deliveredOn;
  return first;
}

/** The last delivered help other than ADVICE of the stretch; where there was only ADVICE, the first of it (casework D). */
function lastHelpOn(known: KnownCase, since: string, day: string): string | null {
  const helps = helpBetween(known, since, day);
  const help = helps.filter(({ fact }) => fact.assistanceType !== 'ADVICE').map(({ deliveredOn }) => deliveredOn);
  return latestBy(help, day) ?? firstHelpOn(known, since, day);
}

/** Whether somebody went there: a visit of any outcome, or what says by itself that somebody was there (R27). */
export function wasVisited(known: KnownCase, since: string, day: string): boolean {
  const within = (on: string): boolean => on >= since && on <= day;
  return (
    known.visits.some(({ on }) => within(on)) ||
    known.surveys.some(within) ||
    known.followUps.some(({ on }) => within(on)) ||
    known.rexrays.some(({ on }) => within(on))
  );
}

export function wasSurveyed(known: KnownCase, since: string, day: string): boolean {
  return known.surveys.some((on) => on >= since && on <= day);
}

/** A follow-up on or after the first help (R31). */
export function wasFollowed(known: KnownCase, since: string, day: string): boolean {
  const first = firstHelpOn(known, since, day);
  return first !== null && known.followUps.some(({ on }) => on >= first && on <= day);
}

/** Days without help after which a follow-up tells that the change lasts (R31). */
const LASTING_DAYS = 90;

/**
 * The latest follow-up is 90 days or more after the last help and not below the one before it, and no PROBLEM that was ever reopened is
 * open (R31). Help and follow-ups count from `since`.
 */
export function isSustained(known: KnownCase, since: string, day: string): boolean {
  const help = lastHelpOn(known, since, day);
  const counted = known.followUps.filter(({ on }) => on >= since && on <= day);
  const last = lastFollowUp(counted, since, day);
  if (help === null || !last || daysBetween(help, last.on) < LASTING_DAYS) return false;
  const before = lastFollowUp(
    counted.filter((each) => each !== last),
    since,
    day,
  );
  if (before && rank(last.stage) < rank(before.stage)) return false;
  return !known.needs.some(
    (need) =>
      need.need.kind === 'PROBLEM' &&
      isOpenOn(need, day) === true &&
      need.statuses.some(({ status, on }) => status === 'REOPENED' && on <= day),
  );
}

function rank(stage: string): number {
  return STAGES.findIndex((each) => each === stage);
}

/** States in which a household is confirmed to be in hardship, or was (R28). */
const CONFIRMED = new Set(['CONFIRMED', 'PLANNED', 'ASSISTING', 'ASSISTED', 'FOLLOWING', 'GRADUATED', 'RELAPSED']);

export function isConfirmed(state: string | undefined): boolean {
  return state !== undefined && CONFIRMED.has(state);
}

/** A document of the household is not out on a day (R17). */
export function isIn(listed: ListedCase, lists: CaseLists, day: string): boolean {
  return listed.documents.some((document) => {
    const state = stateOn(document, lists, day);
    return state !== undefined && !isOut(state);
  });
}

/** A document of the household is not out on a day, and none has graduated (R15, R35). */
function isAtWork(listed: ListedCase, lists: CaseLists, day: string): boolean {
  return (
    isIn(listed, lists, day) && !listed.documents.some((document) => stateOn(document, lists, day) === 'GRADUATED')
  );
}

/** At work, and the last contact (R15), or else the day it entered, is longer ago than the list allows. */
export function isWithoutContact(listed: ListedCase, lists: CaseLists, day: string): boolean {
  if (listed.enteredOn > day || !isAtWork(listed, lists, day)) return false;
  const { visits, surveys, followUps, rexrays } = listed.known;
  const contacts = [
    ...visits.filter(({ outcome }) => outcome === 'MET').map(({ on }) => on),
    ...surveys,
    ...followUps.map(({ on }) => on),
    ...rexrays.filter(({ gone }) => !gone).map(({ on }) => on),
  ];
  return daysBetween(latestBy(contacts, day) ?? listed.enteredOn, day) > listed.contactDays;
}

const DAYS_OF_MOVEMENT = 30;

/** At work, and nothing was done for more than 30 days (R35). */
export function isWithoutMovement(listed: ListedCase, lists: CaseLists, day: string): boolean {
  if (listed.enteredOn > day || !isAtWork(listed, lists, day)) return false;
  const { known } = listed;
  const movements = [
    ...known.visits.map(({ on }) => on),
    ...known.surveys,
    ...known.followUps.map(({ on }) => on),
    ...known.rexrays.map(({ on }) => on),
    ...known.needs.flatMap(({ openedOn, statuses }) => [openedOn, ...statuses.map(({ on }) => on)]),
    ...known.household.helps.map(({ deliveredOn }) => deliveredOn),
    ...known.documents.flatMap(({ said, mentors }) => [
      ...[...said.values()].flatMap((states) => states.map(({ on }) => on)),
      ...mentors.map(({ on }) => on),
    ]),
    ...known.plans.map(
      ({ closedOn, reviewedOn, movedOn, agreedOn, recordedAt }) =>
        closedOn ?? reviewedOn ?? movedOn ?? agreedOn ?? bangkokDay(new Date(recordedAt)),
    ),
    ...[...known.household.referrals.values()].flatMap(({ sent, answers }) => [
      bangkokDay(new Date(sent.sentAt)),
      ...[...answers.values()].map(({ at }) => bangkokDay(new Date(at))),
    ]),
  ];
  return daysBetween(latestBy(movements, day) ?? listed.enteredOn, day) > DAYS_OF_MOVEMENT;
}
