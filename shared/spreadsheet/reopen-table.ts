import { open } from 'node:fs/promises';
import { openCsv, type CsvForm } from './csv-table.ts';
import { LIMITS } from './limits.ts';
import type { Table } from './table.ts';
import { openXlsx } from './xlsx-table.ts';

/**
 * Opens a file that was opened before: a CSV by the form found then, a workbook without one. Nothing of it is guessed again. Close the
 * table when done. Throws FileRefused as `openTable` does.
 */
export async function reopenTable(path: string, csv: CsvForm | undefined): Promise<Table> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    return csv === undefined ? await openXlsx(file, size, LIMITS) : openCsv(file, size, LIMITS, csv);
  } catch (error) {
    await file.close();
    throw error;
  }
}
