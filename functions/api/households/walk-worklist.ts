/** Walking through a worklist: the CRITICAL cases of an area, then its HIGH ones, then all others, each in the order of their places. */
import type { UrgencyLevel } from '#shared/domain/household/urgency.ts';
import type { HouseholdStore, HouseholdSummary } from '#shared/household/household-store.ts';
import { Problem } from '#shared/problems.ts';

import { walkArea, type Position } from './walk-area.ts';

const PARTS = ['CRITICAL', 'HIGH', 'NORMAL'] as const satisfies readonly UrgencyLevel[];

/** Behind a household in its part of the worklist: what a cursor holds. */
export type WorklistPosition = readonly [part: UrgencyLevel, ...Position];

/** Throws `cursor-invalid` for what is no position. */
export function worklistPosition([said, areaCode, id, ...rest]: readonly string[]): WorklistPosition {
  const part = PARTS.find((known) => known === said);
  if (part === undefined || areaCode === undefined || id === undefined || rest.length > 0)
    throw new Problem('cursor-invalid');
  return [part, areaCode, id];
}

/** The part in which a household comes. */
export function partOf({ urgency }: Pick<HouseholdSummary, 'urgency'>): UrgencyLevel {
  return urgency ?? 'NORMAL';
}

/**
 * The households of an area (2, 4 or 6 digits) behind a position, of one part alone or of all. The last part walks through the whole
 * area and so meets the urgent ones again: the caller takes of each part those that come in it. Sizes as for `walkArea`.
 */
export async function* walkWorklist(
  households: Pick<HouseholdStore, 'listArea' | 'listUrgent'>,
  { area, only }: { readonly area: string; readonly only: UrgencyLevel | undefined },
  after: WorklistPosition | undefined,
  sizes: Parameters<typeof walkArea>[3],
): AsyncGenerator<{ part: UrgencyLevel; summaries: HouseholdSummary[] }> {
  for (const part of PARTS) {
    if (only !== undefined && part !== only) continue;
    if (after && PARTS.indexOf(part) < PARTS.indexOf(after[0])) continue;
    const from: Position | undefined = after?.[0] === part ? [after[1], after[2]] : undefined;
    const walking = part === 'NORMAL' ? walkArea(households, area, from, sizes) : walkUrgent(part, from);
    for await (const summaries of walking) yield { part, summaries };
  }

  async function* walkUrgent(
    level: Exclude<UrgencyLevel, 'NORMAL'>,
    from: Position | undefined,
  ): AsyncGenerator<HouseholdSummary[]> {
    let last = from && { areaCode: from[0], id: from[1] };
    let atOnce = sizes.first;
    while (true) {
      const summaries = await households.listUrgent(level, area, last, atOnce);
      if (summaries.length > 0) yield summaries;
      last = summaries.at(-1);
      if (last === undefined || summaries.length < atOnce) return;
      atOnce = Math.min(sizes.most, atOnce * 2);
    }
  }
}
