/** Break-glass: one household outside of the own scope is read for a few hours, and reviewed by its office (domain.md §2.1). */
import type { LifeCycle } from '../life-cycle.ts';

export const BREAK_GLASS_STATES = ['OPEN', 'EXPIRED', 'ENDED', 'REVOKED', 'MISSED'] as const;
export type BreakGlassState = (typeof BREAK_GLASS_STATES)[number];

/** EXPIRED is derived from the clock; MISSED is a look for a household that there is not, or not outside of the own scope. */
export const BREAK_GLASS_LIFE_CYCLE: LifeCycle<BreakGlassState> = {
  OPEN: ['EXPIRED', 'ENDED', 'REVOKED'],
  EXPIRED: [],
  ENDED: [],
  REVOKED: [],
  MISSED: [],
};

export const BREAK_GLASS_RESULTS = ['JUSTIFIED', 'NOT_JUSTIFIED'] as const;
export type BreakGlassResult = (typeof BREAK_GLASS_RESULTS)[number];

export const OPEN_HOURS = 3;
/** Letters that a purpose has at least. */
export const SHORTEST_PURPOSE = 20;
/** Looks that an account has in a day of Bangkok, whether they hit or miss. */
export const LOOKS_A_DAY = 5;

export type BreakGlass = {
  readonly id: string;
  readonly version: number;
  /** Null: a miss. */
  readonly household: string | null;
  /** Where the household lived and was listed then: its offices review. */
  readonly areas: readonly string[];
  readonly sub: string;
  readonly roles: readonly string[];
  /** In an envelope, as base64. */
  readonly purpose: { readonly sealed: string };
  /** ISO UTC. */
  readonly openedAt: string;
  readonly until: string;
  readonly ended?: { readonly status: 'ENDED' | 'REVOKED'; readonly at: string; readonly by: string };
  readonly review?: {
    readonly result: BreakGlassResult;
    readonly reason?: string;
    readonly at: string;
    readonly by: string;
  };
};

/** How a break-glass stands at a moment. */
export function stateOf({ household, until, ended }: BreakGlass, now: Date): BreakGlassState {
  if (household === null) return 'MISSED';
  if (ended) return ended.status;
  return now.getTime() < Date.parse(until) ? 'OPEN' : 'EXPIRED';
}
