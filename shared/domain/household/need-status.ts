import type { LifeCycle } from '../life-cycle.ts';

/** Life of a need (domain.md §2.4). */
export const NEED_STATUSES = [
  'OPEN',
  'ACCEPTED',
  'IN_PROGRESS',
  'RESOLVED',
  'PARTIAL',
  'NOT_SOLVABLE',
  'WITHDRAWN',
  'SELF_RESOLVED',
  'REOPENED',
] as const;
export type NeedStatus = (typeof NEED_STATUSES)[number];

const ENDINGS = ['RESOLVED', 'PARTIAL', 'NOT_SOLVABLE', 'WITHDRAWN', 'SELF_RESOLVED'] as const;

export const NEED_LIFE_CYCLE: LifeCycle<NeedStatus> = {
  OPEN: ['ACCEPTED', 'IN_PROGRESS', ...ENDINGS],
  ACCEPTED: ['IN_PROGRESS', ...ENDINGS],
  IN_PROGRESS: ENDINGS,
  RESOLVED: ['REOPENED'],
  PARTIAL: ['IN_PROGRESS', 'RESOLVED', 'NOT_SOLVABLE', 'WITHDRAWN', 'SELF_RESOLVED', 'REOPENED'],
  NOT_SOLVABLE: ['REOPENED'],
  WITHDRAWN: ['REOPENED'],
  SELF_RESOLVED: ['REOPENED'],
  REOPENED: ['ACCEPTED', 'IN_PROGRESS', ...ENDINGS],
};

/** A need that still waits for somebody. */
export function isOpenNeed(status: NeedStatus): boolean {
  return (
    status === 'OPEN' ||
    status === 'ACCEPTED' ||
    status === 'IN_PROGRESS' ||
    status === 'REOPENED' ||
    status === 'PARTIAL'
  );
}
