import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '#test/fixtures/files/temporary-file.ts';
import type { CsvForm } from './csv-table.ts';
import { csvLine, writeCsv } from './csv-writer.ts';
import { guarded, withoutGuard } from './formula-start.ts';
import { openTable } from './read-table.ts';
import { windows874 } from './windows-874.ts';

const ROWS = [
  ['เลขประจำตัวประชาชน', 'ชื่อ', 'หมายเหตุ'],
  ['0123456789012', 'สมหญิง "หญิง"', 'ก;ข,ค\tง'],
  [''],
  ['-', '=1+1', 'สองบรรทัด\r\nในช่องเดียว'],
  ['+66', '@x', '\tก'],
  ["'เปิด", "'10/1", '\rก'],
];

async function written(
  form: CsvForm,
  rows: readonly (readonly string[])[],
): Promise<{ bytes: Buffer; encoding: string; read: string[][] }> {
  using folder = temporaryFolder();
  const path = join(folder.path, 'out.csv');
  const encoding = await writeCsv(path, form, async function* () {
    yield* rows;
  });
  const table = await openTable(path);
  const read: string[][] = [];
  for await (const batch of table.sheets[0]?.batches() ?? []) read.push(...batch.map(({ cells }) => cells));
  await table.close();
  return { bytes: readFileSync(path), encoding, read };
}

describe('a CSV', () => {
  it.each<[CsvForm, string]>([
    [{ encoding: 'utf-8', delimiter: ',' }, 'efbbbf'],
    [{ encoding: 'utf-16le', delimiter: '\t' }, 'fffe'],
    [{ encoding: 'utf-16be', delimiter: ';' }, 'feff'],
    [{ encoding: 'windows-874', delimiter: ';' }, 'e0c5a2'],
  ])('in %o is read as it was written, row by row', async (form, beginning) => {
    const { bytes, encoding, read } = await written(form, ROWS);
    expect(bytes.toString('hex').startsWith(beginning)).toBe(true);
    expect(encoding).toBe(form.encoding);
    expect(read).toEqual(ROWS);
  });

  it('becomes UTF-8 with its mark when Windows-874 lacks a letter, and is whole', async () => {
    const many = Array.from({ length: 5000 }, (_, at) => [`แถว ${at}`, 'ข้อความ']);
    const { bytes, encoding, read } = await written({ encoding: 'windows-874', delimiter: ',' }, [
      ...many,
      ['é', 'ท้าย'],
    ]);
    expect(encoding).toBe('utf-8');
    expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf');
    expect(read).toEqual([...many, ['é', 'ท้าย']]);
  });

  it('says its delimiter in the first line when it did before', async () => {
    const { bytes } = await written({ encoding: 'windows-874', delimiter: ';', said: true }, [['ก', 'ข']]);
    expect(bytes).toEqual(windows874('sep=;\r\nก;ข\r\n'));
  });

  it('quotes only where it must', () => {
    expect(csvLine(['a', 'b,c', 'd"e', 'f\ng', ' h '], ',')).toBe('a,"b,c","d""e","f\ng", h \r\n');
    expect(csvLine(['a', 'b,c'], ';')).toBe('a;b,c\r\n');
  });
});

describe('what looks like a formula', () => {
  it.each(['=1', '+1', '-1', '-', '@SUM(A1)', '\t=1', '\r=1', '＝1', '－1'])(
    '%j is guarded, and read without the guard',
    (cell) => {
      expect(guarded(cell)).toBe(`'${cell}`);
      expect(withoutGuard(guarded(cell))).toBe(cell);
    },
  );

  it.each(['', '1', 'ก=1', "'", "'10/1", "'ก", ' =1'])('%j is no formula, and stays', (cell) => {
    expect(guarded(cell)).toBe(cell);
    expect(withoutGuard(cell)).toBe(cell);
  });
});
