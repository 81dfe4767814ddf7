import type { FileHandle } from 'node:fs/promises';
import { CsvError, parse } from 'csv-parse';
import { FileRefused } from './file-refusal.ts';
import type { Limits } from './limits.ts';
import type { Table, TableRow } from './table.ts';
import { decodedText, detectEncoding, fileBlocks, type TextEncodingName } from './text-encoding.ts';

const DELIMITERS = [',', ';', '\t'] as const;
const SNIFFED_CHARS = 64 * 1024;

/**
 * Opens a text file as one unnamed sheet: encoding and delimiter (`,` `;` tab)
 * are found from the content. Rows are parsed as they are asked for; memory
 * does not grow with the file.
 */
export async function openCsv(file: FileHandle, size: number, limits: Limits): Promise<Table> {
  const encoding = await detectEncoding(file, size);
  const delimiter = sniffDelimiter(await firstText(file, size, encoding));
  return {
    kind: 'csv',
    textBytes: encoding === 'utf-8' ? size : encoding === 'windows-874' ? size * 3 : size * 1.5,
    sheets: [
      {
        name: '',
        hidden: false,
        merges: [],
        widths: new Map(),
        batches: () => csvBatches(file, size, encoding, delimiter, limits),
      },
    ],
    close: () => file.close(),
  };
}

async function firstText(file: FileHandle, size: number, encoding: TextEncodingName): Promise<string> {
  let text = '';
  for await (const part of decodedText(file, size, encoding)) {
    text += part;
    if (text.length >= SNIFFED_CHARS) break;
  }
  return text.slice(0, SNIFFED_CHARS);
}

/**
 * The delimiter that cuts the first lines into most columns. Delimiters inside
 * quoted cells do not count. `sep=;` in the first line, as Excel writes it, decides.
 */
export function sniffDelimiter(text: string): string {
  const said = /^sep=([,;\t])\r?\n/.exec(text)?.[1];
  if (said !== undefined) return said;
  const unquoted = text.replaceAll(/"(?:[^"]|"")*"/g, '""');
  const lines = unquoted.split(/\r\n|\n|\r/).slice(0, 60);
  let best: string = DELIMITERS[0];
  let most = 0;
  for (const delimiter of DELIMITERS) {
    const counts = lines.map((line) => line.split(delimiter).length - 1).filter((count) => count > 0);
    counts.sort((a, b) => a - b);
    // The middle of the lines that have it: one title full of commas must not decide.
    const middle = counts[counts.length >> 1] ?? 0;
    const score = middle * counts.length;
    if (score > most) {
      most = score;
      best = delimiter;
    }
  }
  return best;
}

async function* csvBatches(
  file: FileHandle,
  size: number,
  encoding: TextEncodingName,
  delimiter: string,
  limits: Limits,
): AsyncGenerator<TableRow[]> {
  let batch: TableRow[] = [];
  let row = 0;
  let failure: unknown;
  let sepLine = false;
  const parser = parse({
    delimiter,
    bom: true,
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: limits.lineBytes,
    record_delimiter: ['\r\n', '\n', '\r'],
    // Called at once for each record; answering null keeps records out of the stream's own queue.
    on_record(cells: string[]) {
      if (row === 0 && !sepLine && cells.length <= 2 && /^sep=.?$/.test(cells[0] ?? '')) {
        // Excel reads this line and does not show it: it is no row of the sheet.
        sepLine = true;
        return null;
      }
      row++;
      batch.push({ row, cells });
      return null;
    },
  });
  parser.on('error', (error) => {
    failure ??= error;
  });
  parser.resume();
  const bytes = encoding === 'utf-8' ? fileBlocks(file, size) : utf8Blocks(decodedText(file, size, encoding));
  for await (const block of bytes) {
    await written(parser, block);
    if (failure !== undefined) throw refusal(failure, row);
    checkBatch(batch, row, limits);
    if (batch.length > 0) {
      yield batch;
      batch = [];
    }
  }
  await new Promise<void>((resolve) => {
    parser.once('close', resolve);
    parser.once('error', () => resolve());
    parser.end();
  });
  if (failure !== undefined) throw refusal(failure, row);
  checkBatch(batch, row, limits);
  if (batch.length > 0) yield batch;
}

async function written(parser: ReturnType<typeof parse>, block: Buffer): Promise<void> {
  await new Promise<void>((resolve) => {
    parser.write(block, () => resolve());
  });
}

async function* utf8Blocks(texts: AsyncIterable<string>): AsyncGenerator<Buffer> {
  for await (const text of texts) yield Buffer.from(text);
}

function checkBatch(batch: readonly TableRow[], lastRow: number, limits: Limits): void {
  if (lastRow > limits.rows) throw new FileRefused('file-too-large', `More than ${limits.rows} rows.`);
  for (const { row, cells } of batch) {
    if (cells.length > limits.columns) {
      throw new FileRefused('file-too-many-columns', `Row ${row} has ${cells.length} columns.`, `แถวที่ ${row}`);
    }
  }
}

function refusal(error: unknown, rowsBefore: number): unknown {
  if (!(error instanceof CsvError)) return error;
  const row = rowsBefore + 1;
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    return new FileRefused('file-line-too-long', `Row ${row} is longer than 1 MB.`, `แถวที่ ${row}`);
  }
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
    return new FileRefused('file-quote-open', `A quote opened in row ${row} is never closed.`, `แถวที่ ${row}`);
  }
  return new FileRefused('file-damaged', `CSV row ${row}: ${error.code}.`, `แถวที่ ${row}`);
}
