import { ERROR_COLUMNS } from '#shared/domain/intake/columns/error-columns.ts';
import type { CsvForm } from '#shared/spreadsheet/csv-table.ts';
import { writeCsv } from '#shared/spreadsheet/csv-writer.ts';
import { reopenTable } from '#shared/spreadsheet/reopen-table.ts';

import { padded, readShape, type ErrorWorkbookInput } from './error-workbook.ts';
import { problemsBySheet, sheetNotes } from './row-notes.ts';

/** Messages of a row are in one line: other programs count a line break in a cell as a row. */
const BETWEEN = ' / ';

/**
 * Writes the officer's CSV back with its delimiter, encoding, rows and row numbers, and with two columns at the right end that say in
 * Thai what is wrong and where. Those of an earlier round are replaced. No cell of it runs. `csv`: its form.
 */
export async function writeErrorCsv(
  { original, reading, problems, out }: ErrorWorkbookInput,
  csv: CsvForm,
): Promise<void> {
  const table = await reopenTable(original, csv);
  try {
    const [sheet] = table.sheets;
    const [header] = reading.sheets;
    if (sheet === undefined || header === undefined) throw new Error('A CSV has one sheet, which was read');
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
  } finally {
    await table.close();
  }
}
