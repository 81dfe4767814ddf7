/**
 * Changes of areas that are hidden each by itself (casework R45): who knows an area in two publications, and the areas within it but for some, knows
 * by how much those have changed together. By 1 to 4 tells of so few households as the change of one area does.
 */
import { isFew } from '../statistics/suppression/suppress.ts';

/** A count of an area in two publications, the first of which stays as it is: null is hidden and does not follow from what is shown. */
export type TwoCounts = { readonly before: number | null; readonly now: number | null };

type Tree = { readonly root: string; readonly partsOf: (area: string) => readonly string[] };

/**
 * The areas to hide now, of one count, so that neither an area nor a group of some is left that has changed by 1 to 4: of the areas around such a group the smallest that has
 * changed, if possible so that the group has then changed by more; the area that holds them all when there is none. `countsOf` of an area says
 * nothing that is hidden; an area that was not there before had none. Empty when no group tells anything. Throws when nothing is left to hide.
 */
export function areasBesideGroups({ root, partsOf }: Tree, countsOf: (area: string) => TwoCounts): string[] {
  const hide: string[] = [];
  const changeOf = (area: string): number | undefined => {
    const { before, now } = countsOf(area);
    return before === null || now === null ? undefined : now - before;
  };

  /** The largest areas within one that are known in both, and whether one on the way to them is not. */
  function knownWithin(area: string): { known: string[]; hasGroup: boolean } {
    const known: string[] = [];
    let hasGroup = false;
    for (const part of partsOf(area)) {
      if (changeOf(part) !== undefined) {
        known.push(part);
        continue;
      }
      hasGroup = true;
      known.push(...knownWithin(part).known);
    }
    return { known, hasGroup };
  }

  const examine = (area: string): void => {
    const change = changeOf(area);
    if (change !== undefined) {
      if (isFew(change)) hide.push(area);
      const { known, hasGroup } = knownWithin(area);
      const together = known.reduce((sum, each) => sum - (changeOf(each) ?? 0), change);
      if (hasGroup && isFew(together)) hide.push(partner(area, known, together));
    }
    for (const part of partsOf(area)) examine(part);
  };

  function partner(area: string, known: readonly string[], together: number): string {
    const nowOf = (each: string): number => countsOf(each).now ?? 0;
    const changed = known
      .filter((each) => changeOf(each) !== 0 && nowOf(each) !== 0)
      .toSorted((a, b) => nowOf(a) - nowOf(b) || (a < b ? -1 : 1));
    const found = changed.find((each) => !isFew(together + (changeOf(each) ?? 0))) ?? changed[0];
    if (found !== undefined) return found;
    if (nowOf(area) === 0) throw new Error(`A change of few households within ${area} cannot be hidden any more`);
    return area;
  }

  examine(root);
  return hide;
}
