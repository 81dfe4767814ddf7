import type { Committee } from '#shared/domain/due/queues.ts';
import { unitsKnownAt, type Unit } from '#shared/domain/committee/units.ts';
import type { CommitteeStore, UnitOrder } from '#shared/committee/committee-store.ts';
import type { DueStore } from '#shared/due/due-store.ts';
import { areaCodesUnder } from '#shared/reference/area-codes.ts';

/** Orders and urban communities change a few times a year: a process goes by what it read of a province for a minute. */
const KEPT_MS = 60_000;

/** `orders`: all orders of a unit, in no order. */
export type OrderedCommittee = Committee & { orders(unit: string): readonly UnitOrder[] };

export type CommitteeOf = (provinces: readonly string[], now: Date) => Promise<OrderedCommittee>;

type Known = { units: readonly Unit[]; orders: readonly UnitOrder[]; places: readonly string[] };

/** What queues ask of the committees of provinces: their units and their places, urban communities included. */
export function createCommitteeOf({
  committees,
  due,
}: {
  committees: Pick<CommitteeStore, 'units'>;
  due: Pick<DueStore, 'urbanPlaces'>;
}): CommitteeOf {
  const kept = new Map<string, Known & { until: number }>();
  const knownOf = async (province: string, now: Date): Promise<Known> => {
    const known = kept.get(province);
    if (known && now.getTime() < known.until && now.getTime() > known.until - 2 * KEPT_MS) return known;
    const codes = areaCodesUnder(province);
    const districts = codes.filter((code) => code.length === 4);
    const [{ orders }, ...urban] = await Promise.all([
      committees.units(province),
      ...districts.map((district) => due.urbanPlaces(district)),
    ]);
    const read = {
      units: unitsKnownAt(orders, now.toISOString()),
      orders,
      places: [...codes.filter((code) => code.length === 6), ...urban.flat()],
    };
    kept.set(province, { ...read, until: now.getTime() + KEPT_MS });
    return read;
  };
  return async (provinces, now) => {
    const known = new Map(
      await Promise.all(provinces.map(async (province) => [province, await knownOf(province, now)] as const)),
    );
    return {
      units: (province) => known.get(province)?.units ?? [],
      orders: (unit) => (known.get(unit.slice(0, 2))?.orders ?? []).filter((order) => order.unit === unit),
      places: (area) => (known.get(area.slice(0, 2))?.places ?? []).filter((place) => place.startsWith(area)),
    };
  };
}
