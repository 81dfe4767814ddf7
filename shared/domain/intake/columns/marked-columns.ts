import type { ColumnKey } from '../cells/row.ts';

/** Columns that say the same thing in other ways, or each a part of it. */
const TOGETHER: readonly (readonly ColumnKey[])[] = [
  ['area_code', 'subdistrict', 'district', 'province'],
  ['house_code', 'address_no', 'moo', 'village'],
  ['citizen_id', 'first_name', 'last_name'],
  ['dimensions', 'indicators'],
  ['cash_baht', 'in_kind_baht'],
];

/** By what an officer finds a row. */
const FINDING: readonly ColumnKey[] = ['citizen_id', 'house_code', 'address_no', 'first_name'];

/**
 * Which cells of a row are marked for a problem of a column: positions from 0 in a header with these columns by position. Of a column
 * that the file lacks, those of the columns that say the same; else the one by which the row is found; else the first that is ours.
 */
export function markedColumns(column: ColumnKey, keys: readonly (ColumnKey | undefined)[]): number[] {
  const own = keys.indexOf(column);
  if (own !== -1) return [own];
  const kin = TOGETHER.find((group) => group.includes(column)) ?? [];
  const beside = keys.flatMap((key, at) => (key !== undefined && kin.includes(key) ? [at] : []));
  if (beside.length > 0) return beside;
  const finding = FINDING.map((key) => keys.indexOf(key)).find((at) => at !== -1);
  if (finding !== undefined) return [finding];
  const first = keys.findIndex((key) => key !== undefined);
  return first === -1 ? [] : [first];
}
