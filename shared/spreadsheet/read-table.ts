import { open } from 'node:fs/promises';
import { findForm } from './csv-form.ts';
import { openCsv } from './csv-table.ts';
import { FileRefused } from './file-refusal.ts';
import { LIMITS, type Limits } from './limits.ts';
import { refuseOle2, sniffKind } from './sniff.ts';
import type { CountHeaderNames, Table } from './table.ts';
import { fileBlocks } from './text-encoding.ts';
import { openXlsx } from './xlsx-table.ts';

const HEAD_BYTES = 64 * 1024;

/**
 * Opens a file of rows, CSV or XLSX, told apart by content and never by name.
 * Close the table when done. Throws FileRefused with a Thai sentence for
 * everything that is not a readable table within the limits (design: 300 MB,
 * 1 GB inflated, 2,000,000 rows, 1,000 columns, 1 MB a line). `countHeaderNames`
 * tells which delimiter a CSV has; without it, counting decides.
 */
export async function openTable(
  path: string,
  limits: Limits = LIMITS,
  countHeaderNames: CountHeaderNames = () => 0,
): Promise<Table> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size > limits.fileBytes) throw new FileRefused('file-too-large', `The file has ${size} bytes.`);
    const head = Buffer.alloc(Math.min(size, HEAD_BYTES));
    await file.read(head, 0, head.length, 0);
    const kind = sniffKind(head);
    if (kind === 'ole2') throw await refuseOle2(fileBlocks(file, size));
    return kind === 'xlsx'
      ? await openXlsx(file, size, limits)
      : openCsv(file, size, limits, await findForm(file, size, limits, countHeaderNames));
  } catch (error) {
    await file.close();
    throw error;
  }
}
