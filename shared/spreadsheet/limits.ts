const MB = 1024 * 1024;

/** What a file may be at most; beyond any of these it is refused as a whole. */
export const LIMITS = {
  fileBytes: 300 * MB,
  /** All parts of a workbook together, really inflated and not only as declared. */
  inflatedBytes: 1024 * MB,
  rows: 2_000_000,
  columns: 1000,
  /** One line of a CSV. */
  lineBytes: MB,
  /** One row of a workbook, as XML: tags make it longer than its text. */
  rowXmlChars: 4 * MB,
  /** Parts that are read whole: workbook, relations, styles. */
  smallPartBytes: 32 * MB,
  /** Texts of the shared table, in UTF-16 units: what stays in memory while a workbook is read. */
  sharedTextChars: 256 * MB,
  /** Texts of all cells, in UTF-16 units: thousands of cells may point to one long text, or be merged into one. */
  cellTextChars: 1024 * MB,
  zipEntries: 10_000,
  merges: 200_000,
  /** Entries of column widths in a sheet: Excel has no more columns. */
  widths: 16_384,
} as const;

export type Limits = { [key in keyof typeof LIMITS]: number };
