import { describe, expect, it } from 'vitest';
import type { MappedColumns } from './header.ts';
import { faultsOfColumns, tellUsed } from './mapped-columns.ts';
import { afterImport, joinColumns, MOST_REMEMBERED } from './remembered-columns.ts';

const many = (count: number): MappedColumns =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`หัวที่ ก${at}`, 'village' as const]));

describe('columns mapped by hand', () => {
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

  it('are told once for a file, in Thai, when it was read by any', () => {
    expect(tellUsed({})).toEqual([]);
    const [told, ...more] = tellUsed({ บันทึกอื่น: 'problems', วันเก็บ: 'survey_date' });
    expect(told).toMatchObject({ row: 0, severity: 'warning', code: 'columns-mapped' });
    expect(told?.message).toContain('"บันทึกอื่น" เป็น "สภาพปัญหา", "วันเก็บ" เป็น "วันที่สำรวจ"');
    expect(more).toEqual([]);
  });
});

describe('faults of columns mapped by hand', () => {
  const codes = (said: Parameters<typeof faultsOfColumns>[0], stands = {}): unknown[] =>
    faultsOfColumns(said, stands, 'thaiqm-survey').map(({ header, code }) => [header, code]);

  it('are none of a header that nobody knows, or given the meaning that it has', () => {
    expect(codes({ บันทึกอื่น: 'problems', เลขประจำตัวประชาชน: 'citizen_id' })).toEqual([]);
  });

  it('are a known header given another meaning, a column of another source, and too many in all', () => {
    expect(codes({ เลขประจำตัวประชาชน: 'first_name', ยอด: 'cash_baht' })).toEqual([
      ['เลขประจำตัวประชาชน', 'column-known'],
      ['ยอด', 'column-of-other-source'],
    ]);
    expect(codes({ บันทึกอื่น: 'problems' }, many(MOST_REMEMBERED))).toEqual([[undefined, 'too-many-columns']]);
  });
});
