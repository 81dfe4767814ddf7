/** What candidates of duplicates may be, apart from how they are found: lists of codes and the queue need no more. */
import type { LifeCycle } from '../life-cycle.ts';

/**
 * `CITIZEN_ID`: two members have one ID. `HOUSE_AND_PERSON`: one house code, and a member in common. `ADDRESS_AND_NAME`: one address, and
 * members of alike names. `NAME_AND_BIRTH`: members of alike names born on one day, in one district.
 */
export const DUPLICATE_REASONS = ['CITIZEN_ID', 'HOUSE_AND_PERSON', 'ADDRESS_AND_NAME', 'NAME_AND_BIRTH'] as const;
export type DuplicateReason = (typeof DUPLICATE_REASONS)[number];

/** `GONE`: what was found of the two does not hold any more, because one was edited, moved, merged into a third one or dissolved. */
export const DUPLICATE_STATES = ['OPEN', 'DISMISSED', 'MERGED', 'GONE'] as const;
export type DuplicateState = (typeof DUPLICATE_STATES)[number];

export const DUPLICATE_LIFE_CYCLE: LifeCycle<DuplicateState> = {
  OPEN: ['DISMISSED', 'MERGED', 'GONE'],
  DISMISSED: ['OPEN', 'MERGED'],
  MERGED: ['OPEN', 'DISMISSED'],
  GONE: ['OPEN', 'DISMISSED', 'MERGED'],
};

/** The word of a province's secretariat that one of its households may be merged with one of another province. */
export type Consent = { readonly province: string; readonly at: string; readonly by: string };

export function hasConsent({ consents = [] }: { readonly consents?: readonly Consent[] }, province: string): boolean {
  return consents.some((consent) => consent.province === province);
}
