/** Port of the store of meetings and their resolutions: those of a unit lie together. */
import type { Meeting, Resolution } from '#shared/domain/case/meeting.ts';
import { dueOfResolution } from '#shared/domain/due/due-items.ts';
import { moved, type MovedDue } from '#shared/due/moved.ts';
import type { Claim } from '#shared/idempotency/claim.ts';

export type MeetingStore = {
  create(meeting: Meeting, claim?: Claim): Promise<void>;
  get(id: string): Promise<Meeting | undefined>;
  /** Replaces a meeting if it still stands at `before.version`; returns whether it did. */
  update(before: Meeting, after: Meeting): Promise<boolean>;
  /** All meetings of a unit. */
  of(unit: string): Promise<Meeting[]>;
  resolution(id: string): Promise<Resolution | undefined>;
  /** All resolutions of a meeting, in the order of their ids. */
  resolutions(meeting: string): Promise<Resolution[]>;
  /** Puts the step of a resolution of no household; false when it stands elsewhere. Those of a household move with its append. */
  putResolution(step: ResolutionStep, claim?: Claim): Promise<boolean>;
};

/** From `before` (undefined: it is adopted) to `after`. */
export type ResolutionStep = { before: Resolution | undefined; after: Resolution };

/** The rows of the queue that the step of a resolution moves; one of a household moves those of its household. */
export function dueMovedByResolution({ before, after }: ResolutionStep): MovedDue {
  return moved(before ? dueOfResolution(before) : [], dueOfResolution(after));
}

/** Ids say where the thing lies: a meeting is `<unit>~<own>`, a resolution `<unit>~<meeting's own>~<own>`. */
export function meetingId(unit: string, own: string): string {
  return `${unit}~${own}`;
}

export function resolutionId(meeting: string, own: string): string {
  return `${meeting}~${own}`;
}

/** The meeting of a resolution's id; undefined when it is no such id. */
export function meetingOf(resolution: string): string | undefined {
  const parts = resolution.split('~');
  return parts.length === 3 ? parts.slice(0, 2).join('~') : undefined;
}

/** The unit of a meeting's id; undefined when it is no such id. */
export function unitOfMeeting(meeting: string): string | undefined {
  const parts = meeting.split('~');
  return parts.length === 2 ? parts[0] : undefined;
}
