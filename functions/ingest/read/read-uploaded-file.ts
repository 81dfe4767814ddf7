import { mkdirSync, rmSync } from 'node:fs';
import type { CellTexts } from '#shared/domain/intake/cells/cell-reader.ts';
import { DateColumns, type DateColumn } from '#shared/domain/intake/columns/date-columns.ts';
import { countHeaderNames, type MappedColumns } from '#shared/domain/intake/columns/header.ts';
import { householdKeys } from '#shared/domain/intake/cells/household-key.ts';
import { rowNormalizer, tellAgencyOfAccount, type RowContext } from '#shared/domain/intake/cells/normalize-row.ts';
import { rowClassifier } from '#shared/domain/intake/cells/row-class.ts';
import type { ColumnKey, FileRow, RowProblem, UploadSource } from '#shared/domain/intake/cells/row.ts';
import type { FileRefusalCode } from '#shared/file-refusals.ts';
import { FileRefused, refusalInThai } from '#shared/spreadsheet/file-refusal.ts';
import { LIMITS, type Limits } from '#shared/spreadsheet/limits.ts';
import { openTable } from '#shared/spreadsheet/read-table.ts';
import type { Table } from '#shared/spreadsheet/table.ts';
import { fileReading, type FileReading } from '#functions/ingest/file-reading.ts';
import { sha256OfFile } from '#functions/ingest/sha256-of-file.ts';
import { CellsBehindHeader } from './cells-behind-header.ts';
import { chooseSheets, SheetsRefused, type ChosenSheet } from './choose-sheets.ts';
import { ChunkFiles, type ChunkFile } from './chunk-files.ts';
import { mergedCellFiller } from './merged-cells.ts';

export type UploadedFileInput = {
  /** Path of the file on this machine. Its name says nothing. */
  file: string;
  source: UploadSource;
  /** Columns that the office has mapped by hand. */
  columns?: MappedColumns;
  /** The account's reach. */
  context: Omit<RowContext, 'today'>;
  /** About how many rows a chunk gets. */
  chunkRows?: number;
  /** Folder the chunks are written to; made when it is not there. */
  outDir: string;
  /** Today in Bangkok, YYYY-MM-DD. */
  today: string;
  limits?: Limits;
};

export type UploadedFileResult =
  | {
      ok: true;
      /** Of the file's bytes, hexadecimal. */
      sha256: string;
      /** Rows of data: what `total` counts. */
      rows: number;
      chunks: ChunkFile[];
      /** What is to be said of the file as a whole: row 0, the header's row, or the first of the rows it is about. */
      fileProblems: RowProblem[];
      /** The sheets that were read; `sheet` of a row is the index among these. */
      sheets: { index: number; name: string }[];
      /** Of the columns mapped by hand those that it was read by. */
      columns: MappedColumns;
      /** What was decided of the file, for who reads it again. */
      reading: FileReading;
    }
  | { ok: false; code: FileRefusalCode; message: string; detail: string; sha256?: string };

/** The list of chunks travels in the state of the import, which holds 256 KB. */
const MOST_CHUNKS = 1500;

/**
 * Reads an uploaded file into chunks of normalised rows: one NDJSON line
 * (FileRow) for every row of data, all rows of one household in the same chunk
 * and in file order. Rejected rows are among them, with their problems, so that
 * every row of the file is counted once. Memory hardly grows with the rows.
 *
 * A file that cannot be used is answered with `ok: false` and leaves no chunk;
 * only failures of the machine are thrown. Source: design of files in; domain.md §7.
 */
export async function readUploadedFile(input: UploadedFileInput): Promise<UploadedFileResult> {
  const sha256 = await sha256OfFile(input.file);
  try {
    const table = await openTable(input.file, input.limits ?? LIMITS, (first) =>
      countHeaderNames(first, input.source, input.columns),
    );
    try {
      return { ok: true, sha256, ...(await readTable(table, input)) };
    } finally {
      await table.close();
    }
  } catch (error) {
    if (error instanceof FileRefused)
      return { ok: false, code: error.code, message: refusalInThai(error), detail: error.message, sha256 };
    if (error instanceof SheetsRefused)
      return { ok: false, code: error.code, message: error.thai, detail: error.message, sha256 };
    throw error;
  }
}

async function readTable(
  table: Table,
  input: UploadedFileInput,
): Promise<Omit<UploadedFileResult & { ok: true }, 'ok' | 'sha256'>> {
  const choice = await chooseSheets(table, input.source, input.columns ?? {});
  const dates = (monthFirst: ReadonlySet<DateColumn>): DateColumns =>
    new DateColumns({ dateCells: table.kind === 'xlsx', monthFirst });
  const once = choice.chosen.map(() => dates(new Set()));
  const read = await readRows(table, input, choice, once);
  if (once.every((one) => one.monthFirst().size === 0)) return read;
  // Only the whole column tells that its months stand first: the rows read without knowing it are read again.
  rmSync(input.outDir, { recursive: true, force: true });
  return await readRows(
    table,
    input,
    choice,
    once.map((one) => dates(one.monthFirst())),
  );
}

async function readRows(
  table: Table,
  input: UploadedFileInput,
  { chosen, problems, rowBytes, columns }: Awaited<ReturnType<typeof chooseSheets>>,
  dates: readonly DateColumns[],
): Promise<Omit<UploadedFileResult & { ok: true }, 'ok' | 'sha256'>> {
  const expectedRows = table.textBytes / rowBytes;
  const partitions = Math.min(Math.max(Math.ceil(expectedRows / (input.chunkRows ?? 1000)), 1), MOST_CHUNKS);
  mkdirSync(input.outDir, { recursive: true });
  const files = new ChunkFiles(input.outDir, partitions);
  const normalize = rowNormalizer(input.source, { ...input.context, today: input.today });
  const { rows: limit, cellTextChars } = input.limits ?? LIMITS;
  const behind = new CellsBehindHeader();
  const free = chosen.map(firstFreeColumn);
  let filled = 0;
  let rows = 0;
  let ofAccount = 0;
  try {
    for (const [sheet, one] of chosen.entries()) {
      const { name } = one.sheet;
      for await (const { batch, filledChars, widest } of dataRows(one, behind)) {
        filled += filledChars;
        free[sheet] = Math.max(free[sheet] ?? 0, widest);
        if (filled > cellTextChars)
          throw new FileRefused('file-too-large', `The merged cells come to more than ${cellTextChars} characters.`);
        for (const { row, texts } of batch) {
          const {
            values,
            problems: found,
            agencyOfAccount,
          } = normalize(texts, name === '' ? { row } : { row, sheet: name }, dates[sheet]);
          const rejected = addRow(files, { sheet, row, values, problems: found });
          if (agencyOfAccount && !rejected) ofAccount += 1;
        }
        rows += batch.length;
        if (rows > limit) throw new FileRefused('file-too-large', `More than ${limit} rows.`);
      }
    }
    if (rows === 0)
      throw new FileRefused('file-empty', 'There is a header and no row of data.', 'มีหัวตารางแต่ไม่มีแถวข้อมูล');
    const sheets = chosen.map(({ sheet }, index) => ({ index, name: sheet.name }));
    const fileProblems = [
      ...problems,
      ...chosen.flatMap(({ sheet }, index) => dates[index]?.problems(sheet.name) ?? []),
      ...behind.problems(),
      ...tellAgencyOfAccount(input.context, ofAccount),
    ];
    return { rows, chunks: files.finish(), fileProblems, sheets, columns, reading: fileReading(table, chosen, free) };
  } catch (error) {
    files.discard();
    throw error;
  }
}

/** Lays a row down, and answers whether it is rejected. */
function addRow(files: ChunkFiles, row: FileRow): boolean {
  const rejected = row.problems.some(({ severity }) => severity === 'error');
  // A rejected row touches no household: it may lie anywhere, and many of them must not crowd one chunk.
  files.add(rejected ? {} : householdKeys(row.values), row);
  return rejected;
}

/** The first column to the right of the cells that are merged in the header and below. */
function firstFreeColumn({ sheet, header }: ChosenSheet): number {
  let free = 0;
  for (const { bottom, right } of sheet.merges) if (bottom >= header.firstRow) free = Math.max(free, right + 1);
  return free;
}

type DataRows = {
  batch: { row: number; texts: CellTexts }[];
  /** What merged cells have put into rows below. */
  filledChars: number;
  /** How many columns the longest of the lines takes, titles and notes as well. */
  widest: number;
};

async function* dataRows({ sheet, header, width }: ChosenSheet, behind: CellsBehindHeader): AsyncGenerator<DataRows> {
  const classify = rowClassifier(header);
  const fill = mergedCellFiller(sheet.merges, header.keys);
  const columns: { at: number; key: ColumnKey }[] = [];
  for (const [at, key] of header.keys.entries()) if (key !== undefined) columns.push({ at, key });
  for await (const lines of sheet.batches()) {
    const batch: DataRows['batch'] = [];
    let filledChars = 0;
    let widest = 0;
    for (const line of lines) {
      const { row, cells } = line;
      widest = Math.max(widest, cells.length);
      if (row <= header.lastRow) continue;
      const kind = classify(cells);
      filledChars += fill(row, cells);
      if (kind !== 'data') continue;
      if (cells.length > width) behind.look(line, sheet.name, width, header.errorColumns);
      const texts: { [key in ColumnKey]?: string } = {};
      for (const { at, key } of columns) texts[key] = cells[at] ?? '';
      batch.push({ row, texts });
    }
    yield { batch, filledChars, widest };
  }
}
