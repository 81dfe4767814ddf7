import { elements } from './element-stream.ts';
import { excelDay } from './excel-date.ts';
import { FileRefused } from './file-refusal.ts';
import type { Limits } from './limits.ts';
import { richText } from './shared-strings.ts';
import { columnNumber } from './sheet-layout.ts';
import type { TableRow } from './table.ts';
import { attribute, xmlText } from './xml-text.ts';
import type { ZipArchive, ZipEntry } from './zip-archive.ts';

export type CellContext = { sharedStrings: readonly string[]; dateStyles: readonly boolean[]; from1904: boolean };

/** Stands for the value of a formula whose result the file does not hold. Looks like Excel's own error values. */
const UNCALCULATED = '#FORMULA!';

/**
 * The rows of a sheet in batches. Rows the file leaves out are blank and not
 * given; the row numbers tell. A formula gives its stored result, dates give
 * YYYY-MM-DD, whole numbers all their digits, booleans TRUE or FALSE.
 */
export async function* sheetRows(
  zip: ZipArchive,
  entry: ZipEntry,
  context: CellContext,
  limits: Limits,
): AsyncGenerator<TableRow[]> {
  let last = 0;
  for await (const batch of elements(zip.read(entry), 'row', limits.rowXmlChars, entry.name)) {
    const rows: TableRow[] = [];
    for (const { open, inner } of batch) {
      const said = Number(tagAttribute(open, 'r') ?? last + 1);
      // Row numbers only grow; a file that says otherwise was not written by a spreadsheet program.
      if (!Number.isSafeInteger(said) || said <= last || said > limits.rows) {
        if (said > limits.rows) throw new FileRefused('file-too-large', `Row number ${said} is beyond ${limits.rows}.`);
        throw new FileRefused('file-damaged', `${entry.name}: row ${said} comes after row ${last}.`);
      }
      last = said;
      if (inner !== '') rows.push({ row: said, cells: rowCells(inner, context, said, limits) });
    }
    if (rows.length > 0) yield rows;
  }
}

function rowCells(xml: string, context: CellContext, row: number, limits: Limits): string[] {
  const cells: string[] = [];
  let column = -1;
  let at = 0;
  for (;;) {
    const start = xml.indexOf('<', at);
    if (start === -1) return cells;
    const tagEnd = xml.indexOf('>', start);
    if (tagEnd === -1) return cells;
    const nameEnd = cellNameEnd(xml, start);
    if (nameEnd === -1) {
      at = tagEnd + 1;
      continue;
    }
    const selfClosing = xml.charCodeAt(tagEnd - 1) === 47;
    const open = xml.slice(nameEnd, selfClosing ? tagEnd - 1 : tagEnd);
    const reference = tagAttribute(open, 'r');
    column = reference === undefined ? column + 1 : columnOf(reference);
    if (column < 0 || column >= limits.columns) {
      if (selfClosing && column >= limits.columns) {
        // Only coloured, nothing in it: Excel does this to whole rows.
        at = tagEnd + 1;
        continue;
      }
      throw new FileRefused('file-too-many-columns', `Row ${row} has a cell at ${reference ?? column}.`, `แถวที่ ${row}`);
    }
    if (selfClosing) {
      at = tagEnd + 1;
      continue;
    }
    const close = `</${xml.slice(start + 1, nameEnd)}>`;
    const end = xml.indexOf(close, tagEnd);
    const inner = end === -1 ? '' : xml.slice(tagEnd + 1, end);
    at = end === -1 ? tagEnd + 1 : end + close.length;
    const text = cellText(open, inner, context);
    if (text === '') continue;
    while (cells.length < column) cells.push('');
    cells[column] = text;
  }
}

/** Index after the name when a `<c` or `<x:c` tag starts here, else -1. */
function cellNameEnd(xml: string, start: number): number {
  let at = start + 1;
  if (xml.charCodeAt(at) !== 99 || isNamePart(xml.charCodeAt(at + 1))) {
    const colon = xml.indexOf(':', at);
    if (colon === -1 || colon - at > 20 || xml.charCodeAt(colon + 1) !== 99 || /[^\w.-]/.test(xml.slice(at, colon)))
      return -1;
    at = colon + 1;
    if (isNamePart(xml.charCodeAt(at + 1))) return -1;
  }
  return at + 1;
}

function isNamePart(code: number): boolean {
  return !(code === 32 || code === 62 || code === 47 || code === 9 || code === 10 || code === 13);
}

function columnOf(reference: string): number {
  let end = 0;
  while (end < reference.length && reference.charCodeAt(end) > 57) end++;
  return columnNumber(reference.slice(0, end).toUpperCase());
}

function cellText(open: string, inner: string, context: CellContext): string {
  const type = tagAttribute(open, 't');
  if (type === 'inlineStr') {
    const start = /<(?:[\w.-]+:)?is(?:\s[^>]*)?>/.exec(inner);
    if (start === null) return '';
    const from = start.index + start[0].length;
    return richText(inner.slice(from, inner.lastIndexOf('</')));
  }
  const raw = valueOf(inner);
  if (raw === undefined) return /<(?:[\w.-]+:)?f[\s>/]/.test(inner) ? UNCALCULATED : '';
  if (type === 's') return context.sharedStrings[Number(raw)] ?? '';
  if (type === 'str') return xmlText(raw);
  if (type === 'b') return raw.trim() === '1' ? 'TRUE' : 'FALSE';
  if (type === 'e') return xmlText(raw);
  // With an offset it is a moment: which day that is in Bangkok is for the reader of dates to say.
  if (type === 'd') return /T.*(?:Z|[+-]\d\d:?\d\d)$/.test(raw) ? raw : raw.slice(0, 10);
  return numberText(raw.trim(), open, context);
}

/** Content of `<v>`; undefined when there is none or it is empty. */
function valueOf(inner: string): string | undefined {
  let start = inner.startsWith('<v>') ? 3 : inner.indexOf('<v>');
  if (start > 3 || (start >= 0 && !inner.startsWith('<v>'))) start += 3;
  if (start === -1) {
    const tag = /<(?:[\w.-]+:)?v(?:\s[^>]*)?>/.exec(inner);
    if (tag === null) return undefined;
    start = tag.index + tag[0].length;
  }
  const end = inner.indexOf('<', start);
  return end === -1 || end === start ? undefined : inner.slice(start, end);
}

function numberText(raw: string, open: string, context: CellContext): string {
  const style = tagAttribute(open, 's');
  if (style !== undefined && context.dateStyles[Number(style)] === true) {
    const day = excelDay(Number(raw), context.from1904);
    if (day !== undefined) return day;
  }
  if (raw.length <= 15 && !/e/i.test(raw)) return raw;
  const value = Number(raw);
  if (Number.isNaN(value)) return xmlText(raw);
  // Excel shows fifteen digits; what lies beyond is the noise of binary fractions.
  if (Number.isSafeInteger(value)) return String(value);
  const rounded = Number(value.toPrecision(15));
  return Number.isInteger(rounded) && Math.abs(rounded) < 1e21 ? BigInt(rounded).toString() : String(rounded);
}

/** As `attribute`, without a regular expression for what every program writes. */
function tagAttribute(tag: string, name: string): string | undefined {
  const start = tag.indexOf(` ${name}="`);
  if (start === -1) return tag.includes("'") || /[\t\n\r=]\s|\s=/.test(tag) ? attribute(tag, name) : undefined;
  const from = start + name.length + 3;
  const end = tag.indexOf('"', from);
  return end === -1 ? undefined : tag.slice(from, end);
}
