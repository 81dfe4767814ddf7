import { houseNumberKey } from '#shared/thai/house-address.ts';
import type { RowValues } from './row.ts';

/**
 * What rows of one household of a file have in common, so that they can be handled together: the address (area, moo, number), the house
 * code, the person's ID. Rows of one place belong together whether they have a house code or not: one of them may be known by the place only.
 * Personal: keep it in memory. Source: design of files in (read).
 */
export type HouseholdKeys = { place?: string; house?: string; person?: string };

export function householdKeys({ areaCode, moo, addressNo, houseCode, citizenId }: RowValues): HouseholdKeys {
  return {
    ...(areaCode === undefined || addressNo === undefined
      ? {}
      : { place: `${areaCode} ${moo ?? ''} ${addressKey(addressNo)}` }),
    ...(houseCode === undefined ? {} : { house: houseCode }),
    ...(citizenId === undefined ? {} : { person: citizenId }),
  };
}

/** An address number in the form in which it is compared: '12 / 3', '๑๒/๓' and '012-3' are '12/3'. */
export function addressKey(addressNo: string): string {
  return houseNumberKey(addressNo);
}
