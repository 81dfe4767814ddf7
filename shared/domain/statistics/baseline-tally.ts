/** B, B_adj and the late-added of a row, exactly those of Report A (casework R37). */
import type { ListSelection, MemberStanding, Standing } from './list-selection.ts';
import type { FigureTally } from './figure-tally.ts';
import type { Baseline } from './report-a/shape.ts';

/** Counts a household's documents and itself, each in the rows of its place; `rowsAt` gives none for a place outside the report. */
export function addToBaseline(
  standing: Standing,
  householdId: string,
  rowsAt: (area: string) => readonly { readonly tally: FigureTally }[],
): void {
  for (const member of standing.members) addMember(member, rowsAt);
  if (!standing.lateAdded) return;
  for (const { tally } of rowsAt(standing.area)) tally.add('baseline.lateAdded', householdId);
}

function addMember(
  { id, area, inBaseline, inAdjusted }: MemberStanding,
  rowsAt: (area: string) => readonly { readonly tally: FigureTally }[],
): void {
  if (!inBaseline) return;
  for (const { tally } of rowsAt(area)) {
    tally.add('baseline.frozen', id);
    if (inAdjusted) tally.add('baseline.adjusted', id);
  }
}

/** B and B_adj are known from the freeze of all lists on. */
export function baselineOf(tally: FigureTally, { allFrozen }: Pick<ListSelection, 'allFrozen'>): Baseline {
  return {
    frozen: allFrozen ? tally.of('baseline.frozen') : null,
    adjusted: allFrozen ? tally.of('baseline.adjusted') : null,
    lateAdded: tally.of('baseline.lateAdded'),
  };
}
