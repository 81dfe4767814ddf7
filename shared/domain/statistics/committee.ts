import { agencies } from '#shared/reference/agencies.ts';
import type { CommitteeFact } from './facts.ts';

/** The agencies that report where no order was ever put: those of the letters' table (domain.md §6.3 A14). */
export const DEFAULT_COMMITTEE: readonly string[] = agencies
  .filter(({ inSeedTable }) => inSeedTable)
  .map(({ slug }) => slug);

/** An area and the areas above it, the widest first: province, district, sub-district. A municipality (`4201.1`) lies in its district. */
export function areasFromAbove(area: string): string[] {
  const [district = ''] = area.split('.');
  const areas = [2, 4, 6].filter((length) => length <= district.length).map((length) => district.slice(0, length));
  return district === area ? areas : [...areas, area];
}

/**
 * The order in force for `area` among these: that of the area itself, else of the nearest area above it. Of several orders of one area the one
 * recorded last; of the same moment, the later given (domain.md §6.3 A14; a sub-district is under its district's order and that under the
 * province's).
 */
export function orderInForce<Order extends Pick<CommitteeFact, 'area' | 'recordedAt'>>(
  orders: readonly Order[],
  area: string,
): Order | undefined {
  const last = new Map<string, Order>();
  for (const order of orders) {
    const held = last.get(order.area);
    last.set(order.area, held && held.recordedAt > order.recordedAt ? held : order);
  }
  return areasFromAbove(area)
    .map((above) => last.get(above))
    .findLast((order) => order !== undefined);
}

/** The agencies on the order in force at `asOf` (ISO UTC) for `area`, in the order's own sequence; without an order `defaultCommittee`. */
export function agenciesOnOrder(
  committees: readonly CommitteeFact[],
  area: string,
  asOf: string,
  defaultCommittee: readonly string[],
): string[] {
  const known = committees.filter(({ recordedAt }) => recordedAt <= asOf);
  return [...new Set(orderInForce(known, area)?.agencies ?? defaultCommittee)];
}
