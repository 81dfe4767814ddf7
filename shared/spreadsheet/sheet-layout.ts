import { FileRefused } from './file-refusal.ts';
import type { Limits } from './limits.ts';
import type { MergedCells } from './table.ts';
import { ELEMENTS, XmlReader, type Element } from './xml-reader.ts';
import type { ZipArchive, ZipEntry } from './zip-archive.ts';

export type SheetLayout = {
  merges: MergedCells[];
  widths: Map<number, { width?: number; hidden: boolean }>;
};

/**
 * Reads what comes before and after the rows of a sheet: column widths and
 * merged cells. On the way all of it is inflated once, so that a lying size or
 * damage is found before any row is used.
 */
export async function readSheetLayout(zip: ZipArchive, entry: ZipEntry, limits: Limits): Promise<SheetLayout> {
  const xml = new XmlReader(entry.name, ELEMENTS.sheetLayout);
  const layout: SheetLayout = { merges: [], widths: new Map() };
  let columns = 0;
  for await (const block of zip.read(entry)) {
    // Tags are ASCII: Latin-1 finds them without decoding.
    xml.push(block.toString('latin1'));
    while (xml.next()) {
      if (!xml.open || xml.name === undefined) continue;
      if (xml.name === 'sheetData' && !xml.empty) xml.skipInside();
      if (xml.name === 'mergeCell') addMerge(xml, layout.merges, limits);
      if (xml.name !== 'col') continue;
      columns++;
      if (columns > limits.widths) throw xml.damaged(`sets the widths of more than ${limits.widths} columns`);
      addWidths(xml, layout.widths, limits);
    }
  }
  xml.finish();
  return layout;
}

function addMerge(xml: XmlReader<Element>, merges: MergedCells[], limits: Limits): void {
  const ends = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(xml.attribute('ref') ?? '');
  if (ends === null) return;
  const [, left = '', top = '', right = '', bottom = ''] = ends;
  merges.push({ top: Number(top), bottom: Number(bottom), left: columnNumber(left), right: columnNumber(right) });
  if (merges.length > limits.merges)
    throw new FileRefused('file-too-large', `More than ${limits.merges} merged cells.`);
}

function addWidths(xml: XmlReader<Element>, widths: SheetLayout['widths'], limits: Limits): void {
  const width = Number(xml.attribute('width'));
  const hidden = /^(1|true)$/.test(xml.attribute('hidden') ?? '');
  const last = Math.min(Number(xml.attribute('max')), limits.columns);
  // Whatever the file says: no column comes before the first.
  for (let column = Math.max(Number(xml.attribute('min')), 1); column <= last; column++)
    widths.set(column - 1, Number.isFinite(width) ? { width: Math.min(width, 255), hidden } : { hidden });
}

/** 'A' → 0, 'Z' → 25, 'AA' → 26. */
export function columnNumber(letters: string): number {
  let number = 0;
  for (let at = 0; at < letters.length; at++) number = number * 26 + (letters.charCodeAt(at) & 0x1f);
  return number - 1;
}

/** 0 → 'A', 25 → 'Z', 26 → 'AA'. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}
