import { describe, expect, it } from 'vitest';

import { Problem } from '#shared/problems.ts';

import { unreachableStates } from '../life-cycle.ts';
import {
  isResolutionOverdue,
  MEETING_LIFE_CYCLE,
  MEETING_STATUSES,
  refuseAdopting,
  refuseChange,
  refuseEnding,
  RESOLUTION_LIFE_CYCLE,
  RESOLUTION_STATUSES,
  seenByAgency,
  type Meeting,
  type Resolution,
} from './meeting.ts';

function outcome(run: () => void): string {
  try {
    run();
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
  return 'allowed';
}

describe('the life-cycles of meetings and resolutions', () => {
  it('reach every status', () => {
    expect(unreachableStates(MEETING_LIFE_CYCLE, 'PLANNED')).toEqual([]);
    expect(unreachableStates(RESOLUTION_LIFE_CYCLE, 'ADOPTED')).toEqual([]);
  });

  it.each(MEETING_STATUSES)('a meeting that is %s', (status) => {
    expect(outcome(() => refuseChange({ status }))).toBe(status === 'PLANNED' ? 'allowed' : 'meeting-held');
    expect(outcome(() => refuseAdopting({ status }))).toBe(status === 'HELD' ? 'allowed' : 'transition-not-allowed');
  });

  it.each(RESOLUTION_STATUSES.flatMap((status) => (['DONE', 'CANCELLED'] as const).map((to) => [status, to] as const)))(
    'a resolution from %s to %s',
    (status, to) => {
      const endedOn = status === 'ADOPTED' ? null : '2026-05-01';
      expect(outcome(() => refuseEnding({ status, endedOn }, to))).toBe(
        status === 'ADOPTED' ? 'allowed' : 'resolution-ended',
      );
    },
  );

  it.each([
    ['2026-05-15', null, '2026-05-15', false],
    ['2026-05-15', null, '2026-05-16', true],
    ['2026-05-15', '2026-05-16', '2026-05-16', false],
    ['2026-05-15', '2026-05-17', '2026-05-16', true],
  ])('due %s, ended %s: late on %s is %s', (dueOn, endedOn, on, late) => {
    expect(isResolutionOverdue({ dueOn, endedOn }, on)).toBe(late);
  });
});

describe('what an agency sees of a meeting', () => {
  const meeting = (invited: Meeting['invited']): Meeting => ({
    id: '4201~m',
    version: 1,
    unit: '4201',
    kind: 'TARGETING',
    status: 'HELD',
    plannedOn: null,
    heldOn: '2026-05-01',
    invited,
    cases: ['house', 'other'],
    reason: null,
    createdAt: '2026-05-01T03:00:00.000Z',
  });
  const resolution = (agency: string, household: string | null): Resolution => ({
    id: `4201~m~${agency}`,
    version: 1,
    meeting: '4201~m',
    unit: '4201',
    household,
    agency,
    text: 'มติ',
    dueOn: '2026-06-01',
    needIds: [],
    referral: null,
    status: 'ADOPTED',
    adoptedOn: '2026-05-01',
    endedOn: null,
    reason: null,
    recordedAt: '2026-05-01T03:00:00.000Z',
  });
  const all = [resolution('moph', 'house'), resolution('dla', 'other')];

  it('is its own resolutions and their cases, and none of the invited', () => {
    const seen = seenByAgency(meeting([{ organisation: 'dla' }]), all, 'moph');
    expect(seen).toEqual({ meeting: { ...meeting([]), cases: ['house'] }, resolutions: [resolution('moph', 'house')] });
  });

  it('is the meeting alone when it is only invited, and nothing when it is not', () => {
    expect(seenByAgency(meeting([{ organisation: 'mol' }]), all, 'mol')).toEqual({
      meeting: { ...meeting([]), cases: [] },
      resolutions: [],
    });
    expect(seenByAgency(meeting([]), all, 'mol')).toBeUndefined();
  });
});
