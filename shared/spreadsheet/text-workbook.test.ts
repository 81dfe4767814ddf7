import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '#test/fixtures/files/temporary-file.ts';
import { unguarded } from './equals-guard.ts';
import { LIMITS } from './limits.ts';
import { openTable } from './read-table.ts';
import { writeTextWorkbook, type TextSheet } from './text-workbook.ts';
import { ZipArchive } from './zip-archive.ts';

async function written(sheets: readonly TextSheet[], check: (path: string) => Promise<void>): Promise<void> {
  using folder = temporaryFolder();
  const path = join(folder.path, 'out.xlsx');
  await writeTextWorkbook(path, sheets);
  await check(path);
}

const sheet: TextSheet = {
  name: 'เมือง & "เลย"',
  widths: new Map([
    [0, { width: 12, hidden: false }],
    [2, { hidden: true }],
  ]),
  merges: [{ top: 1, bottom: 2, left: 0, right: 1 }],
  rows: [
    { row: 1, cells: ['หัว', '', '3420100000011'] },
    {
      row: 4,
      cells: ['=HYPERLINK("http://x")', '+66', '@SUM(1)', '-1', '\t=1', ' ก\nข '],
      marks: new Map([
        [1, 'error'],
        [6, 'warning'],
      ]),
    },
  ],
};

describe('writeTextWorkbook', () => {
  it('offers the cells of another sheet to choose from, as another program reads it', async () => {
    const offering: TextSheet = {
      name: 'ข้อมูล',
      textColumns: 2,
      widths: new Map([
        [0, { width: 12, hidden: false }],
        [1, { width: 12, hidden: false }],
      ]),
      choices: [{ column: 1, from: { sheet: "ค่า 'ก'", column: 0, rows: 3 } }],
      rows: [{ row: 1, cells: ['ชื่อ', 'มิติ'] }],
    };
    const values = { name: "ค่า 'ก'", rows: [1, 2, 3, 4].map((row) => ({ row, cells: [`ค่า ${row}`] })) };
    await written([offering, values], async (path) => {
      const [{ dataValidations = [] } = {}] = (await readXlsx(readFileSync(path))).sheets;
      expect(dataValidations).toMatchObject([{ type: 'list', range: 'B2:B1048576', formula1: "'ค่า ''ก'''!$A$2:$A$4" }]);
    });
  });

  it('is read by another program with every cell as text', async () => {
    await written([sheet, { name: 'ซ่อน', hidden: true, rows: [] }], async (path) => {
      const book = await readXlsx(readFileSync(path));
      expect(book.sheets.map(({ name, hidden }) => [name, hidden ?? false])).toEqual([
        ['เมือง & "เลย"', false],
        ['ซ่อน', true],
      ]);
      expect(book.sheets[0]!.rows[3]!.slice(0, 6)).toEqual([
        '=HYPERLINK("http://x")',
        '+66',
        '@SUM(1)',
        '-1',
        '\t=1',
        ' ก\nข ',
      ]);
      expect(book.sheets[0]!.rows[0]![2]).toBe('3420100000011');
      expect(book.sheets[0]!.merges).toEqual([
        expect.objectContaining({ startRow: 0, endRow: 1, startCol: 0, endCol: 1 }),
      ]);
    });
  });

  it('is read again by our reader under the same row numbers', async () => {
    await written([sheet], async (path) => {
      const table = await openTable(path);
      const rows = [];
      for await (const batch of table.sheets[0]!.batches()) rows.push(...batch);
      await table.close();
      expect(rows).toEqual([
        { row: 1, cells: ['หัว', '', '3420100000011'] },
        { row: 4, cells: ['=HYPERLINK("http://x")', '+66', '@SUM(1)', '-1', '\t=1', ' ก\nข '] },
      ]);
      expect(table.sheets[0]!.merges).toEqual(sheet.merges);
    });
  });

  it('holds no formula, and marks what looks like one', async () => {
    await written([sheet], async (path) => {
      const file = await (await import('node:fs/promises')).open(path);
      const zip = await ZipArchive.open(file, (await file.stat()).size, LIMITS);
      const xml = (await zip.readText('xl/worksheets/sheet1.xml')) ?? '';
      const styles = (await zip.readText('xl/styles.xml')) ?? '';
      await file.close();
      expect(xml).not.toMatch(/<f[\s>/]/);
      expect([...xml.matchAll(/<c [^>]*t="(\w+)"/g)].every(([, type]) => type === 'inlineStr')).toBe(true);
      const quoted = [...styles.slice(styles.indexOf('<cellXfs')).matchAll(/<xf [^>]*>/g)].map(([tag]) =>
        tag.includes('quotePrefix'),
      );
      for (const [, style, text] of xml.matchAll(/s="(\d+)" t="inlineStr"><is><t[^>]*>([^<]*)/g))
        expect(quoted[Number(style)]).toBe(/^[=+\-@\t]/.test(text!));
    });
  });

  it('gives the same bytes for the same sheets', async () => {
    const bytes: Buffer[] = [];
    for (let time = 0; time < 2; time++) await written([sheet], async (path) => void bytes.push(readFileSync(path)));
    expect(bytes[0]).toEqual(bytes[1]);
  });

  it('passes on a failure of the rows', async () => {
    const rows = (function* (): Generator<{ row: number; cells: string[] }> {
      yield { row: 1, cells: ['ก'.repeat(100_000)] };
      throw new Error('the source broke');
    })();
    await expect(written([{ name: 'ก', rows }], async () => undefined)).rejects.toThrow('the source broke');
  });

  it('gives back any text that XML can hold, but formulas of a text, which are read as that text', async () => {
    const text = fc
      .string({
        unit: fc.constantFrom('ก', '&', '<', '>', '"', "'", ' ', '\n', '\r', '_x0041_', '=', '😀', 'ำ'),
        minLength: 1,
        maxLength: 8,
      })
      .filter((one) => unguarded(one) === one);
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 5 }), async (cells) => {
        await written([{ name: 'ก', rows: [{ row: 1, cells }] }], async (path) => {
          const table = await openTable(path);
          for await (const batch of table.sheets[0]!.batches()) expect(batch).toEqual([{ row: 1, cells }]);
          await table.close();
        });
      }),
      { numRuns: 40 },
    );
  });
});
