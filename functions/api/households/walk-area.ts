/** Walking through the households that live in an area, in a fixed order that a cursor can go on from. */
import { areaCodesUnder } from '#shared/reference/area-codes.ts';
import type { HouseholdStore, HouseholdSummary } from '#shared/household/household-store.ts';

/** A store reads one district (or a part of it) at a time; a province is its districts, in the order of their codes. */
function stretches(area: string): string[] {
  return area.length > 2 ? [area] : areaCodesUnder(area).filter((code) => code.length === 4);
}

/** Position behind a household: what a cursor holds. */
export type Position = readonly [areaCode: string, id: string];

/**
 * The households of an area (2, 4 or 6 digits) behind a position. Read are as many as the caller hopes to need, and more at
 * once the longer it goes on: a page that everybody fits is one small read, a filter that few fit is not many of them.
 */
export async function* walkArea(
  households: Pick<HouseholdStore, 'listArea'>,
  area: string,
  after: Position | undefined,
  { first, most }: { readonly first: number; readonly most: number },
): AsyncGenerator<HouseholdSummary[]> {
  let atOnce = first;
  for (const stretch of stretches(area)) {
    if (after && stretch < after[0].slice(0, stretch.length)) continue;
    let from = after && after[0].startsWith(stretch) ? { areaCode: after[0], id: after[1] } : undefined;
    while (true) {
      const summaries = await households.listArea(stretch, from, atOnce);
      if (summaries.length > 0) yield summaries;
      from = summaries.at(-1);
      if (from === undefined || summaries.length < atOnce) break;
      atOnce = Math.min(most, atOnce * 2);
    }
  }
}
