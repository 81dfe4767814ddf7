import { describe, expect, it } from 'vitest';

import { unreachableStates } from '../life-cycle.ts';
import { BREAK_GLASS_LIFE_CYCLE, stateOf, type BreakGlass } from './break-glass.ts';

const opened: BreakGlass = {
  id: 'b',
  version: 1,
  household: 'h',
  areas: ['420101'],
  sub: 's',
  roles: [],
  purpose: { sealed: '' },
  openedAt: '2026-05-20T03:00:00.000Z',
  until: '2026-05-20T06:00:00.000Z',
};

describe('a break-glass', () => {
  it('ends by itself, and is never opened again', () => {
    expect(unreachableStates(BREAK_GLASS_LIFE_CYCLE, 'OPEN')).toEqual(['MISSED']);
    expect([
      stateOf(opened, new Date('2026-05-20T05:59:59.999Z')),
      stateOf(opened, new Date('2026-05-20T06:00:00.000Z')),
    ]).toEqual(['OPEN', 'EXPIRED']);
  });

  it('that was ended or missed stays so', () => {
    const ended = { status: 'REVOKED', at: '', by: 'dpo' } as const;
    expect(stateOf({ ...opened, ended }, new Date('2026-05-20T04:00:00.000Z'))).toBe('REVOKED');
    expect(stateOf({ ...opened, household: null }, new Date('2026-05-20T04:00:00.000Z'))).toBe('MISSED');
  });
});
