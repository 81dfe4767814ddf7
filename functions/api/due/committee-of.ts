import type { Committee } from '#shared/domain/due/queues.ts';
import { unitsKnownAt, type Unit } from '#shared/domain/committee/units.ts';
import type { CommitteeStore } from '#shared/committee/committee-store.ts';
import type { DueStore } from '#shared/due/due-store.ts';
import { areaCodesUnder } from '#shared/reference/area-codes.ts';

/** Orders change a few times a year: a process goes by the units that it read for a minute. */
const KEPT_MS = 60_000;

export type CommitteeOf = (provinces: readonly string[], now: Date) => Promise<Committee>;

/** What queues ask of the committees of provinces: their units, read once a minute, and their places, urban communities included. */
export function createCommitteeOf({
  committees,
  due,
}: {
  committees: Pick<CommitteeStore, 'units'>;
  due: Pick<DueStore, 'urbanPlaces'>;
}): CommitteeOf {
  const kept = new Map<string, { units: readonly Unit[]; until: number }>();
  const unitsOf = async (province: string, now: Date): Promise<readonly Unit[]> => {
    const known = kept.get(province);
    if (known && now.getTime() < known.until && now.getTime() > known.until - 2 * KEPT_MS) return known.units;
    const units = unitsKnownAt((await committees.units(province)).orders, now.toISOString());
    kept.set(province, { units, until: now.getTime() + KEPT_MS });
    return units;
  };
  return async (provinces, now) => {
    const units = new Map<string, readonly Unit[]>();
    const places = new Map<string, string[]>();
    await Promise.all(
      provinces.map(async (province) => {
        units.set(province, await unitsOf(province, now));
        const codes = areaCodesUnder(province);
        const districts = codes.filter((code) => code.length === 4);
        const urban = (await Promise.all(districts.map((district) => due.urbanPlaces(district)))).flat();
        places.set(province, [...codes.filter((code) => code.length === 6), ...urban]);
      }),
    );
    return {
      units: (province) => units.get(province) ?? [],
      places: (area) => (places.get(area.slice(0, 2)) ?? []).filter((place) => place.startsWith(area)),
    };
  };
}
