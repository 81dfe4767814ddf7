/** What figures are made of meetings and their resolutions. */
import type { Meeting, Resolution } from '#shared/domain/case/meeting.ts';
import type { MeetingFact, ResolutionFact } from '#shared/domain/statistics/report-b/input.ts';

import type { MeetingStore } from './meeting-store.ts';

export type MeetingFacts = {
  /** Meetings held by units, and what they resolved. */
  of: (units: readonly string[]) => Promise<{ meetings: MeetingFact[]; resolutions: ResolutionFact[] }>;
};

/** A meeting that was held; nothing of another. */
export function meetingFact(meeting: Omit<Meeting, 'invited' | 'reason'>): MeetingFact[] {
  const { id, unit, kind, status, heldOn, createdAt, heldAt } = meeting;
  return heldOn === null || status !== 'HELD' ? [] : [{ id, unit, kind, heldOn, recordedAt: heldAt ?? createdAt }];
}

export function resolutionFact(resolution: Omit<Resolution, 'text' | 'reason'>): ResolutionFact {
  const { id, meeting, unit, household, adoptedOn, dueOn, status, endedOn, recordedAt, endedAt } = resolution;
  const fact = { id, meeting, unit, household, adoptedOn, dueOn, recordedAt };
  return status === 'ADOPTED' || endedOn === null
    ? fact
    : { ...fact, ended: { status, on: endedOn, recordedAt: endedAt ?? recordedAt } };
}

/** The facts of a store that opens its meetings. */
export function factsOfMeetings(meetings: Pick<MeetingStore, 'of' | 'resolutions'>): MeetingFacts {
  return {
    async of(units) {
      const stored = await Promise.all(units.map((unit) => meetings.of(unit)));
      const held = stored.flat().flatMap(meetingFact);
      const resolved = await Promise.all(held.map(({ id }) => meetings.resolutions(id)));
      return { meetings: held, resolutions: resolved.flat().map(resolutionFact) };
    },
  };
}
