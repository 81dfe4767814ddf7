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
