import { unguarded } from './equals-guard.ts';
import { excelDay, nearMidnight } from './excel-date.ts';
import { FileRefused } from './file-refusal.ts';
import type { Limits } from './limits.ts';
import { RichText } from './shared-strings.ts';
import { columnNumber } from './sheet-layout.ts';
import type { TableRow } from './table.ts';
import type { TextBudget } from './text-budget.ts';
import { ELEMENTS, XmlReader } from './xml-reader.ts';
import { xmlText } from './xml-text.ts';
import type { ZipArchive, ZipEntry } from './zip-archive.ts';

export type CellContext = {
  sharedStrings: readonly string[];
  dateStyles: readonly boolean[];
  from1904: boolean;
  text: TextBudget;
};

type SheetName = (typeof ELEMENTS.sheetRows)[number];

/** Stands for the value of a formula whose result the file does not hold. Looks like Excel's own error values. */
const UNCALCULATED = '#FORMULA!';

/** A cell as most are written, and nothing that needs a second look: no entity, no run of rich text. */
const COMMON_CELL =
  /<c r="([A-Z]{1,3})\d{1,7}"(?: s="(\d{1,5})")?(?: t="([a-zA-Z]{1,9})")?>(?:<v>([^<&]{0,100})<\/v>|<is><t(?: xml:space="preserve")?>([^<&]{0,1000})<\/t><\/is>)<\/c>/y;

/**
 * The rows of a sheet in batches. Rows the file leaves out are blank and not
 * given; the row numbers tell. A formula gives its stored result, dates give
 * YYYY-MM-DD (with the time, when that may be a midnight elsewhere), whole numbers all their digits, booleans TRUE or FALSE.
 */
export async function* sheetRows(
  zip: ZipArchive,
  entry: ZipEntry,
  context: CellContext,
  limits: Limits,
): AsyncGenerator<TableRow[]> {
  const xml = new XmlReader(entry.name, ELEMENTS.sheetRows);
  const reader = new RowReader(xml, context, limits);
  const text = context.text.begin(entry.name);
  for await (const block of zip.readBlocks(entry)) {
    xml.push(block);
    const rows: TableRow[] = [];
    for (;;) {
      while (reader.commonCell());
      if (!xml.next()) break;
      const row = xml.name === undefined ? undefined : reader.tag();
      if (row !== undefined) rows.push(row);
    }
    reader.checkLength();
    text.count(rows);
    if (rows.length > 0) yield rows;
  }
  xml.finish();
}

/** Puts the rows of a sheet together while its tags go by. */
class RowReader {
  readonly #xml: XmlReader<SheetName>;
  readonly #context: CellContext;
  readonly #limits: Limits;
  readonly #rich = new RichText();
  /** The row that is open, and where it began. */
  #row: TableRow | undefined;
  #from = 0;
  #blank = true;
  #last = 0;
  /** The cell that is open, by its column; -1 when none is. */
  #cell = -1;
  #column = -1;
  #type: string | undefined;
  #style: string | undefined;
  #value: string | undefined;
  #formula = false;
  #inline = false;

  constructor(xml: XmlReader<SheetName>, context: CellContext, limits: Limits) {
    this.#xml = xml;
    this.#context = context;
    this.#limits = limits;
  }

  /** Throws FileRefused when the row that is open is too long already. */
  checkLength(): void {
    if (this.#row !== undefined) this.#xml.checkLength('row', this.#from, this.#limits.rowXmlChars);
  }

  /** Takes a whole cell at once when it is written as spreadsheet programs write most of theirs; false when it is not. */
  commonCell(): boolean {
    if (this.#row === undefined || this.#cell !== -1) return false;
    const [, letters, style, type, value, inline] = this.#xml.match(COMMON_CELL) ?? [];
    if (letters === undefined) return false;
    this.#blank = false;
    this.#column = columnNumber(letters);
    if (this.#column >= this.#limits.columns) throw tooManyColumns(this.#row.row, letters);
    const text =
      type === 'inlineStr'
        ? unguarded(xmlText(inline ?? ''))
        : cellText({ type, style, value: value === undefined ? value : xmlText(value), formula: false }, this.#context);
    put(this.#row.cells, this.#column, text);
    return true;
  }

  /** Takes a tag; gives a row that it closes, unless nothing is in it. */
  tag(): TableRow | undefined {
    const xml = this.#xml;
    const { name, open } = xml;
    if (name === 'row')
      if (open) this.#openRow();
      else return this.#closeRow();
    else if (this.#row === undefined) return undefined;
    else if (name === 'c') {
      if (open) this.#openCell(this.#row);
      else if (this.#cell !== -1) this.#closeCell(this.#row);
    } else if (this.#cell === -1) return undefined;
    else if (name === 'v')
      if (open) xml.keepText();
      else this.#value ??= xml.takeText();
    else if (name === 'f') this.#formula = true;
    else if (name === 'is') {
      this.#inline = open;
      if (open) this.#rich.begin();
    } else if (this.#inline) this.#rich.tag(xml);
    return undefined;
  }

  #openRow(): void {
    const xml = this.#xml;
    if (this.#row !== undefined) throw xml.damaged('has a row inside another');
    const said = Number(xml.attribute('r') ?? this.#last + 1);
    // Row numbers only grow; a file that says otherwise was not written by a spreadsheet program.
    if (!Number.isSafeInteger(said) || said <= this.#last || said > this.#limits.rows) {
      if (said > this.#limits.rows)
        throw new FileRefused('file-too-large', `Row number ${said} is beyond ${this.#limits.rows}.`);
      throw xml.damaged(`has row ${said} after row ${this.#last}`);
    }
    this.#last = said;
    this.#from = xml.position;
    this.#row = { row: said, cells: [] };
    this.#column = -1;
    this.#blank = true;
  }

  #closeRow(): TableRow | undefined {
    this.checkLength();
    const row = this.#row;
    this.#row = undefined;
    return this.#blank ? undefined : row;
  }

  #openCell({ row }: TableRow): void {
    const xml = this.#xml;
    this.#blank = false;
    if (this.#cell !== -1) throw xml.damaged('has a cell inside another');
    const reference = xml.attribute('r');
    this.#column = reference === undefined ? this.#column + 1 : columnOf(reference);
    if (this.#column < 0 || this.#column >= this.#limits.columns) {
      // Only coloured, nothing in it: Excel does this to whole rows.
      if (xml.empty && this.#column >= this.#limits.columns) return;
      throw tooManyColumns(row, reference ?? String(this.#column));
    }
    if (xml.empty) return;
    this.#cell = this.#column;
    this.#type = xml.attribute('t');
    this.#style = xml.attribute('s');
    this.#value = undefined;
    this.#formula = false;
    this.#rich.begin();
  }

  #closeCell({ cells }: TableRow): void {
    const column = this.#cell;
    this.#cell = -1;
    this.#inline = false;
    const cell = { type: this.#type, style: this.#style, value: this.#value, formula: this.#formula };
    put(cells, column, this.#type === 'inlineStr' ? unguarded(this.#rich.text) : cellText(cell, this.#context));
    // A formula takes up its cell also when its result is the empty text.
    if (this.#formula) while (cells.length <= column) cells.push('');
  }
}

function tooManyColumns(row: number, at: string): FileRefused {
  return new FileRefused('file-too-many-columns', `Row ${row} has a cell at ${at}.`, `แถวที่ ${row}`);
}

function put(cells: string[], column: number, text: string): void {
  if (text === '') return;
  while (cells.length < column) cells.push('');
  cells[column] = text;
}

type Cell = { type: string | undefined; style: string | undefined; value: string | undefined; formula: boolean };

/** The text of a cell that is no inline string. */
function cellText({ type, style, value, formula }: Cell, context: CellContext): string {
  // A formula whose result is the empty text stores it as such.
  if (value === undefined || (value === '' && type !== 'str')) return formula ? UNCALCULATED : '';
  if (type === 's') return context.sharedStrings[Number(value)] ?? '';
  if (type === 'str' || type === 'e') return value;
  if (type === 'b') return value.trim() === '1' ? 'TRUE' : 'FALSE';
  // With an offset it is a moment: which day that is in Bangkok is for the reader of dates to say.
  if (type === 'd')
    return /T(?:.*(?:Z|[+-]\d\d:?\d\d)|(?:17:00:00|23:59:\d\d)(?:\.\d*)?)$/.test(value) ? value : value.slice(0, 10);
  return numberText(value.trim(), style, context);
}

/** The column of a reference as `AB12`, from 0. */
export function columnOf(reference: string): number {
  let end = 0;
  while (end < reference.length && reference.charCodeAt(end) > 57) end++;
  return columnNumber(reference.slice(0, end).toUpperCase());
}

function numberText(raw: string, style: string | undefined, context: CellContext): string {
  if (style !== undefined && context.dateStyles[Number(style)] === true) {
    const day = excelDay(Number(raw), context.from1904);
    if (day !== undefined) return `${day}${nearMidnight(Number(raw))}`;
  }
  if (raw.length <= 15 && !/e/i.test(raw)) return raw;
  const value = Number(raw);
  if (!Number.isFinite(value)) return raw;
  // Excel shows fifteen digits; what comes after is the noise of binary fractions.
  if (Number.isSafeInteger(value)) return String(value);
  const rounded = Number(value.toPrecision(15));
  return Number.isInteger(rounded) && Math.abs(rounded) < 1e21 ? BigInt(rounded).toString() : String(rounded);
}
