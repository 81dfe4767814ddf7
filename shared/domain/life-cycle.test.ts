import { describe, expect, it } from 'vitest';

import { NEED_LIFE_CYCLE, NEED_STATUSES } from './household/need-status.ts';
import { mayStep, unreachableStates } from './life-cycle.ts';
import { TARGET_LIST_LIFE_CYCLE, TARGET_LIST_STATUSES } from './target-list/target-list.ts';
import { TARGET_LIFE_CYCLE, TARGET_STATES } from './target-list/target-state.ts';
import { UPLOAD_LIFE_CYCLE, UPLOAD_STATUSES } from './upload/upload-status.ts';

describe.each([
  ['target', TARGET_LIFE_CYCLE, TARGET_STATES, 'LISTED'],
  ['need', NEED_LIFE_CYCLE, NEED_STATUSES, 'OPEN'],
  ['upload', UPLOAD_LIFE_CYCLE, UPLOAD_STATUSES, 'AWAITING_FILE'],
  ['target list', TARGET_LIST_LIFE_CYCLE, TARGET_LIST_STATUSES, 'DRAFT'],
] as const)(
  'the life-cycle of a %s',
  (_name, cycle: Record<string, readonly string[]>, states: readonly string[], start) => {
    it('speaks of every state and of no other', () => {
      expect(Object.keys(cycle).toSorted()).toEqual([...states].toSorted());
      expect(
        Object.values(cycle)
          .flat()
          .filter((state) => !states.includes(state)),
      ).toEqual([]);
    });

    it('reaches every state from its start', () => {
      expect(unreachableStates(cycle, start)).toEqual([]);
    });

    it('names no step twice', () => {
      for (const [from, steps] of Object.entries(cycle)) expect(new Set(steps).size, from).toBe(steps.length);
    });
  },
);

describe('steps of a target (domain.md §2.3)', () => {
  it.each([
    ['LISTED', 'NOT_POOR', true],
    ['NOT_POOR', 'CONFIRMED', true],
    ['GRADUATED', 'RELAPSED', true],
    ['RELAPSED', 'ASSISTING', true],
    ['RELAPSED', 'GRADUATED', false],
    ['LISTED', 'GRADUATED', false],
    ['LISTED', 'LISTED', false],
  ] as const)('%s → %s is %s', (from, to, allowed) => {
    expect(mayStep(TARGET_LIFE_CYCLE, from, to)).toBe(allowed);
  });
});

describe('steps of a need (domain.md §2.4)', () => {
  it.each([
    ['OPEN', 'RESOLVED', true],
    ['RESOLVED', 'REOPENED', true],
    ['RESOLVED', 'OPEN', false],
    ['REOPENED', 'RESOLVED', true],
  ] as const)('%s → %s is %s', (from, to, allowed) => {
    expect(mayStep(NEED_LIFE_CYCLE, from, to)).toBe(allowed);
  });
});
