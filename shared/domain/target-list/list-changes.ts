/** What is different between two lists: which households came, went and stayed, and whose dimensions changed (casework F). */
import { DIMENSIONS, type Dimension } from '#shared/reference/dimensions.ts';

import type { KnownHousehold, KnownListing } from '../statistics/known-household.ts';

/** DIMENSIONS_CHANGED: on both lists, in other dimensions. */
export const LIST_CHANGES = ['ADDED', 'GONE', 'KEPT', 'DIMENSIONS_CHANGED'] as const;
export type ListChange = (typeof LIST_CHANGES)[number];

/**
 * How a household with those that are counted as it changed from the list `against` to the list `list`, and the area of its entry, of the
 * older one when it is on the newer no more. Undefined for one on neither. An entry that was taken back counts on neither.
 */
export function changeOf(
  { members }: Pick<KnownHousehold, 'members'>,
  list: string,
  against: string,
): { change: ListChange; area: string } | undefined {
  const on = (id: string): KnownListing[] =>
    members.flatMap(({ listings }) => listings.filter((one) => one.list === id && one.supersededAt === undefined));
  const [now, before] = [on(list), on(against)];
  const area = (now[0] ?? before[0])?.area;
  if (area === undefined) return undefined;
  if (before.length === 0) return { change: 'ADDED', area };
  if (now.length === 0) return { change: 'GONE', area };
  return { change: dimensionsOf(now) === dimensionsOf(before) ? 'KEPT' : 'DIMENSIONS_CHANGED', area };
}

/** The dimensions of all entries, as one text. */
function dimensionsOf(listings: readonly KnownListing[]): string {
  const named = new Set(
    listings.flatMap(({ entry: { body } }): readonly Dimension[] =>
      body.type === 'listed' ? (body.dimensions ?? []) : [],
    ),
  );
  return DIMENSIONS.filter((one) => named.has(one)).join();
}
