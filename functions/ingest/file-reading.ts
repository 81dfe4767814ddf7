/**
 * What the read step decided of a file. The finish step writes the officer's workbook back by it: were the file looked at anew, it
 * might be cut or read in another way than its rows were.
 */
import type { Header } from '#shared/domain/intake/columns/header.ts';
import type { CsvForm } from '#shared/spreadsheet/csv-table.ts';
import type { Table } from '#shared/spreadsheet/table.ts';

import type { ChosenSheet } from './read/choose-sheets.ts';
import { storableSheets } from './storable-sheets.ts';

export type FileReading = {
  csv?: CsvForm;
  /** Names of all sheets of the file in their order, as they are stored; of a CSV one, ''. */
  sheetNames: string[];
  /** The sheets that were read, by their number in the file. */
  sheets: ({
    number: number;
    /** From this column on its cells are empty and not merged. Notes of the release before do not say it. */
    free?: number | undefined;
    /** Cells are merged below the header. Notes of the releases before do not say it. */
    merged?: true;
  } & Pick<Header, 'lastRow' | 'keys' | 'errorColumns'>)[];
};

/** `free`: for each chosen sheet the first column to the right of everything in it. */
export function fileReading(table: Table, chosen: readonly ChosenSheet[], free: readonly number[]): FileReading {
  return {
    ...(table.csv ? { csv: table.csv } : {}),
    sheetNames: storableSheets(table.sheets).map(({ name }) => name),
    sheets: chosen.map(({ sheet, number, header: { lastRow, keys, errorColumns } }, at) => ({
      number,
      ...(free[at] === undefined ? {} : { free: free[at] }),
      ...(sheet.merges.some(({ bottom }) => bottom > lastRow) ? { merged: true } : {}),
      lastRow,
      keys,
      errorColumns,
    })),
  };
}

/** As it was written. JSON knows no undefined: a column that is not ours comes back as null. */
export function parseReading(text: string): FileReading {
  const stored: FileReading = JSON.parse(text);
  return {
    ...stored,
    sheets: stored.sheets.map((sheet) => ({ ...sheet, keys: sheet.keys.map((key) => key ?? undefined) })),
  };
}
