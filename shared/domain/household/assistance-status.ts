import type { LifeCycle } from '../life-cycle.ts';

/** Life of help (domain.md §2.5). */
export const ASSISTANCE_STATUSES = ['PLANNED', 'APPROVED', 'DELIVERED', 'VERIFIED', 'CANCELLED', 'RETURNED'] as const;
export type AssistanceStatus = (typeof ASSISTANCE_STATUSES)[number];

/** Steps forward may be left out. Time neither delivers nor cancels. */
export const ASSISTANCE_LIFE_CYCLE: LifeCycle<AssistanceStatus> = {
  PLANNED: ['APPROVED', 'DELIVERED', 'VERIFIED', 'CANCELLED'],
  APPROVED: ['DELIVERED', 'VERIFIED', 'CANCELLED'],
  DELIVERED: ['VERIFIED', 'RETURNED'],
  VERIFIED: [],
  CANCELLED: [],
  RETURNED: [],
};
