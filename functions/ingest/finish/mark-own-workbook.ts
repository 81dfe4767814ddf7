import type { FileReading } from '#functions/ingest/file-reading.ts';
import { ERROR_COLUMNS } from '#shared/domain/intake/columns/error-columns.ts';
import type { RowProblem } from '#shared/domain/intake/cells/row.ts';
import { markWorkbook, type RowToMark, type SheetToMark } from '#shared/spreadsheet/mark-workbook.ts';
import { NotInPlace } from '#shared/spreadsheet/not-in-place.ts';

import { NOTE_WIDTHS, problemsBySheet, sheetNotes } from './row-notes.ts';

/**
 * Writes the officer's own workbook (a path) again with its problems marked in place: cells are coloured (red rejects, amber is to be
 * looked at), and two columns say in Thai what is wrong and where. All else is as it came, without macros.
 *
 * Only sheets that were read are marked, by the numbers, headers and columns of the note on their reading. Throws NotInPlace when
 * the workbook cannot be marked so, and FileRefused when it is damaged.
 */
export async function markOwnWorkbook(input: {
  original: string;
  reading: FileReading;
  problems: readonly RowProblem[];
  out: string;
}): Promise<void> {
  const { original, reading, problems, out } = input;
  const bySheet = problemsBySheet(problems, reading);
  await markWorkbook(
    original,
    out,
    reading.sheets.map((sheet) => sheetToMark(sheet, bySheet.get(sheet.number) ?? [])),
  );
}

function sheetToMark(sheet: FileReading['sheets'][number], problems: readonly RowProblem[]): SheetToMark {
  const { number, lastRow, errorColumns, free, merged } = sheet;
  if (free === undefined)
    throw new NotInPlace('no-free-column', 'The note on the reading does not say which column is free.');
  const notes = sheetNotes(problems, sheet);
  const rows = new Map<number, RowToMark>();
  for (const [row, { cells, messages, columns, severity }] of notes.rows) {
    const texts: RowToMark['texts'] = [
      { text: messages.join('\n'), mark: severity },
      columns === '' ? undefined : { text: columns, mark: 'none' },
    ];
    rows.set(row, { cells, texts });
  }
  rows.set(lastRow, {
    cells: notes.rows.get(lastRow)?.cells ?? new Map(),
    texts: [
      { text: notes.heading, mark: 'heading' },
      { text: ERROR_COLUMNS.columns, mark: 'heading' },
    ],
  });
  return {
    number,
    headerRow: lastRow,
    free,
    merged: merged === true,
    earlier: errorColumns.toSorted((a, b) => a - b),
    widths: [NOTE_WIDTHS.messages, NOTE_WIDTHS.columns],
    rows,
  };
}
