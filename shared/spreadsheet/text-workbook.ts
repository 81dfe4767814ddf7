import { open } from 'node:fs/promises';
import { FIRST_FILLS, markFill, type CellMark } from './cell-mark.ts';
import { startsLikeFormula } from './formula-start.ts';
import { columnLetters } from './sheet-layout.ts';
import type { MergedCells, TableSheet } from './table.ts';
import { escapeXml } from './xml-text.ts';
import { ZipFileWriter } from './zip-writer.ts';

export type TextRow = {
  row: number;
  cells: readonly string[];
  /** By column; a cell without one is plain. */
  marks?: ReadonlyMap<number, CellMark>;
};

export type TextSheet = {
  name: string;
  hidden?: boolean;
  widths?: TableSheet['widths'];
  merges?: readonly MergedCells[];
  /** Columns whose blank cells are text, too: what is typed there is not made a date or a number. */
  textColumns?: number;
  /** What may be chosen in the rows below the first of a column: the cells of a column of another sheet. */
  choices?: readonly Choice[];
  /** In order of their numbers; numbers may be left out. */
  rows: Iterable<TextRow> | AsyncIterable<TextRow>;
};

export type Choice = { column: number; from: { sheet: string; column: number; rows: number } };

/** Excel's own bounds. */
export const SHEET_ROWS = 1_048_576;
export const CELL_CHARS = 32_767;
const PIECE_CHARS = 64 * 1024;

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const PART_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const COLOURED = ['error', 'warning', 'heading'] as const;
const MARKS: readonly CellMark[] = ['none', ...COLOURED];

/**
 * Writes a workbook in which every cell is text: nothing in it is a formula,
 * long numbers keep their digits, and text that begins like a formula stays
 * text also when the officer edits it (format "text" and quote prefix).
 * Rows stream; the same sheets give the same bytes.
 */
export async function writeTextWorkbook(path: string, sheets: readonly TextSheet[]): Promise<void> {
  const file = await open(path, 'w');
  try {
    const zip = new ZipFileWriter(file);
    await zip.add('[Content_Types].xml', [contentTypes(sheets.length)]);
    await zip.add('_rels/.rels', [relations([['officeDocument', 'xl/workbook.xml']])]);
    await zip.add('xl/workbook.xml', [workbook(sheets)]);
    await zip.add('xl/_rels/workbook.xml.rels', [
      relations([
        ...sheets.map((_, index): [string, string] => ['worksheet', `worksheets/sheet${index + 1}.xml`]),
        ['styles', 'styles.xml'],
      ]),
    ]);
    await zip.add('xl/styles.xml', [styles()]);
    for (const [index, sheet] of sheets.entries())
      await zip.add(`xl/worksheets/sheet${index + 1}.xml`, sheetXml(sheet));
    await zip.finish();
  } finally {
    await file.close();
  }
}

function contentTypes(sheets: number): string {
  let overrides = `<Override PartName="/xl/workbook.xml" ContentType="${PART_TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${PART_TYPE}.styles+xml"/>`;
  for (let number = 1; number <= sheets; number++)
    overrides += `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${PART_TYPE}.worksheet+xml"/>`;
  return `${DECLARATION}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides}</Types>`;
}

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const tags = targets.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${DOCUMENT}/${type}" Target="${target}"/>`,
  );
  return `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${tags.join('')}</Relationships>`;
}

function workbook(sheets: readonly TextSheet[]): string {
  const tags = sheets.map(
    ({ name, hidden }, index) =>
      `<sheet name="${escapeXml(name)}" sheetId="${index + 1}"${hidden === true ? ' state="hidden"' : ''} r:id="rId${index + 1}"/>`,
  );
  return `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><sheets>${tags.join('')}</sheets></workbook>`;
}

/** Style number: the mark, and again with quote prefix. All are of the format "text" (49). */
function styleOf(mark: CellMark, quoted: boolean): number {
  return 1 + MARKS.indexOf(mark) * 2 + (quoted ? 1 : 0);
}

function styles(): string {
  const fills = [
    ...FIRST_FILLS.map((type) => `<fill><patternFill patternType="${type}"/></fill>`),
    ...COLOURED.map((mark) => markFill(mark)),
  ];
  const formats: string[] = ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'];
  for (const mark of MARKS) {
    const fillId = mark === 'none' ? 0 : FIRST_FILLS.length + COLOURED.indexOf(mark);
    for (const quote of ['', ' quotePrefix="1"'])
      formats.push(
        `<xf numFmtId="49" fontId="${mark === 'heading' ? 1 : 0}" fillId="${fillId}" borderId="0" xfId="0" applyNumberFormat="1" applyFill="1" applyFont="1"${quote}/>`,
      );
  }
  const font = '<sz val="11"/><name val="Calibri"/>';
  return `${DECLARATION}<styleSheet xmlns="${MAIN}"><fonts count="2"><font>${font}</font><font><b/>${font}</font></fonts><fills count="${fills.length}">${fills.join('')}</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${formats.length}">${formats.join('')}</cellXfs></styleSheet>`;
}

async function* sheetXml(sheet: TextSheet): AsyncGenerator<string> {
  let piece = `${DECLARATION}<worksheet xmlns="${MAIN}">${columnsXml(sheet.widths ?? new Map(), sheet.textColumns ?? 0)}<sheetData>`;
  const letters: string[] = [];
  for await (const { row, cells, marks } of sheet.rows) {
    piece += `<row r="${row}">`;
    const width = Math.max(cells.length, marks === undefined ? 0 : Math.max(0, ...marks.keys()) + 1);
    for (let column = 0; column < width; column++) {
      const mark = marks?.get(column) ?? 'none';
      piece += cellXml((letters[column] ??= columnLetters(column)), row, cells[column] ?? '', mark);
    }
    piece += '</row>';
    if (piece.length > PIECE_CHARS) {
      yield piece;
      piece = '';
    }
  }
  yield `${piece}</sheetData>${mergesXml(sheet.merges ?? [])}${choicesXml(sheet.choices ?? [])}</worksheet>`;
}

function cellXml(letters: string, row: number, text: string, mark: CellMark): string {
  if (text === '') return mark === 'none' ? '' : `<c r="${letters}${row}" s="${styleOf(mark, false)}"/>`;
  const style = styleOf(mark, startsLikeFormula(text));
  const shown = escapeXml(text.length > CELL_CHARS ? text.slice(0, CELL_CHARS) : text);
  return `<c r="${letters}${row}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${shown}</t></is></c>`;
}

function columnsXml(widths: TableSheet['widths'], textColumns: number): string {
  if (widths.size === 0) return '';
  const tags = [...widths]
    .toSorted(([a], [b]) => a - b)
    .map(([column, { width, hidden }]) => {
      const size = width === undefined ? '' : ` width="${width}" customWidth="1"`;
      const style = column < textColumns ? ` style="${styleOf('none', false)}"` : '';
      return `<col min="${column + 1}" max="${column + 1}"${size}${style}${hidden ? ' hidden="1"' : ''}/>`;
    });
  return `<cols>${tags.join('')}</cols>`;
}

/** A list that Excel offers; what is typed beside it is asked about and taken all the same. */
function choicesXml(choices: readonly Choice[]): string {
  if (choices.length === 0) return '';
  const tags = choices.map(({ column, from }) => {
    const [letters, source] = [columnLetters(column), columnLetters(from.column)];
    const cells = `'${from.sheet.replaceAll("'", "''")}'!$${source}$2:$${source}$${from.rows + 1}`;
    return `<dataValidation type="list" errorStyle="warning" allowBlank="1" showErrorMessage="1" sqref="${letters}2:${letters}${SHEET_ROWS}"><formula1>${escapeXml(cells)}</formula1></dataValidation>`;
  });
  return `<dataValidations count="${choices.length}">${tags.join('')}</dataValidations>`;
}

function mergesXml(merges: readonly MergedCells[]): string {
  if (merges.length === 0) return '';
  const tags = merges.map(
    ({ top, bottom, left, right }) =>
      `<mergeCell ref="${columnLetters(left)}${top}:${columnLetters(right)}${bottom}"/>`,
  );
  return `<mergeCells count="${merges.length}">${tags.join('')}</mergeCells>`;
}
