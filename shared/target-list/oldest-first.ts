import type { TargetList } from '#shared/domain/target-list/target-list.ts';

/** Lists by the time they were made, then by id. */
export function oldestFirst(lists: readonly TargetList[]): TargetList[] {
  const placeOf = (list: TargetList): string => `${list.createdAt} ${list.id}`;
  return [...lists].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
}
