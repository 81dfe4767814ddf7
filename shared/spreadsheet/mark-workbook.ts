import { open } from 'node:fs/promises';
import { CellFormats } from './cell-formats.ts';
import type { CellMark } from './cell-mark.ts';
import { FileRefused } from './file-refusal.ts';
import { LIMITS, type Limits } from './limits.ts';
import { LAST_COLUMN, markedSheet, type RowMarks, type SheetMarks } from './mark-sheet.ts';
import { NotInPlace } from './not-in-place.ts';
import { readSheetLayout } from './sheet-layout.ts';
import { shownLines } from './shown-lines.ts';
import { columnOf } from './sheet-rows.ts';
import { withVisibleCells } from './visible-cells.ts';
import { relationsOf, relationsPart, readWorkbookParts, type WorkbookParts } from './workbook-parts.ts';
import { ELEMENTS, walkXml } from './xml-reader.ts';
import { ZipArchive } from './zip-archive.ts';
import { ZipFileWriter } from './zip-writer.ts';

export type RowToMark = {
  /** Colours of its cells, by column from 0. */
  cells: ReadonlyMap<number, CellMark>;
  /** For each column of texts. */
  texts: readonly ({ text: string; mark: CellMark } | undefined)[];
};

export type SheetToMark = {
  /** Which of the worksheets it is, from 0. */
  number: number;
  /** The row with the headings, from 1. */
  headerRow: number;
  /** From this column on nothing is in the cells. */
  free: number;
  /** Its cells may be merged: it is gone through once more, before, to see which cell is seen in place of those that are covered. */
  merged?: boolean;
  /** Columns of texts from an earlier marking. */
  earlier: readonly number[];
  /** Of each column of texts that is added, in characters. */
  widths: readonly number[];
  rows: ReadonlyMap<number, RowToMark>;
};

/**
 * Writes a workbook (`original`, a path) again with marks in some of its sheets: colours of cells, and columns of texts at the right
 * end or in the place of those of an earlier marking. Every part but these sheets, the cell formats and the list of content types is
 * copied as it is compressed. Macros are left out with what names them, and so are signatures, which no longer hold; what is added is
 * text. Sheets are gone through once, those with merged cells twice; memory holds the cell formats and one row.
 *
 * Throws NotInPlace when that cannot be without loss, and FileRefused for a file that is damaged.
 */
export async function markWorkbook(
  original: string,
  out: string,
  sheets: readonly SheetToMark[],
  limits: Limits = LIMITS,
): Promise<void> {
  const file = await open(original, 'r');
  try {
    const { size } = await file.stat();
    const zip = await ZipArchive.open(file, size, limits);
    const parts = await readWorkbookParts(zip);
    const formats = await readFormats(zip, parts);
    const marks = new Map<string, SheetMarks>();
    for (const sheet of sheets) {
      const part = parts.sheets[sheet.number]?.part;
      const entry = part === undefined ? undefined : zip.entries.get(part);
      if (part === undefined || entry === undefined)
        throw new FileRefused('file-damaged', `The workbook has no sheet ${sheet.number}.`);
      const { merges } = sheet.merged ? await readSheetLayout(zip, entry, limits) : { merges: [] };
      const rows = withVisibleCells(sheet.rows, merges, { cells: new Map(), texts: [] });
      marks.set(part, placed({ ...sheet, rows }, await tablesOf(zip, part)));
    }
    const { left, changed } = await withoutMacrosAndSignatures(zip, parts);
    const target = await open(out, 'w');
    try {
      const writer = new ZipFileWriter(target);
      for (const [name, entry] of zip.entries) {
        if (name === parts.styles || left.has(name)) continue;
        const ofSheet = marks.get(name);
        const text = changed.get(name);
        if (ofSheet !== undefined) await writer.add(name, markedSheet(zip.read(entry), name, ofSheet, formats, limits));
        else if (text === undefined) await writer.copy(entry, zip.readCompressed(entry));
        else await writer.add(name, [text]);
      }
      // The sheets have said by now which formats are added.
      if (parts.styles !== undefined) await writer.add(parts.styles, [Buffer.from(formats.xml(), 'latin1')]);
      await writer.finish();
    } finally {
      await target.close();
    }
  } finally {
    await file.close();
  }
}

async function readFormats(zip: ZipArchive, { styles }: WorkbookParts): Promise<CellFormats> {
  const xml = styles === undefined ? undefined : await zip.readSmall(styles);
  if (xml === undefined) throw new NotInPlace('no-cell-formats', 'The workbook has no part of cell formats.');
  return new CellFormats(xml.toString('latin1'), styles ?? '');
}

type ColumnRange = { left: number; right: number };

/** The columns of the tables on a sheet: a heading of a table is named a second time in it, so that none of ours may be there. */
async function tablesOf(zip: ZipArchive, sheet: string): Promise<ColumnRange[]> {
  const relations = await relationsOf(zip, sheet);
  const parts = new Set(relations.filter(({ type }) => type.endsWith('/table')).map(({ target }) => target));
  const ranges: ColumnRange[] = [];
  for (const part of parts) {
    const xml = await zip.readText(part);
    if (xml === undefined) continue;
    walkXml(xml, part, ELEMENTS.tables, (tag) => {
      if (tag.name !== 'table' || !tag.open) return;
      const [, left, right = left] =
        /^([A-Z]{1,3})\d{1,7}(?::([A-Z]{1,3})\d{1,7})?$/.exec(tag.attribute('ref') ?? '') ?? [];
      if (left !== undefined && right !== undefined) ranges.push({ left: columnOf(left), right: columnOf(right) });
    });
  }
  return ranges;
}

/** Which columns take the texts: those of an earlier marking as far as no table has taken them up, then free ones at the right end. */
export function placed(sheet: SheetToMark, tables: readonly ColumnRange[]): SheetMarks {
  const { earlier, widths, headerRow } = sheet;
  const again = earlier
    .filter((column) => !tables.some(({ left, right }) => column >= left && column <= right))
    .slice(0, widths.length);
  const first = Math.max(sheet.free, ...tables.map(({ right }) => right + 1), ...earlier.map((column) => column + 1));
  const added = widths.slice(again.length).map((width, at) => ({ column: first + at, width }));
  if ((added.at(-1)?.column ?? 0) > LAST_COLUMN)
    throw new NotInPlace('no-free-column', `The columns up to ${first} are taken.`);
  const columns = [...again, ...added.map(({ column }) => column)];
  const rows = new Map<number, RowMarks>();
  for (const [row, { cells, texts }] of sheet.rows) {
    const byColumn = new Map<number, { text: string; mark: CellMark }>();
    let lines = 1;
    for (const [at, column] of columns.entries()) {
      const text = texts[at];
      if (text === undefined) continue;
      byColumn.set(column, text);
      lines = Math.max(lines, shownLines(text.text, widths[at] ?? Infinity));
    }
    rows.set(row, { cells, texts: byColumn, lines });
  }
  return { rows, added, earlier: { columns: earlier, from: headerRow + 1 } };
}

const MACROS = /\/(?:vbaProject|attachedToolbars)$/;
const MACRO_SHEET = /\/xl(?:Intl)?Macrosheet$/;
/** Of the whole file: the ribbon of macros, and signatures of what the file was before it was marked. */
const RIBBON_OR_SIGNATURES = /\/ui\/(?:user)?(?:extensibility|customization)$|\/digital-signature\/origin$/i;
/** What belongs to a part that is left out, and to nothing else. */
const OF_WHAT_IS_LEFT = /\/vbaProjectSignature\w{0,20}$|\/digital-signature\/(?:signature|certificate)$/;
/** Content types that the workbook gives to whole extensions. */
const LEFT_CONTENT: ReadonlySet<string> = new Set([
  'application/vnd.ms-office.vbaProject',
  'application/vnd.openxmlformats-package.digital-signature-origin',
  'application/vnd.openxmlformats-package.digital-signature-certificate',
]);
const WORKBOOK_CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';

type Without = { left: ReadonlySet<string>; changed: ReadonlyMap<string, Buffer> };

/** The parts of macros and signatures, which are left out, and those that name them without the names. */
async function withoutMacrosAndSignatures(zip: ZipArchive, parts: WorkbookParts): Promise<Without> {
  const left = new Set<string>();
  const changed = new Map<string, Buffer>();
  const kept = new Set([parts.workbook, parts.styles, ...parts.sheets.map(({ part }) => part)]);
  const leave = async (part: string): Promise<void> => {
    if (kept.has(part) || left.has(part)) return;
    left.add(part);
    left.add(relationsPart(part));
    for (const { type, target } of await relationsOf(zip, part))
      if (OF_WHAT_IS_LEFT.test(type) || target.startsWith('customUI/')) await leave(target);
  };
  for (const [of, types] of [
    [parts.workbook, MACROS],
    ['', RIBBON_OR_SIGNATURES],
  ] as const) {
    const relations = await relationsOf(zip, of);
    if (relations.some(({ type }) => MACRO_SHEET.test(type)))
      throw new NotInPlace('macro-sheets', 'The workbook has sheets of macros.');
    const found = relations.filter(({ type }) => types.test(type));
    for (const { target } of found) await leave(target);
    if (found.length === 0) continue;
    await change(zip, changed, relationsPart(of), (xml, part) =>
      withoutElements(xml, part, ELEMENTS.relations, (tag) => types.test(tag.attribute('Type') ?? '')),
    );
  }
  await change(zip, changed, '[Content_Types].xml', (xml, part) => contentTypes(xml, part, zip, parts, left));
  return { left, changed };
}

/** Notes what a part is changed to, as Latin-1; nothing when that is what it was. */
async function change(
  zip: ZipArchive,
  changed: Map<string, Buffer>,
  part: string,
  by: (xml: string, part: string) => string,
): Promise<void> {
  const xml = (await zip.readSmall(part))?.toString('latin1');
  if (xml === undefined) return;
  const after = by(xml, part);
  if (after !== xml) changed.set(part, Buffer.from(after, 'latin1'));
}

type Tag = Parameters<Parameters<typeof walkXml>[3]>[0];

/** The part without the elements that are not wanted; `by` may also give another tag for one. */
function withoutElements(
  xml: string,
  part: string,
  names: readonly string[],
  by: (tag: Tag) => boolean | string,
): string {
  let out = '';
  let from = 0;
  let leaving = false;
  walkXml(xml, part, names, (tag) => {
    if (tag.name === undefined) return;
    if (tag.open) {
      const verdict = by(tag);
      leaving = verdict === true;
      if (verdict === false) return;
      out += xml.slice(from, tag.start) + (verdict === true ? '' : verdict);
      from = tag.position;
    } else if (leaving) {
      from = tag.position;
      leaving = false;
    }
  });
  return out + xml.slice(from);
}

/** The content types of a workbook that is no template and has no macros. */
function contentTypes(
  xml: string,
  part: string,
  zip: ZipArchive,
  { workbook }: WorkbookParts,
  left: ReadonlySet<string>,
): string {
  const named = new Set<string>();
  walkXml(xml, part, ELEMENTS.contentTypes, (tag) => {
    if (tag.name === 'Override' && tag.open) named.add((tag.attribute('PartName') ?? '').slice(1));
  });
  const byExtension = [...zip.entries.keys()].filter((name) => !left.has(name) && !named.has(name));
  return withoutElements(xml, part, ELEMENTS.contentTypes, (tag) => {
    const type = tag.attribute('ContentType') ?? '';
    if (tag.name === 'Default') {
      const extension = `.${tag.attribute('Extension') ?? ''}`.toLowerCase();
      return LEFT_CONTENT.has(type) && !byExtension.some((name) => name.toLowerCase().endsWith(extension));
    }
    const name = (tag.attribute('PartName') ?? '').slice(1);
    if (left.has(name)) return true;
    if (name === workbook && /macroEnabled|template|addin/i.test(type))
      return tag.changedTag({ ContentType: WORKBOOK_CONTENT });
    return false;
  });
}
