/** The reference tables as pages of one page: small, the same for everybody, and good for an hour. */
import { CODE_LISTS } from '#shared/contracts/code-labels.ts';
import type { listAreas, listAssistanceTypes, listCodes, listDimensions } from '#shared/contracts/reference.ts';
import type { QueryOf, ReplyOf } from '#shared/contracts/route.ts';
import { areasUnder } from '#shared/reference/areas.ts';
import { ASSISTANCE_TYPE_NAMES, ASSISTANCE_TYPES } from '#shared/reference/assistance-types.ts';
import { DIMENSION_NAMES, DIMENSIONS } from '#shared/reference/dimensions.ts';

export function areasOf({ under, level }: QueryOf<typeof listAreas>): ReplyOf<typeof listAreas> {
  const chosen = areasUnder(under ?? 'TH');
  return { items: level === undefined ? chosen : chosen.filter((area) => area.level === level), nextCursor: null };
}

export function dimensionNames(): ReplyOf<typeof listDimensions> {
  return { items: DIMENSIONS.map((code) => ({ code, ...DIMENSION_NAMES[code] })), nextCursor: null };
}

export function assistanceTypeNames(): ReplyOf<typeof listAssistanceTypes> {
  return { items: ASSISTANCE_TYPES.map((code) => ({ code, ...ASSISTANCE_TYPE_NAMES[code] })), nextCursor: null };
}

/** Every list of codes of the contract with its words: the same catalogue by which the API's document describes them. */
export function codeLists(): ReplyOf<typeof listCodes> {
  return {
    items: Object.entries(CODE_LISTS).map(([list, { nameTh, nameEn, codes }]) => ({
      list,
      nameTh,
      nameEn,
      codes: Object.entries(codes).map(([code, names]) => ({ code, nameTh: names.nameTh, nameEn: names.nameEn })),
    })),
    nextCursor: null,
  };
}
