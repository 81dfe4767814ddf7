import { ERROR_COLUMNS } from '#shared/domain/intake/columns/error-columns.ts';
import { writeCsv } from '#shared/spreadsheet/csv-writer.ts';
import { reopenTable } from '#shared/spreadsheet/reopen-table.ts';

import { padded, readShape, type ErrorWorkbookInput } from './error-workbook.ts';
import { problemsBySheet, sheetNotes } from './row-notes.ts';

/** Messages of a row stand in one line: other programs count a line break in a cell as a row. */
const BETWEEN = ' / ';

/**
 * Writes the officer's CSV back with its delimiter, encoding, rows and row numbers, and with two columns at the right end that say in
 * Thai what is wrong and where. Those of an earlier round are replaced. No cell of it runs. Nothing is written for a workbook:
 * answers whether it was a CSV.
 */
export async function writeErrorCsv({ original, reading, problems, out }: ErrorWorkbookInput): Promise<boolean> {
  const { csv, sheets } = reading;
  const [header] = sheets;
  if (csv === undefined || header === undefined) return false;
  const table = await reopenTable(original, csv);
  try {
    const [sheet] = table.sheets;
    if (sheet === undefined) return false;
    const { width } = await readShape(sheet, header);
    const notes = sheetNotes(problemsBySheet(problems, reading).get(header.number) ?? [], header);
    await writeCsv(out, csv, async function* () {
      for await (const batch of sheet.batches())
        for (const { row, cells } of batch) {
          const shown = cells.length > width ? cells.slice(0, width) : cells;
          const note = notes.rows.get(row);
          if (row === header.lastRow) yield [...padded(shown, width), notes.heading, ERROR_COLUMNS.columns];
          else yield note === undefined ? shown : [...padded(shown, width), note.messages.join(BETWEEN), note.columns];
        }
    });
    return true;
  } finally {
    await table.close();
  }
}
