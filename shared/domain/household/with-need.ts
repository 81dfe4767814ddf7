import type { Need } from './household.ts';

/** The needs with one more, which takes the place of the need of the same id. */
export function withNeed(needs: readonly Need[], need: Need): Need[] {
  const at = needs.findIndex(({ id }) => id === need.id);
  return at < 0 ? [...needs, need] : needs.toSpliced(at, 1, need);
}
