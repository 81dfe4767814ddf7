/** Units of the committees (ศจพ.): their kinds, what they cover, and whose a place is (domain.md §1.3, §2.1 CommitteeUnit). */
export const UNIT_KINDS = ['PROVINCE', 'DISTRICT', 'CITY_MUN', 'TOWN_MUN', 'PATTAYA', 'FIELD_TEAM'] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

/** One rung: each place of a province belongs to at most one of these units. */
const MIDDLE_RUNG: ReadonlySet<UnitKind> = new Set(['DISTRICT', 'CITY_MUN', 'TOWN_MUN', 'PATTAYA']);

/** Kinds of a unit whose code is a district's with a number behind a dot: `4201.1`. */
export const MUNICIPAL_KINDS: readonly UnitKind[] = ['CITY_MUN', 'TOWN_MUN', 'PATTAYA'];

const KIND_BY_LENGTH: ReadonlyMap<number, UnitKind> = new Map([
  [2, 'PROVINCE'],
  [4, 'DISTRICT'],
  [6, 'FIELD_TEAM'],
]);

const MUNICIPALITY = /^\d{4}\.[1-9]\d?$/u;

/** `covers`: codes of areas, and of urban communities (51–99) too. A place is in the unit when its code begins with one of them. */
export type Unit = { readonly unit: string; readonly kind: UnitKind; readonly covers: readonly string[] };

/** Whether a code is a municipality's: the code of its district, a dot and a number from 1 to 99. */
export function isMunicipalUnit(unit: string): boolean {
  return MUNICIPALITY.test(unit);
}

/** The kind of a unit by its code; a municipality names its kind itself, so for it and for what is no unit's code undefined. */
export function kindByCode(unit: string): UnitKind | undefined {
  return /^\d+$/u.test(unit) ? KIND_BY_LENGTH.get(unit.length) : undefined;
}

/**
 * What a unit covers. A unit that is named by the code of an area covers that area until an order says otherwise; a municipality
 * covers nothing before its order.
 */
export function coversOf(unit: string, order: { readonly covers: readonly string[] } | undefined): readonly string[] {
  if (order) return order.covers;
  return kindByCode(unit) === undefined ? [] : [unit];
}

/** Whether one of the places (codes of 2 to 8 digits) begins with one of the covers: who may work there, a district in its municipalities too. */
export function unitCovers(covers: readonly string[], places: readonly string[]): boolean {
  return places.some((place) => covers.some((cover) => place.startsWith(cover)));
}

/**
 * The unit whose row and whose queue a place is in: of the units of the middle rung the one with the longest cover that the place
 * begins with; undefined when none covers it. Covers that two units share are refused where orders are put; should they stand, the
 * smaller code is taken.
 */
export function unitOfPlace<Known extends Unit>(units: Iterable<Known>, place: string): Known | undefined {
  let found: Known | undefined;
  let longest = 0;
  for (const unit of units) {
    if (!MIDDLE_RUNG.has(unit.kind)) continue;
    for (const cover of unit.covers)
      if (
        place.startsWith(cover) &&
        (cover.length > longest || (cover.length === longest && found && unit.unit < found.unit))
      ) {
        found = unit;
        longest = cover.length;
      }
  }
  return found;
}

/** Of the orders known at `asOf` (ISO UTC) the newest of each unit, by the unit's code: the units as they were known then. */
export function unitsKnownAt<Order extends Unit & { readonly version: number; readonly recordedAt: string }>(
  orders: Iterable<Order>,
  asOf: string,
): Order[] {
  const newest = new Map<string, Order>();
  for (const order of orders) {
    if (order.recordedAt > asOf) continue;
    const held = newest.get(order.unit);
    if (!held || held.version < order.version) newest.set(order.unit, order);
  }
  return [...newest.values()].toSorted((a, b) => (a.unit < b.unit ? -1 : 1));
}

/**
 * The first cover that a unit of the middle rung would have together with another one of that rung, and that unit; undefined when there is
 * none. Longer covers inside a shorter one are no overlap: a municipality is part of its district.
 */
export function sharedCover(
  unit: Unit,
  others: Iterable<Unit>,
): { readonly cover: string; readonly unit: string } | undefined {
  if (!MIDDLE_RUNG.has(unit.kind)) return undefined;
  const own = new Set(unit.covers);
  for (const other of others) {
    if (other.unit === unit.unit || !MIDDLE_RUNG.has(other.kind)) continue;
    const cover = other.covers.find((each) => own.has(each));
    if (cover !== undefined) return { cover, unit: other.unit };
  }
  return undefined;
}
