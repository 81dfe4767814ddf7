/** Files read whole, for tests. */
import { inlineRows, rawWorkbook, rawZip } from '#test/fixtures/files/raw-zip.ts';
import { temporaryFolder } from '#test/fixtures/files/temporary-file.ts';
import { FileRefused, refusalInThai } from '../file-refusal.ts';
import { LIMITS, type Limits } from '../limits.ts';
import { openTable } from '../read-table.ts';
import type { TableRow } from '../table.ts';

export async function read(content: string | Uint8Array, limits: Limits = LIMITS): Promise<TableRow[][]> {
  using folder = temporaryFolder();
  const table = await openTable(folder.file(content), limits);
  try {
    const sheets: TableRow[][] = [];
    for (const sheet of table.sheets) {
      const rows: TableRow[] = [];
      for await (const batch of sheet.batches()) rows.push(...batch);
      sheets.push(rows);
    }
    return sheets;
  } finally {
    await table.close();
  }
}

export async function cells(content: string | Uint8Array): Promise<string[][]> {
  const [sheet = []] = await read(content);
  return sheet.map((row) => row.cells);
}

export async function refusal(content: string | Uint8Array, limits?: Limits): Promise<string> {
  try {
    await read(content, limits);
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    // Each refusal has its Thai sentence.
    return /[ก-๙]{3}/.test(refusalInThai(error)) ? error.code : `${error.code} without Thai`;
  }
  return 'read';
}

export const workbook = (xml: string, more?: Parameters<typeof rawWorkbook>[1]): Buffer =>
  rawZip(rawWorkbook([{ name: 'ก', xml }], more));
export const withPart = (name: string, content: string): Buffer =>
  rawZip([
    ...rawWorkbook([{ name: 'ก', xml: inlineRows([['x']]) }]).filter((part) => part.name !== name),
    { name, content },
  ]);
