/**
 * Meetings at which units and their partners speak of households (ประชุมชี้เป้าหมาย), and the resolutions they adopt (casework D).
 * A pass of time cancels and closes nothing: what is late is derived.
 */
import { Problem, wrongInput, type InputError } from '#shared/problems.ts';

import type { Sector } from '../organisation/organisation.ts';
import type { LifeCycle } from '../life-cycle.ts';
import { mayStep } from '../life-cycle.ts';
import { dueErrors } from './referral.ts';

export const MEETING_KINDS = ['TARGETING', 'COMMITTEE', 'OTHER'] as const;
export type MeetingKind = (typeof MEETING_KINDS)[number];

export const MEETING_STATUSES = ['PLANNED', 'HELD', 'CANCELLED'] as const;
export type MeetingStatus = (typeof MEETING_STATUSES)[number];

export const MEETING_LIFE_CYCLE: LifeCycle<MeetingStatus> = {
  PLANNED: ['HELD', 'CANCELLED'],
  HELD: [],
  CANCELLED: [],
};

export const RESOLUTION_STATUSES = ['ADOPTED', 'DONE', 'CANCELLED'] as const;
export type ResolutionStatus = (typeof RESOLUTION_STATUSES)[number];

export const RESOLUTION_LIFE_CYCLE: LifeCycle<ResolutionStatus> = {
  ADOPTED: ['DONE', 'CANCELLED'],
  DONE: [],
  CANCELLED: [],
};

/** An organisation of the register, or anybody by a name. */
export type Invited = { organisation: string } | { name: string; sector: Sector };

export type Meeting = {
  id: string;
  version: number;
  /** Code of the committee unit that holds it. */
  unit: string;
  kind: MeetingKind;
  status: MeetingStatus;
  plannedOn: string | null;
  heldOn: string | null;
  invited: readonly Invited[];
  /** Ids of the households of which it speaks. */
  cases: readonly string[];
  /** Why it was cancelled. */
  reason: string | null;
  createdAt: string;
  /** When it was said that it was held; absent: when it was created, or before this was kept. */
  heldAt?: string;
};

export type Resolution = {
  id: string;
  version: number;
  meeting: string;
  unit: string;
  /** Null: it is of no household. */
  household: string | null;
  agency: string;
  text: string;
  dueOn: string;
  needIds: readonly string[];
  /** Id of the referral that was sent with it. */
  referral: string | null;
  status: ResolutionStatus;
  /** Day of the meeting. */
  adoptedOn: string;
  /** Day on which it was done or cancelled, as it was said. */
  endedOn: string | null;
  reason: string | null;
  recordedAt: string;
  /** When it was said that it ended; absent: it has not, or before this was kept. */
  endedAt?: string;
};

/** Throws `meeting-held` when nothing more is said of a meeting but its resolutions. */
export function refuseChange({ status }: Pick<Meeting, 'status'>): void {
  if (status !== 'PLANNED') throw new Problem('meeting-held', { meetingStatus: status });
}

/** What is wrong with the days of a meeting: it has one of them, and was not held on a day to come. */
export function meetingDayErrors(
  { heldOn, plannedOn }: { heldOn?: string | undefined; plannedOn?: string | undefined },
  today: string,
): InputError[] {
  if (heldOn === undefined && plannedOn === undefined)
    return [{ pointer: '/heldOn', message: 'ต้องระบุวันที่ประชุม หรือวันที่จะประชุม', code: 'required' }];
  return heldOn !== undefined && heldOn > today
    ? [{ pointer: '/heldOn', message: 'วันที่ต้องไม่เกินวันนี้', code: 'date-in-future' }]
    : [];
}

/** Throws `transition-not-allowed` unless the meeting was held: before that it has adopted nothing. */
export function refuseAdopting({ status }: Pick<Meeting, 'status'>): void {
  if (status !== 'HELD') throw new Problem('transition-not-allowed', { from: status, to: 'ADOPTED' });
}

type SaidResolution = {
  householdId?: string | undefined;
  dueOn: string;
  needIds?: readonly string[] | undefined;
  refer?: boolean | undefined;
};

/** Throws `invalid-input`: a resolution is due on or after its meeting; a referral with it names needs and is due ahead. */
export function refuseResolution(
  { heldOn }: Pick<Meeting, 'heldOn'>,
  { householdId, dueOn, needIds = [], refer }: SaidResolution,
  today: string,
): void {
  if (heldOn !== null && dueOn < heldOn) throw wrongInput('/dueOn', 'วันครบกำหนดต้องไม่ก่อนวันประชุม', 'due-before-meeting');
  if (householdId === undefined && (refer === true || needIds.length > 0))
    throw wrongInput('/householdId', 'ต้องระบุครัวเรือน', 'required');
  if (refer !== true) return;
  if (needIds.length === 0) throw wrongInput('/needIds', 'ต้องระบุสภาพปัญหาที่จะส่งต่อ', 'required');
  const errors = dueErrors(dueOn, today, '/dueOn');
  if (errors.length > 0) throw new Problem('invalid-input', { errors });
}

/** Throws `resolution-ended` with how and when. */
export function refuseEnding({ status, endedOn }: Pick<Resolution, 'status' | 'endedOn'>, to: ResolutionStatus): void {
  if (!mayStep(RESOLUTION_LIFE_CYCLE, status, to))
    throw new Problem('resolution-ended', { resolutionStatus: status, at: endedOn });
}

/** Throws `invalid-input` unless a resolution may end on a day: of its meeting or later, and not after today (casework R48). */
export function refuseEndDay({ adoptedOn }: Pick<Resolution, 'adoptedOn'>, on: string, today: string): void {
  if (on > today) throw wrongInput('/on', 'วันที่ต้องไม่เกินวันนี้', 'date-in-future');
  if (on < adoptedOn) throw wrongInput('/on', 'วันที่ต้องไม่ก่อนวันประชุม', 'before-meeting');
}

/**
 * What an agency sees of a meeting: the resolutions that name it, the cases of these, and of the invited nobody. Undefined when no
 * resolution names it and nobody invited it: then there is no such meeting for it.
 */
export function seenByAgency(
  meeting: Meeting,
  resolutions: readonly Resolution[],
  agency: string,
): { meeting: Meeting; resolutions: Resolution[] } | undefined {
  const own = resolutions.filter((resolution) => resolution.agency === agency);
  const isInvited = meeting.invited.some((one) => 'organisation' in one && one.organisation === agency);
  if (own.length === 0 && !isInvited) return undefined;
  const named = new Set(own.map(({ household }) => household));
  const cases = meeting.cases.filter((household) => named.has(household));
  return { meeting: { ...meeting, cases, invited: [] }, resolutions: own };
}

/** Late on a day: due before it, and not ended by its end (casework R12). */
export function isResolutionOverdue({ dueOn, endedOn }: Pick<Resolution, 'dueOn' | 'endedOn'>, on: string): boolean {
  return dueOn < on && (endedOn === null || endedOn > on);
}
