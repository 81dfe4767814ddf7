/** Thai names of areas, as readers write them. */
import { areaLevel, isUrbanPseudoSubdistrict } from '#shared/thai/area-code.ts';
import { placeOfArea } from './area-codes.ts';
import packed from './data/areas/packed/names-th.json' with { type: 'json' };
import { thaiNameReader } from './packed-areas.ts';

export type AreaKind = 'country' | 'province' | 'amphoe' | 'khet' | 'tambon' | 'khwaeng';

const BANGKOK = '10';
const NATION = 'ประเทศไทย';

let nameAt: ((place: number) => string) | undefined;

/** The Thai name of an area (2, 4 or 6 digits, or `TH`), without the word before it; undefined when no area has the code. */
export function areaNameTh(code: string): string | undefined {
  if (code === 'TH') return NATION;
  const place = placeOfArea(code);
  if (place === undefined) return undefined;
  nameAt ??= thaiNameReader(packed);
  return nameAt(place);
}

/** Which word goes before the name: เขต and แขวง in Bangkok, อำเภอ and ตำบล elsewhere. */
export function areaKind(code: string): AreaKind {
  if (code === 'TH') return 'country';
  if (code.length === 2) return 'province';
  const bangkok = code.startsWith(BANGKOK);
  if (code.length === 4) return bangkok ? 'khet' : 'amphoe';
  return bangkok ? 'khwaeng' : 'tambon';
}

const PREFIXES: Readonly<Record<AreaKind, string>> = {
  country: '',
  province: 'จ.',
  amphoe: 'อ.',
  khet: 'เขต',
  tambon: 'ต.',
  khwaeng: 'แขวง',
};

/**
 * An area as Thai readers write it: `ต.กุดป่อง อ.เมืองเลย จ.เลย`, `แขวงวังบูรพาภิรมย์ เขตพระนคร กรุงเทพมหานคร`; a number of an urban
 * community is `พื้นที่ชุมชนเมือง 51 อ.เมืองเลย จ.เลย`; a code that is unknown comes back as it is.
 */
export function areaLabel(code: string): string {
  if (areaLevel(code) === 'COUNTRY') return NATION;
  const labels: string[] = [];
  for (let length = Math.min(code.length, 6); length >= 2; length -= 2) {
    const part = code.slice(0, length);
    const name = areaNameTh(part);
    if (name !== undefined) labels.push(part === BANGKOK ? name : PREFIXES[areaKind(part)] + name);
    else if (length === 6 && isUrbanPseudoSubdistrict(code)) labels.push(`พื้นที่ชุมชนเมือง ${code.slice(4, 6)}`);
    else return code;
  }
  return labels.length === 0 ? code : labels.join(' ');
}
