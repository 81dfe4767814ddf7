/**
 * Meetings at which units and their partners speak of households (ประชุมชี้เป้าหมาย), and the resolutions they adopt (casework D).
 * A pass of time cancels and closes nothing: what is late is derived.
 */
import { Problem } from '#shared/problems.ts';

import type { Sector } from '../organisation/organisation.ts';
import type { LifeCycle } from '../life-cycle.ts';
import { mayStep } from '../life-cycle.ts';

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
};

/** Throws `meeting-held` when nothing more is said of a meeting but its resolutions. */
export function refuseChange({ status }: Pick<Meeting, 'status'>): void {
  if (status !== 'PLANNED') throw new Problem('meeting-held', { meetingStatus: status });
}

/** Throws `transition-not-allowed` unless the meeting was held: before that it has adopted nothing. */
export function refuseAdopting({ status }: Pick<Meeting, 'status'>): void {
  if (status !== 'HELD') throw new Problem('transition-not-allowed', { from: status, to: 'ADOPTED' });
}

/** Throws `resolution-ended` with how and when. */
export function refuseEnding({ status, endedOn }: Pick<Resolution, 'status' | 'endedOn'>, to: ResolutionStatus): void {
  if (!mayStep(RESOLUTION_LIFE_CYCLE, status, to))
    throw new Problem('resolution-ended', { resolutionStatus: status, at: endedOn });
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
