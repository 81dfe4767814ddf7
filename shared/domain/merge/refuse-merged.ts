import { Problem } from '#shared/problems.ts';

import type { Household } from '../household/household.ts';

/** Throws `household-merged` with the household that this one was merged into. */
export function refuseMerged({ mergedInto }: Pick<Household, 'mergedInto'>): void {
  if (mergedInto !== undefined) throw new Problem('household-merged', { into: mergedInto });
}
