import { bangkokMonth, previousMonth } from '#shared/thai/bangkok-time.ts';
import type { HouseholdFacts } from '#shared/household/household-store.ts';
import { districtOf, placedDistricts } from '#shared/household/placed-districts.ts';

import type { Whereabouts } from './access-log.ts';

/** Where pages that showed a household are to be looked for: every district it lived in, from its first entry until now. */
export function whereaboutsOf(household: HouseholdFacts, now: Date): Whereabouts {
  const known = household.facts.map(({ recordedAt }) => Date.parse(recordedAt));
  return {
    household: household.id,
    districts: [districtOf(household.areaCode), ...placedDistricts(household)],
    months: monthsBack(bangkokMonth(now), bangkokMonth(new Date(Math.min(now.getTime(), ...known)))),
  };
}

/** Months from the newest back to the oldest, both included. */
function monthsBack(newest: string, oldest: string): string[] {
  const months: string[] = [];
  for (let month = newest; month >= oldest; month = previousMonth(month)) months.push(month);
  return months;
}
