import type { FileHandle } from 'node:fs/promises';
import { FileRefused } from './file-refusal.ts';
import type { Limits } from './limits.ts';
import { readSharedStrings } from './shared-strings.ts';
import { readSheetLayout } from './sheet-layout.ts';
import { sheetRows } from './sheet-rows.ts';
import type { Table, TableSheet } from './table.ts';
import { TextBudget } from './text-budget.ts';
import { readWorkbookParts } from './workbook-parts.ts';
import { ZipArchive } from './zip-archive.ts';

/**
 * Opens an XLSX. Only the parts of the cells are read: macros, links, drawings,
 * connections and queries are never looked at. Sizes are judged from the
 * directory first and enforced while inflating.
 *
 * Rows stream; what stays in memory is the table of shared strings.
 */
export async function openXlsx(file: FileHandle, size: number, limits: Limits): Promise<Table> {
  const zip = await ZipArchive.open(file, size, limits);
  const parts = await readWorkbookParts(zip);
  const sharedStrings = await readSharedStrings(zip, parts.sharedStrings, limits);
  const text = new TextBudget(limits.cellTextChars);
  const context = { sharedStrings, dateStyles: parts.dateStyles, from1904: parts.from1904, text };
  const sheets: TableSheet[] = [];
  let textBytes = 0;
  for (const { name, hidden, part } of parts.sheets) {
    const entry = zip.entries.get(part);
    if (entry === undefined) throw new FileRefused('file-damaged', `The part ${part} is missing.`);
    const layout = await readSheetLayout(zip, entry, limits);
    textBytes += entry.inflatedBytes;
    sheets.push({ name, hidden, ...layout, batches: () => sheetRows(zip, entry, context, limits) });
  }
  return { kind: 'xlsx', textBytes, sheets, close: () => file.close() };
}
