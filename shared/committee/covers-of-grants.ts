import type { CoversOf, Grant } from '#shared/domain/account/account.ts';
import { isMunicipalUnit } from '#shared/domain/committee/units.ts';

import { unitOrderOf, type OrderReader } from './committee-store.ts';

/**
 * What the units of some grants cover by the newest order of each. Only units whose name is no area are read: one read each, all at
 * once. Any other unit, and one without an order, is undefined. Source: domain.md §2.1.
 */
export async function coversOfGrants(grants: readonly Pick<Grant, 'unit'>[], orders: OrderReader): Promise<CoversOf> {
  const units = new Set(grants.flatMap(({ unit }) => (unit !== undefined && isMunicipalUnit(unit) ? [unit] : [])));
  const covers = new Map<string, readonly string[]>();
  await Promise.all(
    [...units].map(async (unit) => {
      const order = await orders.newest(unit);
      if (order) covers.set(unit, unitOrderOf(order).covers);
    }),
  );
  return (unit) => covers.get(unit);
}
