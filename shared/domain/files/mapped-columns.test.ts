import { describe, expect, it } from 'vitest';
import type { MappedColumns } from './header.ts';
import { afterImport, joinColumns, MOST_REMEMBERED, officeOf } from './mapped-columns.ts';

const many = (count: number): MappedColumns =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`หัวที่ ก${at}`, 'village' as const]));

describe('columns mapped by hand', () => {
  it('are an agency’s, an area’s, or the nation’s', () => {
    expect([officeOf({ agency: 'cdd', area: '42' }), officeOf({ area: '42' }), officeOf({})]).toEqual([
      'cdd',
      '42',
      'nation',
    ]);
  });

  it('have one meaning for one header, the newest, however it is typed', () => {
    expect(joinColumns({ 'วัน เก็บ': 'survey_date', เงิน: 'cash_baht' }, { วันเก็บ: 'birth_date' })).toEqual({
      เงิน: 'cash_baht',
      วันเก็บ: 'birth_date',
    });
  });

  it('are remembered after an import, once, as far as there is room', () => {
    const stands = many(MOST_REMEMBERED - 1);
    const one: MappedColumns = { วันเก็บ: 'survey_date' };
    const after = afterImport(stands, one);
    expect(after).toEqual({ ...stands, ...one });
    expect(afterImport(after ?? {}, one)).toBeUndefined();
    expect(afterImport(after ?? {}, { เงินสด: 'cash_baht' })).toBeUndefined();
    expect(afterImport(after ?? {}, { วันเก็บ: 'birth_date' })).toMatchObject({ วันเก็บ: 'birth_date' });
  });
});
