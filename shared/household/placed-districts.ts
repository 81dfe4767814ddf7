import type { Household } from '#shared/domain/household/household.ts';
import type { EntryFact } from '#shared/domain/statistics/facts.ts';
import { onceFor } from '#shared/once-for.ts';

import type { HouseholdChange } from './household-store.ts';

export function districtOf(areaCode: string): string {
  return areaCode.slice(0, 4);
}

/** Districts other than that where the household lives now, in which some fact places it: their figures need it. */
export function placedDistricts(household: Pick<Household, 'areaCode' | 'facts'>): string[] {
  const districts = new Set(household.facts.flatMap(areasIn).map(districtOf));
  districts.delete(districtOf(household.areaCode));
  return [...districts];
}

/** Districts of `placedDistricts` that a change adds. */
export const newlyPlacedDistricts = onceFor(
  ({ before, after }: Pick<HouseholdChange, 'before' | 'after'>): readonly string[] => {
    const known = new Set(before ? placedDistricts(before) : []);
    return placedDistricts(after).filter((district) => !known.has(district));
  },
);

function areasIn({ body }: EntryFact): string[] {
  switch (body.type) {
    case 'registered':
    case 'listed':
      return [body.area];
    case 'move':
    case 'target-state':
      return body.toArea === null || body.toArea === undefined ? [] : [body.toArea];
    case 'need-status':
    case 'assistance':
    case 'referral-sent':
    case 'referral-answered':
    case 'visit':
    case 'survey':
    case 'need':
    case 'follow-up':
    case 'rexray':
    case 'found':
    case 'mentor':
    case 'plan':
    case 'merged':
    case 'other':
      return [];
  }
}
