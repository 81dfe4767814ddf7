import { unguarded } from './equals-guard.ts';
import { FileRefused } from './file-refusal.ts';
import type { Limits } from './limits.ts';
import type { TableRow } from './table.ts';

const NEWLINE = 10;
const RETURN = 13;
const QUOTE = 34;
const EQUALS = 61;
const BYTE_ORDER_MARK = 0xfeff;

/**
 * Cuts the text of a CSV (RFC 4180, any delimiter) into records as it comes.
 * CR, LF and CRLF end a line in every file: files are put together from several
 * systems. A quote opens a cell only at its beginning, so an inch mark inside a
 * cell is a letter. A byte order mark at the beginning of a line is left out: it
 * is where a further file was joined on. A cell written as a formula of its text (`="0123"`, also in quotes of its own) is that text. Lines without quotes, the most by far,
 * are cut by the engine's own `split`: six times the speed of csv-parse on a
 * 25-column Thai file, which the tests hold it to.
 *
 * Throws FileRefused: a record beyond the limit of a line, too many columns or
 * rows, and a quote that is never closed or closed in the middle of a later
 * line (rows would be lost in one cell without a word).
 */
export class CsvRecords {
  readonly #delimiter: string;
  readonly #limits: Limits;
  #rest = '';
  #row = 0;
  #first = true;

  constructor(delimiter: string, limits: Limits) {
    this.#delimiter = delimiter;
    this.#limits = limits;
  }

  /** The records that end in this piece of text. */
  push(text: string): TableRow[] {
    const rows: TableRow[] = [];
    this.#read(this.#rest === '' ? text : this.#rest + text, false, rows);
    return rows;
  }

  /** The last record, when no line break ends it. */
  end(): TableRow[] {
    const rows: TableRow[] = [];
    this.#read(this.#rest, true, rows);
    return rows;
  }

  /** The records of a whole text, or those before a fault. */
  static untilFault(text: string, delimiter: string, limits: Limits): TableRow[] {
    const rows: TableRow[] = [];
    try {
      new CsvRecords(delimiter, limits).#read(text, true, rows);
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error;
    }
    return rows;
  }

  #read(text: string, last: boolean, rows: TableRow[]): void {
    const found = new Found(text, this.#delimiter);
    let at = 0;
    while (at < text.length) {
      if (text.charCodeAt(at) === BYTE_ORDER_MARK) at++;
      let end = found.lineEnd(at);
      let cells: string[] | undefined;
      if (found.quote(at) >= end) {
        if (!last && !isWholeLine(text, end)) break;
        cells = this.#split(text.slice(at, end));
      } else {
        const record = this.#readQuoted(text, at, last, found);
        if (record === undefined) break;
        cells = record.cells;
        end = record.end;
      }
      this.#checkLength(end - at, () => text.slice(at, end));
      this.#checkColumns(cells.length);
      this.#add(cells, rows);
      at = text.charCodeAt(end) === RETURN && text.charCodeAt(end + 1) === NEWLINE ? end + 2 : end + 1;
    }
    this.#rest = at >= text.length ? '' : text.slice(at);
    this.#checkLength(this.#rest.length, () => this.#rest);
  }

  /** The cells of a line without quotes. */
  #split(line: string): string[] {
    const most = this.#limits.columns;
    // One more than allowed shows that there are too many; a line this short cannot have them, and is split faster.
    const cells = line.length < most ? line.split(this.#delimiter) : line.split(this.#delimiter, most + 1);
    return line.includes("'") ? cells.map(unguarded) : cells;
  }

  #add(cells: string[], rows: TableRow[]): void {
    // Excel reads `sep=;` in the first line and does not show it: it is no row of the sheet.
    const [cell = ''] = cells;
    const separatorLine = this.#first && cells.length <= 2 && cell.length <= 'sep=;'.length && cell.startsWith('sep=');
    this.#first = false;
    if (separatorLine) return;
    this.#row++;
    if (this.#row > this.#limits.rows) throw new FileRefused('file-too-large', `More than ${this.#limits.rows} rows.`);
    rows.push({ row: this.#row, cells });
  }

  /** A record from `from` that has a quote somewhere; undefined when its end has not come yet. */
  #readQuoted(text: string, from: number, last: boolean, found: Found): { cells: string[]; end: number } | undefined {
    const cells: string[] = [];
    let at = from;
    for (;;) {
      let cell = '';
      if (text.charCodeAt(at) === QUOTE) {
        const close = closingQuote(text, at + 1);
        // The quote that ends the text may be the first of two.
        if (close === -1 || (close === text.length - 1 && !last)) {
          if (last) throw this.#openQuote();
          return undefined;
        }
        cell = text.slice(at + 1, close).replaceAll('""', '"');
        // What comes behind the quote is read in the next round, or ends the cell.
        const crosses = found.lineEnd(at) < close;
        at = close + 1;
        if (crosses && !this.#endsCell(text, at)) throw this.#openQuote();
      } else if (text.charCodeAt(at) === EQUALS && text.charCodeAt(at + 1) === QUOTE) {
        const lineEnd = found.lineEnd(at);
        if (!last && !isWholeLine(text, lineEnd)) return undefined;
        const close = closingQuote(text, at + 2);
        if (close !== -1 && close < lineEnd && this.#endsCell(text, close + 1)) {
          cell = text.slice(at + 2, close).replaceAll('""', '"');
          at = close + 1;
        }
      }
      const line = found.lineEnd(at);
      const delimiter = found.delimiter(at);
      if (delimiter < line) {
        cells.push(unguarded(cell + text.slice(at, delimiter)));
        this.#checkColumns(cells.length);
        at = delimiter + 1;
        continue;
      }
      if (!last && !isWholeLine(text, line)) return undefined;
      cells.push(unguarded(cell + text.slice(at, line)));
      return { cells, end: line };
    }
  }

  #endsCell(text: string, at: number): boolean {
    const next = text.charAt(at);
    return next === '' || next === this.#delimiter || next === '\n' || next === '\r';
  }

  #openQuote(): FileRefused {
    const row = this.#row + 1;
    return new FileRefused('file-quote-open', `A quote opened in row ${row} is not closed in its cell.`, `แถวที่ ${row}`);
  }

  #checkLength(chars: number, text: () => string): void {
    // A UTF-16 unit is at most three bytes of UTF-8.
    if (chars * 3 <= this.#limits.lineBytes || Buffer.byteLength(text()) <= this.#limits.lineBytes) return;
    const row = this.#row + 1;
    throw new FileRefused(
      'file-line-too-long',
      `Row ${row} is longer than ${this.#limits.lineBytes} bytes.`,
      `แถวที่ ${row}`,
    );
  }

  #checkColumns(columns: number): void {
    if (columns <= this.#limits.columns) return;
    const row = this.#row + 1;
    throw new FileRefused(
      'file-too-many-columns',
      `Row ${row} has more than ${this.#limits.columns} columns.`,
      `แถวที่ ${row}`,
    );
  }
}

/**
 * Where the next delimiter, quote or line end of a text is. Asked with growing positions it looks at each character once: what was
 * found ahead is kept, also that there is none, which the end of the text stands for.
 */
class Found {
  readonly #text: string;
  readonly #delimiter: string;
  #nextDelimiter = -1;
  #nextQuote = -1;
  #nextReturn = -1;
  #nextNewline = -1;

  constructor(text: string, delimiter: string) {
    this.#text = text;
    this.#delimiter = delimiter;
  }

  delimiter(at: number): number {
    if (this.#nextDelimiter < at) this.#nextDelimiter = this.#find(this.#delimiter, at);
    return this.#nextDelimiter;
  }

  quote(at: number): number {
    if (this.#nextQuote < at) this.#nextQuote = this.#find('"', at);
    return this.#nextQuote;
  }

  lineEnd(at: number): number {
    if (this.#nextReturn < at) this.#nextReturn = this.#find('\r', at);
    if (this.#nextNewline < at) this.#nextNewline = this.#find('\n', at);
    return Math.min(this.#nextReturn, this.#nextNewline);
  }

  #find(what: string, at: number): number {
    const index = this.#text.indexOf(what, at);
    return index === -1 ? this.#text.length : index;
  }
}

/** Whether a line that ends at `end` is known to end there: a return at the end of the text may be half of a CRLF. */
function isWholeLine(text: string, end: number): boolean {
  return end < text.length - 1 || text.charAt(end) === '\n';
}

/** The quote that closes a cell; two together are one quote inside it. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at !== -1 && text.charCodeAt(at + 1) === QUOTE) at = text.indexOf('"', at + 2);
  return at;
}
