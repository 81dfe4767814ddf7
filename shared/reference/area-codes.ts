/** Which areas there are, by code and without names: enough to judge a code, and all that most functions carry. */
import { isUrbanPseudoSubdistrict } from '#shared/thai/area-code.ts';

import packed from './data/areas/packed/codes.json' with { type: 'json' };
import { codesOf, countNumbers, unpackDistricts, unpackNumbers } from './packed-areas.ts';

let districts: ReadonlyMap<string, string> | undefined;
let places: ReadonlyMap<string, number> | undefined;

/**
 * Districts with the packed numbers of their sub-districts. Unpacked at the first question, and no further: most functions are
 * asked about few areas, and all are asked about one when they start.
 */
function allDistricts(): ReadonlyMap<string, string> {
  districts ??= unpackDistricts(packed.codes);
  return districts;
}

/** The places of provinces and districts in the order of codes. */
function placesOfDistricts(): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  let place = 0;
  for (const [district, numbers] of allDistricts()) {
    const province = district.slice(0, 2);
    if (!found.has(province)) found.set(province, place++);
    found.set(district, place);
    place += 1 + countNumbers(numbers);
  }
  return found;
}

/** The place of a sub-district among those of its district, from 0; -1 when there is none of this code. */
function placeInDistrict(code: string): number {
  const numbers = allDistricts().get(code.slice(0, 4));
  return numbers === undefined ? -1 : unpackNumbers(numbers).indexOf(code.slice(4));
}

/** Whether a code (2, 4 or 6 digits, or `TH`) is an area's. Pseudo sub-districts of urban communities are in no table. Source: domain.md §7.4. */
export function isKnownArea(code: string): boolean {
  if (code.length === 2)
    return (
      code === 'TH' ||
      allDistricts()
        .keys()
        .some((district) => district.startsWith(code))
    );
  return code.length === 4 ? allDistricts().has(code) : placeInDistrict(code) >= 0;
}

/** Whether households may lie there: an area of the tables, or a number of an urban community in a district of theirs. Source: domain.md §7.4. */
export function isKnownPlace(code: string): boolean {
  return isKnownArea(code) || (isUrbanPseudoSubdistrict(code) && isKnownArea(code.slice(0, 4)));
}

/** The place of a code in the order of codes, by which names are found; undefined when no area has the code. */
export function placeOfArea(code: string): number | undefined {
  places ??= placesOfDistricts();
  if (code.length <= 4) return places.get(code);
  const district = places.get(code.slice(0, 4));
  const place = placeInDistrict(code);
  return district === undefined || place < 0 ? undefined : district + 1 + place;
}

/** The code of every area below a code, at all levels, in the order of codes; `''` or `TH` is the nation. */
export function areaCodesUnder(prefix: string): string[] {
  if (prefix === '' || prefix === 'TH') return codesOf(allDistricts());
  const near = [...allDistricts()].filter(([district]) => district.startsWith(prefix.slice(0, 4)));
  return codesOf(near).filter((code) => code.startsWith(prefix) && code !== prefix);
}
