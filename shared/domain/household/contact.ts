/** When somebody of a household was last met, and how often nobody was since (domain.md §2.5). */
import { laterDay } from '#shared/thai/bangkok-time.ts';

import type { Household } from './household.ts';

/** Visits that met nobody are kept up to this number. */
const MISSED_KEPT = 20;

/** A visit that met somebody, a survey, a follow-up, or a Re-X-ray of a household that is still there. */
export function addContact(household: Household, on: string): void {
  household.lastContactOn = laterDay(household.lastContactOn, on);
}

/** A visit on a day that met nobody, because nobody was at home or the house was not found. The newest days are kept, in their order. */
export function addMissedVisit(household: Household, on: string): void {
  household.missedOn = [...household.missedOn, on].toSorted().slice(-MISSED_KEPT);
}

/** Visits since the last contact that met nobody. */
export function failedVisits({ missedOn, lastContactOn }: Pick<Household, 'missedOn' | 'lastContactOn'>): number {
  return missedOn.filter((day) => lastContactOn === null || day > lastContactOn).length;
}
