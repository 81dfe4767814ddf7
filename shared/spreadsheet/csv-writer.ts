import { open } from 'node:fs/promises';
import type { CsvForm } from './csv-table.ts';
import { guarded } from './formula-start.ts';
import type { TextEncodingName } from './text-encoding.ts';
import { windows874 } from './windows-874.ts';

const BYTE_ORDER_MARK = '\ufeff';
const LINE_END = '\r\n';
const PIECE_CHARS = 64 * 1024;

/**
 * Writes rows of text as a CSV of this form, with a byte order mark where the encoding has one. In Windows-874 a letter that it lacks
 * makes the whole file UTF-8: the rows are asked for a second time then. What a spreadsheet would run has an apostrophe before it.
 * Answers with the encoding that was used. The same rows give the same bytes.
 */
export async function writeCsv(
  path: string,
  form: CsvForm,
  rows: () => AsyncIterable<readonly string[]>,
): Promise<TextEncodingName> {
  const { encoding } = form;
  try {
    await writeRows(path, form, rows());
    return encoding;
  } catch (error) {
    if (encoding !== 'windows-874' || !(error instanceof RangeError)) throw error;
    await writeRows(path, { ...form, encoding: 'utf-8' }, rows());
    return 'utf-8';
  }
}

async function writeRows(path: string, form: CsvForm, rows: AsyncIterable<readonly string[]>): Promise<void> {
  const { delimiter, said } = form;
  const encode = ENCODERS[form.encoding];
  const file = await open(path, 'w');
  try {
    let piece = form.encoding === 'windows-874' ? '' : BYTE_ORDER_MARK;
    if (said) piece += `sep=${delimiter}${LINE_END}`;
    for await (const cells of rows) {
      piece += csvLine(cells, delimiter);
      if (piece.length < PIECE_CHARS) continue;
      await file.writeFile(encode(piece));
      piece = '';
    }
    await file.writeFile(encode(piece));
  } finally {
    await file.close();
  }
}

const ENCODERS: Readonly<Record<TextEncodingName, (text: string) => Buffer>> = {
  'utf-8': (text) => Buffer.from(text),
  'utf-16le': (text) => Buffer.from(text, 'utf16le'),
  'utf-16be': (text) => Buffer.from(text, 'utf16le').swap16(),
  'windows-874': windows874,
};

/** A record of a CSV with its line end. */
export function csvLine(cells: readonly string[], delimiter: string): string {
  return (
    cells
      .map((cell) => {
        const safe = guarded(cell);
        return safe.includes(delimiter) || /["\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
      })
      .join(delimiter) + LINE_END
  );
}
