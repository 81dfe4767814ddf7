/** Reads the facts of an area in groups: every household once, and those tied by duplicates together. */
import type { HouseholdGroup } from '#shared/domain/statistics/facts.ts';
import type { HouseholdFacts, HouseholdStore } from '#shared/household/household-store.ts';
import { areaCodesUnder } from '#shared/reference/area-codes.ts';

/** Districts read at the same time: the reader folds one page while the table fetches others. */
const DISTRICTS_AT_ONCE = 4;

/** Times that a reading begins again because a tie came to light late; each time brings all such ties of the chain so far. */
const READINGS = 10;

/**
 * Districts (4 digits) in which a household of a report of `area` may be: all of a province, else the one that the area is or is part of.
 * The nation is never read in one piece: figures are made by province.
 */
export function districtsOf(area: string): string[] {
  if (area.length >= 4) return [area.slice(0, 4)];
  return areaCodesUnder(area).filter((code) => code.length === 4);
}

/** Codes of the 77 provinces, whose figures the nation's are made of. */
export function provincesOfNation(): string[] {
  return areaCodesUnder('TH').filter((code) => code.length === 2);
}

export type GroupStores = Pick<HouseholdStore, 'factsOfDistrict' | 'factsOf'>;

/** Whether any household is in the area: one query for each of its districts when none does, one page when some do. */
export async function hasHouseholds(households: GroupStores, area: string): Promise<boolean> {
  for (const district of districtsOf(area)) for await (const _ of households.factsOfDistrict(district)) return true;
  return false;
}

/** One reading of an area. `begin` is called before the first group, and again if the reading has to begin again. */
export type GroupReader = { begin: () => void; add: (group: HouseholdGroup) => void };

/**
 * Gives every household group of the districts of `area`, or of several areas, to `reader`, each household once: also those that live elsewhere and stand on a
 * list here, and partners of duplicates wherever they live. Only tied households are held, the rest streams through.
 *
 * `month` is the oldest that figures are made of: nights ask only for months that the documents give alone.
 *
 * A household that a duplicate names is expected to know it (`tied`). Where one does not, it may have been given out alone before it was
 * named; then the reading begins again and holds it aside.
 */
export async function readHouseholdGroups(
  households: GroupStores,
  area: string | readonly string[],
  month: string,
  reader: GroupReader,
): Promise<void> {
  const heldAside = new Set<string>();
  for (let reading = 0; reading < READINGS; reading += 1) {
    const namedLate = await readOnce(households, area, month, reader, heldAside);
    if (namedLate.length === 0) return;
    for (const id of namedLate) heldAside.add(id);
  }
  throw new Error('Ties of households keep changing while they are read');
}

async function readOnce(
  households: GroupStores,
  area: string | readonly string[],
  month: string,
  reader: GroupReader,
  heldAside: ReadonlySet<string>,
): Promise<string[]> {
  reader.begin();
  // A household that moves between two districts while they are read is met in both.
  const seen = new Set<string>();
  const tied = new Map<string, HouseholdFacts>();
  const districts = [area].flat().flatMap(districtsOf);
  const readDistricts = async (): Promise<void> => {
    for (let district = districts.shift(); district !== undefined; district = districts.shift())
      for await (const household of households.factsOfDistrict(district, month)) {
        if (seen.has(household.id)) continue;
        seen.add(household.id);
        if (household.tied || household.duplicates.length > 0 || heldAside.has(household.id))
          tied.set(household.id, household);
        else reader.add([household.facts]);
      }
  };
  await Promise.all(Array.from({ length: DISTRICTS_AT_ONCE }, readDistricts));

  const asked = new Set(tied.keys());
  for (let missing = namedBy(tied.values(), asked); missing.length > 0;) {
    const givenOut = missing.filter((id) => seen.has(id) && !tied.has(id));
    if (givenOut.length > 0) return givenOut;
    const found = await households.factsOf(missing, month);
    for (const id of missing) asked.add(id);
    for (const household of found) tied.set(household.id, household);
    missing = namedBy(found, asked);
  }
  for (const group of tiedGroups(tied)) reader.add(group.map(({ facts }) => facts));
  return [];
}

/** Households that these name as their own or their duplicates, in whichever entry: what holds at a moment the calculation decides. */
function namedIn(household: HouseholdFacts): string[] {
  const named = [...household.duplicates];
  for (const { body } of household.facts) {
    if (body.type === 'merged') named.push(body.into);
    if (body.type === 'target-state' && body.duplicateOf !== undefined) named.push(body.duplicateOf);
  }
  return named;
}

function namedBy(households: Iterable<HouseholdFacts>, known: ReadonlySet<string>): string[] {
  const missing = new Set<string>();
  for (const household of households) for (const id of namedIn(household)) if (!known.has(id)) missing.add(id);
  return [...missing];
}

/** Connected households together, by union-find over who names whom. */
function tiedGroups(tied: ReadonlyMap<string, HouseholdFacts>): HouseholdFacts[][] {
  const parents = new Map<string, string>();
  const rootOf = (id: string): string => {
    let root = id;
    for (let parent = parents.get(root); parent !== undefined && parent !== root; parent = parents.get(root))
      root = parent;
    parents.set(id, root);
    return root;
  };
  for (const household of tied.values())
    for (const id of namedIn(household)) if (tied.has(id)) parents.set(rootOf(household.id), rootOf(id));
  return [...Map.groupBy(tied.values(), ({ id }) => rootOf(id)).values()];
}
