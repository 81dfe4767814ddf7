import { duplicateOfIn } from '#shared/domain/household/duplicate-of.ts';
import type { Household } from '#shared/domain/household/household.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';

/** Whether a household is recorded as a duplicate of the one with `id`, or of one that is, and so on. */
export async function leadsTo(
  households: Pick<HouseholdStore, 'getMany'>,
  from: Household,
  id: string,
): Promise<boolean> {
  const seen = new Set<string>();
  let reached: readonly Household[] = [from];
  while (reached.length > 0) {
    const named = new Set(reached.flatMap(duplicateOfIn));
    if (named.has(id)) return true;
    const others = [...named.difference(seen)];
    for (const other of others) seen.add(other);
    reached = [...(await households.getMany(others)).values()];
  }
  return false;
}
