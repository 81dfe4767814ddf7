import type { Need, NeedDetails } from './household.ts';

/** The needs with one more, which takes the place of the need of the same id. */
export function withNeed(needs: readonly Need[], need: Need): Need[] {
  const at = needs.findIndex(({ id }) => id === need.id);
  return at < 0 ? [...needs, need] : needs.toSpliced(at, 1, need);
}

type Said = { [Detail in keyof NeedDetails]?: NeedDetails[Detail] | undefined };

/** What a need says beside its words, without what was not said. */
export function detailsOf({ indicator, category, severity, solveMode, wanted }: Said): NeedDetails {
  return {
    ...(indicator === undefined ? {} : { indicator }),
    ...(category === undefined ? {} : { category }),
    ...(severity === undefined ? {} : { severity }),
    ...(solveMode === undefined ? {} : { solveMode }),
    ...(wanted === undefined ? {} : { wanted }),
  };
}
