/**
 * The nation's figures, which are made of parts that the provinces count: no function reads all households, and the sum of the provinces' reports
 * counts a household with list entries in two provinces twice (casework R2, R3).
 */
import type { KnownGroup } from './known-group.ts';
import type { KnownHousehold } from './known-household.ts';

/** Code of the whole nation where areas are named. */
export const NATION = 'TH';

/**
 * What a province counts of a group for the nation: the households that were registered in it. Whoever reads a province's households reads these,
 * wherever they live now, with all that is one household with them; so the parts of all provinces hold each household once, as known at any moment.
 * One that is known at the moment by its duplicate alone is of the province of that.
 * Which row it is in follows from its place, as in any report: a part may count in rows of other provinces.
 */
export function partOfNation({ households, cases, casesAt }: KnownGroup, province: string): KnownGroup {
  const isOurs = ({ members }: KnownHousehold): boolean =>
    members.find(({ registeredIn }) => registeredIn !== null)?.registeredIn?.slice(0, 2) === province;
  return {
    households: () => households().filter(isOurs),
    cases: () => cases().filter(({ household }) => isOurs(household)),
    casesAt: (moment) => casesAt(moment).filter(({ household }) => isOurs(household)),
  };
}
