import type { CellFormats } from './cell-formats.ts';
import type { CellMark } from './cell-mark.ts';
import { startsLikeFormula } from './formula-start.ts';
import type { Limits } from './limits.ts';
import { NotInPlace } from './not-in-place.ts';
import { columnLetters } from './sheet-layout.ts';
import { columnOf } from './sheet-rows.ts';
import { CELL_CHARS, SHEET_ROWS } from './text-workbook.ts';
import { ELEMENTS, XmlReader } from './xml-reader.ts';
import { escapeXml } from './xml-text.ts';

export type RowMarks = {
  /** Colours of its cells, by column from 0. */
  cells: ReadonlyMap<number, CellMark>;
  /** What is put into the columns of texts, by column. */
  texts: ReadonlyMap<number, { text: string; mark: CellMark }>;
  /** Lines that the longest of the texts takes. */
  lines: number;
};

export type SheetMarks = {
  /** By row from 1. A row that the sheet leaves out is put in. */
  rows: ReadonlyMap<number, RowMarks>;
  /** Columns that are added for texts, with their widths in characters; in order. */
  added: readonly { column: number; width: number }[];
  /** Columns of texts from an earlier marking: from row `from` on what is in them is taken away, and colours of marks in all columns. */
  earlier: { columns: readonly number[]; from: number };
};

/** The last column that Excel has. */
export const LAST_COLUMN = 16_383;

/**
 * The XML of a sheet with marks in it, in one forward pass; memory holds one row. All else is given on byte for byte: what is added
 * are widths of the added columns, texts (inline strings, never formulas), formats, clones of those that cells have, and heights of rows
 * whose height nobody has set, so that the texts are seen. Each element stays, but for the insides of cells of an earlier marking.
 *
 * Throws NotInPlace where that cannot be, and FileRefused for XML that is damaged.
 */
export async function* markedSheet(
  blocks: AsyncIterable<Buffer>,
  part: string,
  marks: SheetMarks,
  formats: CellFormats,
  limits: Limits,
): AsyncGenerator<Buffer> {
  const xml = new XmlReader(part, ELEMENTS.markedSheet);
  const marker = new SheetMarker(xml, marks, formats, limits);
  for await (const block of blocks) {
    // As Latin-1 each byte is a letter, so that those of others come out as they went in.
    const text = block.toString('latin1');
    xml.push(text);
    marker.push(text);
    while (xml.next()) if (xml.name !== undefined) marker.tag();
    const done = marker.take();
    if (done !== '') yield Buffer.from(done, 'latin1');
  }
  xml.finish();
}

type Cell = {
  column: number;
  /** Where its opening tag begins and ends, and where it ends itself. */
  from: number;
  inside: number;
  to: number;
  /** What stands for its opening tag, or for all of it. */
  by: string | undefined;
  whole: boolean;
};

type Row = {
  number: number;
  from: number;
  inside: number;
  /** Its opening tag as one that does not close itself. */
  tag: string;
  empty: boolean;
  /** Of cells that it leaves out. */
  style: number | undefined;
  marks: RowMarks;
  cells: Cell[];
  /** Style of the last cell of the officer's so far. */
  left: number | undefined;
};

type ColumnStyle = { min: number; max: number; style: number };

class SheetMarker {
  readonly #xml: XmlReader<(typeof ELEMENTS.markedSheet)[number]>;
  readonly #marks: SheetMarks;
  readonly #formats: CellFormats;
  readonly #limits: Limits;
  readonly #numbers: readonly number[];
  readonly #emptied: ReadonlySet<number>;
  readonly #columnStyles: ColumnStyle[] = [];
  readonly #styleOfColumn = new Map<number, number>();
  /** Text that is not given on yet, and where it begins. */
  #text = '';
  #from = 0;
  #out = '';
  #place: 'before' | 'columns' | 'rows' | 'behind' = 'before';
  #prefix = '';
  #hasColumns = false;
  #emptyColumns = false;
  #emptyRows = false;
  /** How many of the added columns and of the marked rows are written. */
  #columnsDone = 0;
  #lineHeight = LINE_POINTS;
  #rowsDone = 0;
  #lastRow = 0;
  #row: Row | undefined;
  #inRow = false;
  #cell: Cell | undefined;
  #column = -1;

  constructor(
    xml: XmlReader<(typeof ELEMENTS.markedSheet)[number]>,
    marks: SheetMarks,
    formats: CellFormats,
    limits: Limits,
  ) {
    this.#xml = xml;
    this.#marks = marks;
    this.#formats = formats;
    this.#limits = limits;
    this.#numbers = [...marks.rows.keys()].filter((row) => row <= SHEET_ROWS).sort((a, b) => a - b);
    this.#emptied = new Set(marks.earlier.columns);
  }

  push(text: string): void {
    this.#text = this.#text === '' ? text : this.#text + text;
  }

  /** What is done so far. */
  take(): string {
    if (this.#row === undefined) this.#copyTo(this.#xml.position);
    else this.#xml.checkLength('row', this.#row.from, this.#limits.rowXmlChars);
    const done = this.#out;
    this.#out = '';
    return done;
  }

  /** Takes each tag of a known element in turn. */
  tag(): void {
    const { name, open } = this.#xml;
    if (this.#place === 'behind') return;
    if (this.#place === 'rows') this.#tagOfRows();
    else if (name === 'worksheet' && open) this.#prefix = this.#xml.prefix;
    else if (name === 'sheetFormatPr' && open)
      this.#lineHeight = heightOf(this.#xml.attribute('defaultRowHeight')) ?? LINE_POINTS;
    else if (name === 'dimension' && open) this.#dimension();
    else if (name === 'cols') this.#columns();
    else if (name === 'col' && this.#place === 'columns' && open) this.#widths();
    else if (name === 'sheetData' && open) this.#openRows();
  }

  #slice(from: number, to: number): string {
    return this.#text.slice(from - this.#from, to - this.#from);
  }

  #copyTo(to: number): void {
    if (to <= this.#from) return;
    this.#out += this.#slice(this.#from, to);
    this.#skipTo(to);
  }

  #skipTo(to: number): void {
    this.#text = this.#text.slice(to - this.#from);
    this.#from = to;
  }

  #replaceTag(by: string): void {
    this.#copyTo(this.#xml.start);
    this.#out += by;
    this.#skipTo(this.#xml.position);
  }

  #dimension(): void {
    const ends = /^([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?$/.exec(this.#xml.attribute('ref') ?? '');
    if (ends === null) return;
    const [, left = '', top = '', right = left, bottom = top] = ends;
    const columns = [left, right].map(columnOf);
    const rows = [Number(top), Number(bottom)];
    for (const { column } of this.#marks.added) columns.push(column);
    for (const row of [this.#numbers[0], this.#numbers.at(-1)]) if (row !== undefined) rows.push(row);
    const ref = `${columnLetters(Math.min(...columns))}${Math.min(...rows)}:${columnLetters(Math.max(...columns))}${Math.max(...rows)}`;
    this.#replaceTag(this.#xml.changedTag({ ref }));
  }

  #columns(): void {
    const xml = this.#xml;
    if (!xml.open) {
      if (this.#place === 'columns') {
        if (!xml.empty) this.#copyTo(xml.start);
        this.#addWidths(Infinity);
        // One that closed itself is closed by what was put in its place.
        if (this.#emptyColumns) this.#out += `</${this.#prefix}cols>`;
      }
      this.#place = 'before';
      return;
    }
    if (this.#hasColumns) throw new NotInPlace('unusual-sheet', 'The widths of columns are set in two places.');
    this.#hasColumns = true;
    this.#place = 'columns';
    this.#emptyColumns = xml.empty && this.#marks.added.length > 0;
    if (this.#emptyColumns) {
      this.#copyTo(xml.start);
      this.#skipTo(xml.position);
      this.#out += `<${this.#prefix}cols>`;
    }
  }

  /** An entry of widths: it gives way where it covers a column that is added. */
  #widths(): void {
    const xml = this.#xml;
    const min = Number(xml.attribute('min'));
    const max = Number(xml.attribute('max'));
    if (!Number.isSafeInteger(min) || !Number.isSafeInteger(max) || min < 1 || max < min)
      throw xml.damaged('has a width of no column');
    if (this.#columnStyles.length >= this.#limits.widths)
      throw xml.damaged(`sets the widths of more than ${this.#limits.widths} columns`);
    if (min <= (this.#columnStyles.at(-1)?.max ?? 0))
      throw new NotInPlace('unusual-sheet', 'The widths of columns are out of order.');
    this.#columnStyles.push({ min, max, style: styleNumber(xml.attribute('style')) });
    this.#copyTo(xml.start);
    this.#addWidths(min - 1);
    const covered = this.#marks.added.filter(({ column }) => column + 1 >= min && column + 1 <= max);
    if (covered.length === 0) return;
    if (!xml.empty) throw new NotInPlace('unusual-sheet', 'A width of columns has something in it.');
    const part = (from: number, to: number): string =>
      from > to ? '' : xml.changedTag({ min: String(from), max: String(to) });
    let from = min;
    let parts = '';
    for (const { column, width } of covered) {
      const at = String(column + 1);
      parts +=
        part(from, column) +
        xml.changedTag({
          min: at,
          max: at,
          width: String(width),
          customWidth: '1',
          hidden: undefined,
          collapsed: undefined,
          outlineLevel: undefined,
          bestFit: undefined,
        });
      from = column + 2;
    }
    this.#columnsDone += covered.length;
    this.#replaceTag(parts + part(from, max));
  }

  /** Writes the widths of added columns up to `last`, from 1. */
  #addWidths(last: number): void {
    for (; ; this.#columnsDone++) {
      const next = this.#marks.added[this.#columnsDone];
      if (next === undefined || next.column + 1 > last) return;
      const at = next.column + 1;
      this.#out += `<${this.#prefix}col min="${at}" max="${at}" width="${next.width}" customWidth="1"/>`;
    }
  }

  #openRows(): void {
    const xml = this.#xml;
    this.#copyTo(xml.start);
    if (!this.#hasColumns && this.#marks.added.length > 0) {
      this.#out += `<${this.#prefix}cols>`;
      this.#addWidths(Infinity);
      this.#out += `</${this.#prefix}cols>`;
    }
    this.#place = 'rows';
    this.#emptyRows = xml.empty && this.#numbers.length > 0;
    if (!this.#emptyRows) return;
    this.#out += xml.changedTag({}, true);
    this.#prefix = xml.prefix;
    this.#skipTo(xml.position);
  }

  #tagOfRows(): void {
    const xml = this.#xml;
    const { name, open } = xml;
    if (name === 'sheetData') {
      if (open) throw xml.damaged('has rows inside rows');
      if (!xml.empty) this.#copyTo(xml.start);
      this.#addRows(Infinity);
      if (this.#emptyRows) this.#out += `</${this.#prefix}sheetData>`;
      this.#place = 'behind';
    } else if (name === 'row')
      if (open) this.#openRow();
      else this.#closeRow();
    else if (this.#row === undefined) return;
    else if (name === 'c')
      if (open) this.#openCell(this.#row);
      else this.#closeCell(this.#row);
    else if (name === 'f' && this.#cell?.whole === true)
      // Excel keeps a list of the cells with formulas, in which this one is.
      throw new NotInPlace('unusual-sheet', `A formula is where a message belongs, in row ${this.#row.number}.`);
  }

  #openRow(): void {
    const xml = this.#xml;
    if (this.#inRow) throw xml.damaged('has a row inside another');
    this.#inRow = true;
    const number = Number(xml.attribute('r') ?? this.#lastRow + 1);
    if (!Number.isSafeInteger(number) || number <= this.#lastRow)
      throw xml.damaged(`has row ${number} after row ${this.#lastRow}`);
    if (number > SHEET_ROWS) throw new NotInPlace('too-many-rows', `The sheet has a row ${number}.`);
    this.#lastRow = number;
    this.#prefix = xml.prefix;
    this.#copyTo(xml.start);
    this.#addRows(number);
    const earlier = this.#marks.earlier.columns.length > 0 && number >= this.#marks.earlier.from;
    if (!this.#marks.rows.has(number) && !earlier) {
      if (!xml.empty) xml.skipInside();
      return;
    }
    const custom = /^(?:1|true)$/.test(xml.attribute('customFormat') ?? '');
    const marks = this.#marks.rows.get(number) ?? NO_MARKS;
    this.#column = -1;
    this.#row = {
      number,
      from: xml.start,
      inside: xml.position,
      tag: xml.changedTag({ spans: widenedSpans(xml.attribute('spans'), marks), ...this.#grown(marks) }, true),
      empty: xml.empty,
      style: custom ? styleNumber(xml.attribute('s')) : undefined,
      marks,
      cells: [],
      left: undefined,
    };
  }

  /** The height of a row in which the texts are seen, as an attribute; none where it has room, or a height that somebody set. */
  #grown({ lines }: RowMarks): { ht?: string } {
    const xml = this.#xml;
    if (lines < 2 || /^(?:1|true)$/.test(xml.attribute('customHeight') ?? '')) return {};
    const height = this.#heightFor(lines);
    return height > (heightOf(xml.attribute('ht')) ?? 0) ? { ht: String(height) } : {};
  }

  #heightFor(lines: number): number {
    return Math.min(MOST_POINTS, Math.ceil(lines * this.#lineHeight));
  }

  #openCell(row: Row): void {
    const xml = this.#xml;
    if (this.#cell !== undefined) throw xml.damaged('has a cell inside another');
    const reference = xml.attribute('r');
    this.#column = reference === undefined ? this.#column + 1 : columnOf(reference);
    const column = this.#column;
    const style = styleNumber(xml.attribute('s'));
    const base = this.#emptied.size > 0 ? this.#formats.unmarked(style) : style;
    const text = row.marks.texts.get(column);
    const mark = row.marks.cells.get(column);
    const whole = text !== undefined || (this.#emptied.has(column) && row.number >= this.#marks.earlier.from);
    let by: string | undefined;
    if (whole) {
      const number = text === undefined ? base : this.#formatOf(text, base);
      const tag = xml.changedTag(
        { s: String(number), t: undefined, cm: undefined, vm: undefined, ph: undefined },
        true,
      );
      by = `${text === undefined ? tag : withText(tag, text.text, xml.prefix)}</${xml.prefix}c>`;
    } else {
      row.left = style;
      const number = mark === undefined ? base : this.#formats.of(base, { mark });
      if (number !== style) by = xml.changedTag({ s: String(number) });
    }
    this.#cell = { column, from: xml.start, inside: xml.position, to: 0, by, whole };
  }

  #closeCell(row: Row): void {
    const cell = this.#cell;
    if (cell === undefined) return;
    this.#cell = undefined;
    cell.to = this.#xml.position;
    row.cells.push(cell);
  }

  #closeRow(): void {
    this.#inRow = false;
    const row = this.#row;
    if (row === undefined) return;
    const xml = this.#xml;
    xml.checkLength('row', row.from, this.#limits.rowXmlChars);
    this.#row = undefined;
    const there = new Set(row.cells.map(({ column }) => column));
    const missing = columnsOf(row.marks).filter((column) => !there.has(column));
    let next = 0;
    const addUpTo = (last: number): void => {
      for (let column = missing[next]; column !== undefined && column < last; column = missing[++next])
        this.#out += this.#newCell(row.number, column, row.marks, row.style ?? this.#styleOf(column), row.left);
    };
    this.#out += row.tag;
    let at = row.inside;
    for (const cell of row.cells) {
      this.#out += this.#slice(at, cell.from);
      addUpTo(cell.column);
      this.#out += cell.by ?? this.#slice(cell.from, cell.inside);
      if (!cell.whole) this.#out += this.#slice(cell.inside, cell.to);
      at = cell.to;
    }
    addUpTo(Infinity);
    // What follows the last cell and the closing tag are as they were.
    this.#out += row.empty ? `</${this.#prefix}row>` : this.#slice(at, xml.position);
    this.#skipTo(xml.position);
    if (this.#numbers[this.#rowsDone] === row.number) this.#rowsDone++;
  }

  #newCell(row: number, column: number, { cells, texts }: RowMarks, base: number, left: number | undefined): string {
    const name = `${this.#prefix}c`;
    const at = `<${name} r="${columnLetters(column)}${row}" s=`;
    const text = texts.get(column);
    if (text === undefined) return `${at}"${this.#formats.of(base, { mark: cells.get(column) ?? 'none' })}"/>`;
    // A heading looks like the one at its left.
    const format = this.#formatOf(text, text.mark === 'heading' ? (left ?? base) : base);
    return `${withText(`${at}"${format}">`, text.text, this.#prefix)}</${name}>`;
  }

  #formatOf({ text, mark }: { text: string; mark: CellMark }, base: number): number {
    return this.#formats.of(base, { mark, text: true, quoted: startsLikeFormula(text) });
  }

  #styleOf(column: number): number {
    const known = this.#styleOfColumn.get(column);
    if (known !== undefined) return known;
    const style = this.#columnStyles.find(({ min, max }) => column + 1 >= min && column + 1 <= max)?.style ?? 0;
    this.#styleOfColumn.set(column, style);
    return style;
  }

  /** Writes the marked rows before `row` that the sheet has left out. */
  #addRows(row: number): void {
    for (; ; this.#rowsDone++) {
      const number = this.#numbers[this.#rowsDone];
      if (number === undefined || number >= row) return;
      const marks = this.#marks.rows.get(number) ?? NO_MARKS;
      const cells = columnsOf(marks).map((column) =>
        this.#newCell(number, column, marks, this.#styleOf(column), undefined),
      );
      const height = marks.lines > 1 ? ` ht="${this.#heightFor(marks.lines)}"` : '';
      this.#out += `<${this.#prefix}row r="${number}"${height}>${cells.join('')}</${this.#prefix}row>`;
    }
  }
}

const NO_MARKS: RowMarks = { cells: new Map(), texts: new Map(), lines: 1 };

/** Points of a line where the sheet does not say how high its rows are, and of the highest row that Excel shows. */
const LINE_POINTS = 15;
const MOST_POINTS = 409;

function heightOf(text: string | undefined): number | undefined {
  const points = Number(text);
  return Number.isFinite(points) && points > 0 ? points : undefined;
}

function columnsOf({ cells, texts }: RowMarks): number[] {
  return [...new Set([...cells.keys(), ...texts.keys()])].sort((a, b) => a - b);
}

/** The hint of which columns a row has; it may not name too few. */
function widenedSpans(spans: string | undefined, marks: RowMarks): string | undefined {
  const [, min, max] = /^(\d{1,5}):(\d{1,5})$/.exec(spans ?? '') ?? [];
  if (min === undefined || max === undefined) return undefined;
  const columns = columnsOf(marks).map((column) => column + 1);
  return `${Math.min(Number(min), ...columns)}:${Math.max(Number(max), ...columns)}`;
}

/** The opening tag of a cell with text as its inside: an inline string, which is never a formula. */
function withText(tag: string, text: string, prefix: string): string {
  const shown = Buffer.from(escapeXml(text.slice(0, CELL_CHARS))).toString('latin1');
  return `${tag.slice(0, -1)} t="inlineStr"><${prefix}is><${prefix}t xml:space="preserve">${shown}</${prefix}t></${prefix}is>`;
}

function styleNumber(text: string | undefined): number {
  const number = Number(text ?? '0');
  return Number.isSafeInteger(number) && number >= 0 ? number : 0;
}
