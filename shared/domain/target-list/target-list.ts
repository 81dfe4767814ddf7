import type { LifeCycle } from '../life-cycle.ts';

/** A list of target households (domain.md §2.3). Days are C.E. `YYYY-MM-DD`, times ISO instants. */
export type TargetList = {
  id: string;
  version: number;
  name: string;
  source: TargetListSource;
  yearBe: number;
  phase: number;
  asOfDate: string;
  /** Day from which help counts for the list; absent: the Bangkok day of publication. */
  openedOn?: string;
  scopeArea: string;
  /** Days within which each of its households is to be met again; null: none. Absent: by its source (`contact-days.ts`). */
  contactDays?: number | null;
  /** Its households are to have a mentor. Absent: by its source. */
  wantsMentor?: boolean;
  status: TargetListStatus;
  createdAt: string;
  publishedAt?: string;
  frozenAt?: string;
};

export const TARGET_LIST_SOURCES = ['TPMAP', 'THAIQM', 'VULNERABLE', 'FIELD_FOUND', 'OTHER'] as const;
export type TargetListSource = (typeof TARGET_LIST_SOURCES)[number];

export const TARGET_LIST_STATUSES = ['DRAFT', 'PUBLISHED', 'FROZEN', 'SUPERSEDED'] as const;
export type TargetListStatus = (typeof TARGET_LIST_STATUSES)[number];

export const TARGET_LIST_LIFE_CYCLE: LifeCycle<TargetListStatus> = {
  DRAFT: ['PUBLISHED'],
  PUBLISHED: ['FROZEN'],
  FROZEN: ['SUPERSEDED'],
  SUPERSEDED: [],
};
