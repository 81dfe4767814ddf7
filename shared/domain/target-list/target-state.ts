import type { LifeCycle } from '../life-cycle.ts';

/** Life of one target household on one list (domain.md §2.3). */
export const TARGET_STATES = [
  'LISTED',
  'ASSIGNED',
  'VISITED',
  'CONFIRMED',
  'PLANNED',
  'ASSISTING',
  'ASSISTED',
  'FOLLOWING',
  'GRADUATED',
  'RELAPSED',
  'SELF_RESOLVED',
  'NOT_POOR',
  'REFUSED',
  'NOT_FOUND',
  'MOVED',
  'DECEASED',
  'DUPLICATE',
] as const;
export type TargetState = (typeof TARGET_STATES)[number];

/** States of a household that is no target of the list any more. */
export const OUT_STATES = [
  'SELF_RESOLVED',
  'NOT_POOR',
  'REFUSED',
  'NOT_FOUND',
  'MOVED',
  'DECEASED',
  'DUPLICATE',
] as const satisfies readonly TargetState[];
export type OutState = (typeof OUT_STATES)[number];

export function isOut(state: TargetState): boolean {
  return OUT_STATES.some((out) => out === state);
}

/** What a verification may find. A later verification may find otherwise, so these also lead to one another. */
const FINDINGS = [
  'CONFIRMED',
  'SELF_RESOLVED',
  'NOT_POOR',
  'REFUSED',
  'NOT_FOUND',
  'MOVED',
  'DECEASED',
  'DUPLICATE',
] as const satisfies readonly TargetState[];

/** At any time of the work a household may turn out to have left it. */
const LEAVINGS = FINDINGS.filter((finding) => finding !== 'CONFIRMED');

/** A finding may be found again with other particulars (another place moved to, another duplicate). */
const VERIFIED = ['ASSIGNED', 'VISITED', ...FINDINGS] as const;

export const TARGET_LIFE_CYCLE: LifeCycle<TargetState> = {
  // Leaving LISTED needs a visit or a documented desk check: the reason given with the step documents it.
  LISTED: ['ASSIGNED', 'VISITED', ...FINDINGS],
  ASSIGNED: ['VISITED', ...FINDINGS],
  VISITED: FINDINGS,
  CONFIRMED: ['PLANNED', 'ASSISTING', 'ASSISTED', ...FINDINGS],
  PLANNED: ['ASSISTING', 'ASSISTED', ...FINDINGS],
  ASSISTING: ['ASSISTED', ...FINDINGS],
  ASSISTED: ['ASSISTING', 'FOLLOWING', 'GRADUATED', ...LEAVINGS],
  FOLLOWING: ['ASSISTING', 'GRADUATED', ...LEAVINGS],
  GRADUATED: ['RELAPSED', ...LEAVINGS],
  RELAPSED: ['ASSISTING', ...LEAVINGS],
  SELF_RESOLVED: VERIFIED,
  NOT_POOR: VERIFIED,
  REFUSED: VERIFIED,
  NOT_FOUND: VERIFIED,
  MOVED: VERIFIED,
  DECEASED: VERIFIED,
  DUPLICATE: VERIFIED,
};
