/** Households of a mentor that are given to another: which go, and why others stay (casework F). */
import { Problem } from '#shared/problems.ts';

import type { MentorBody } from '../logbook/kinds/mentor.ts';
import type { Household } from './household.ts';

/** Why a household was not given to the other mentor. OUTSIDE: it is not in the scope of who gave it, or there is none. */
export const STAYS_WITH_MENTOR = [
  'OUTSIDE',
  'OTHER_MENTOR',
  'MENTOR_NOT_VALID',
  'BEFORE_LAST_ASSIGNMENT',
  'MERGED',
  'FULL',
] as const;
export type StaysWithMentor = (typeof STAYS_WITH_MENTOR)[number];

export type Transfer = { readonly from: string; readonly to: string; readonly on: string };

/**
 * What is recorded of a household in the scope that goes to another mentor, or why it stays. The mentors beside the one that leads stay
 * beside the next one, who is none of them any more. `valid`: the next one may lead it.
 */
export function bodyOfTransfer(
  household: Household,
  { from, to, on }: Transfer,
  { valid, reason }: { valid: boolean; reason: string },
): MentorBody | StaysWithMentor {
  if (household.mergedInto !== undefined) return 'MERGED';
  if (household.mentor !== from) return 'OTHER_MENTOR';
  if (!valid) return 'MENTOR_NOT_VALID';
  return { type: 'mentor', mentor: to, coMentors: household.coMentors.filter((sub) => sub !== to), on, reason };
}

/** The same of a household whose entry was refused. Throws what says nothing about the household. */
export function staysFor(failure: unknown): StaysWithMentor {
  if (failure instanceof Problem && failure.code === 'household-full') return 'FULL';
  if (failure instanceof Problem && failure.code === 'household-merged') return 'MERGED';
  if (failure instanceof Problem && failure.code === 'invalid-input') return 'BEFORE_LAST_ASSIGNMENT';
  throw failure;
}
