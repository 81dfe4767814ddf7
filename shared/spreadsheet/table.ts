import type { CsvForm } from './csv-table.ts';

/** A line of a sheet as text. Cells that were never written are ''. */
export type TableRow = {
  /** As the officer sees it, from 1: blank lines count, a line break inside a quoted CSV cell does not. */
  row: number;
  cells: string[];
};

/** Cells merged into one, from 1 for rows and from 0 for columns, both ends included. */
export type MergedCells = { top: number; bottom: number; left: number; right: number };

export type TableSheet = {
  /** '' for CSV. */
  name: string;
  hidden: boolean;
  merges: readonly MergedCells[];
  /** Widths in characters by column, where the file sets them. */
  widths: ReadonlyMap<number, { width?: number; hidden: boolean }>;
  /** Batches of rows in file order. Each call starts again from the first row. */
  batches(): AsyncIterable<TableRow[]>;
};

/** How many columns a header among the first rows names. Whoever opens a file knows the names; this folder does not. */
export type CountHeaderNames = (rows: readonly TableRow[]) => number;

/** An opened file. `close` it when done. */
export type Table = {
  kind: 'csv' | 'xlsx';
  /** Of a CSV, how it was cut. */
  csv?: CsvForm;
  /** Bytes of text in all: a measure for how many rows may come. */
  textBytes: number;
  sheets: TableSheet[];
  close(): Promise<void>;
};
