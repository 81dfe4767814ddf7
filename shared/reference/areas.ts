/** Areas with all their names, the English ones too: for the reference tables and for tools. Functions that only judge codes or write labels have smaller modules. */
import { type AreaLevel, areaLevel } from '#shared/thai/area-code.ts';
import { areaCodesUnder, placeOfArea } from './area-codes.ts';
import { type AreaKind, areaKind, areaNameTh } from './area-names.ts';
import packed from './data/areas/packed/names-en.json' with { type: 'json' };
import { unpackEnglish } from './packed-areas.ts';

export type Area = {
  /** 2, 4 or 6 digits; `TH` is the nation. */
  readonly code: string;
  readonly level: Exclude<AreaLevel, 'VILLAGE'>;
  readonly kind: AreaKind;
  readonly nameTh: string;
  readonly nameEn: string;
  readonly parentCode: string | null;
};

let englishNames: readonly string[] | undefined;

/** The area of a code (2, 4 or 6 digits, or `TH`); pseudo sub-districts of urban communities are in no table and are undefined. */
export function findArea(code: string): Area | undefined {
  const level = areaLevel(code);
  const nameTh = areaNameTh(code);
  if (level === undefined || level === 'VILLAGE' || nameTh === undefined) return undefined;
  const kind = areaKind(code);
  const place = placeOfArea(code);
  if (place === undefined) return { code, level, kind, nameTh, nameEn: 'Thailand', parentCode: null };
  englishNames ??= unpackEnglish(packed.names);
  const parentCode = code.length === 2 ? 'TH' : code.slice(0, -2);
  return { code, level, kind, nameTh, nameEn: englishNames[place] ?? '', parentCode };
}

/**
 * Every area below a code, at all levels, in the order of codes (a parent before its children); `''` or `TH` is the nation.
 * Children only: filter by `parentCode`. Source: domain.md §7.4.
 */
export function areasUnder(prefix: string): Area[] {
  return areaCodesUnder(prefix).flatMap((code) => findArea(code) ?? []);
}
