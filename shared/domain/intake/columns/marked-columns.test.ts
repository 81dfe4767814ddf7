import { describe, expect, it } from 'vitest';
import { markedColumns } from './marked-columns.ts';
import type { ColumnKey } from '../cells/row.ts';

describe('which cells are marked for a problem of a column', () => {
  it.each<[string, ColumnKey, (ColumnKey | undefined)[], number[]]>([
    ['its own', 'area_code', [undefined, 'citizen_id', 'area_code', 'district'], [2]],
    [
      'the names of the area when the file has no code',
      'area_code',
      ['citizen_id', 'province', undefined, 'district'],
      [1, 3],
    ],
    ['the address when the file has no house code', 'house_code', ['citizen_id', 'address_no', 'moo'], [1, 2]],
    ['the names when the file has no ID', 'citizen_id', [undefined, 'first_name', 'last_name'], [1, 2]],
    ['the ID when the file has nothing like it', 'agency', ['first_name', 'citizen_id', 'dimension'], [1]],
    ['the house when the file has no ID either', 'agency', ['dimension', 'address_no', 'house_code'], [2]],
    ['the first cell of ours when nothing tells the row', 'agency', [undefined, 'dimension', 'description'], [1]],
    ['the first of two with the same meaning', 'title', ['title', 'title'], [0]],
    ['none in a header without columns of ours', 'agency', [undefined], []],
  ])('are %s', (_, column, keys, expected) => {
    expect(markedColumns(column, keys)).toEqual(expected);
  });
});
