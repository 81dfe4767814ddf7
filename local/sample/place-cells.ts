import { isUrbanPseudoSubdistrict } from '#shared/thai/area-code.ts';
import { findArea } from '#shared/reference/areas.ts';

import type { SampleHousehold } from './households.ts';
import type { SampleRow } from './sample-row.ts';

/** How an office writes where a household is. */
export type PlaceStyle = 'code-and-names' | 'names' | 'names-with-prefixes';

/** House code, address and area. Numbers of urban communities have no name: they come as a code in every style. */
export function placeCells(household: SampleHousehold, style: PlaceStyle): SampleRow['cells'] {
  const { areaCode, houseCode, addressNo, moo, village } = household;
  const urban = isUrbanPseudoSubdistrict(areaCode);
  const name = (length: number): string => findArea(areaCode.slice(0, length))?.nameTh ?? '';
  const prefix = (word: string, text: string): string =>
    style === 'names-with-prefixes' && text !== '' ? `${word}${text}` : text;
  const bangkok = areaCode.startsWith('10');
  return {
    house_code: houseCode ?? '',
    address_no: addressNo,
    moo: moo === undefined ? '' : String(moo),
    village,
    subdistrict: urban ? '' : prefix(bangkok ? 'แขวง' : 'ต.', name(6)),
    district: prefix(bangkok ? 'เขต' : 'อ.', name(4)),
    province: prefix(bangkok ? '' : 'จ.', name(2)),
    area_code: style === 'code-and-names' || urban ? areaCode : '',
  };
}
