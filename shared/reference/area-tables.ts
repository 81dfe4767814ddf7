/** The tables of areas as they are kept and corrected, for the packing and its test: no function carries them. */
import districts from './data/areas/districts.json' with { type: 'json' };
import provinces from './data/areas/provinces.json' with { type: 'json' };
import subdistricts from './data/areas/subdistricts.json' with { type: 'json' };
import type { AreaRow } from './packed-areas.ts';

/** All areas in the order of codes, every parent before its children. */
export function areaRows(): AreaRow[] {
  return [...provinces.rows, ...districts.rows, ...subdistricts.rows]
    .map(([code = '', nameTh = '', nameEn = '']): AreaRow => [code, nameTh, nameEn])
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}
