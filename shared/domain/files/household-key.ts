import { houseNumberKey } from '#shared/thai/house-address.ts';
import type { RowValues } from './row.ts';

/**
 * What the rows of one household of a file have in common, so that they can be
 * handled together: the house code, else the address (area, moo, number), else
 * the person's ID. '' when a row has none of them. Personal: keep it in memory.
 * Source: design of files in (read).
 */
export function householdKey(values: RowValues): string {
  if (values.houseCode !== undefined) return `house ${values.houseCode}`;
  if (values.areaCode !== undefined && values.addressNo !== undefined) {
    return `address ${values.areaCode} ${values.moo ?? ''} ${addressKey(values.addressNo)}`;
  }
  return values.citizenId === undefined ? '' : `person ${values.citizenId}`;
}

/** An address number in the form in which it is compared: '12 / 3', '๑๒/๓' and '012-3' are '12/3'. */
export function addressKey(addressNo: string): string {
  return houseNumberKey(addressNo);
}
