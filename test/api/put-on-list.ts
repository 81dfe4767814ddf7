import { record } from '#shared/domain/logbook/record.ts';
import { chainHash } from '#shared/household/entry-chain.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';

/** Puts a household on a target list, as a row of a file does. */
export async function putOnList(
  households: HouseholdStore,
  id: string,
  list: string,
  area: string,
  now: Date,
  indicators: number[] = [],
): Promise<void> {
  const before = await households.get(id);
  const recording = { householdId: id, recordedAt: now, recordedBy: { sub: 'file', roles: [] }, hash: chainHash };
  const targets = [{ personId: null, dimensions: ['income' as const], indicators }];
  const { household, entries } = record(before, [{ type: 'listed', list, area, targets }], recording);
  await households.append([{ before, after: household, entries }]);
}
