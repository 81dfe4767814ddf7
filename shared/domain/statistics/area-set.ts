/** Sets of areas that are compared with the rest of their provinces (casework A1-11). */
import { isWithin } from '#shared/thai/area-code.ts';

/** How a report names a set in place of an area: `set:<id>`. */
export const SET_PREFIX = 'set:';

/** Names the rest of a set's provinces where a row is named by its area. */
export const REST = 'rest';

/** Provinces that one report reads within one call: ศจพ. Model has three, and each takes seconds. */
export const MOST_PROVINCES = 6;

/** The provinces of some areas, by code. */
export function provincesOf(areas: readonly string[]): string[] {
  return [...new Set(areas.map((area) => area.slice(0, 2)))].toSorted();
}

/** The row of a place among some areas: its code cut to `length`, or the smallest of the areas around it where that is finer; undefined outside them all. */
export function rowCode(place: string, areas: readonly string[], length: number): string | undefined {
  const around = areas.filter((area) => isWithin(place, area));
  if (around.length === 0) return undefined;
  return place.slice(0, Math.max(length, ...around.map((area) => area.length)));
}
