import { FileRefused } from './file-refusal.ts';
import type { Limits } from './limits.ts';
import type { MergedCells } from './table.ts';
import { attribute, tags } from './xml-text.ts';
import type { ZipArchive, ZipEntry } from './zip-archive.ts';

export type SheetLayout = {
  merges: MergedCells[];
  widths: Map<number, { width?: number; hidden: boolean }>;
};

const HEAD_CHARS = 256 * 1024;
const OVERLAP = 32;

/**
 * Reads what stands before and after the rows of a sheet: column widths and
 * merged cells. On the way all of it is inflated once, so that a lying size,
 * damage or a DOCTYPE is found before any row is used.
 */
export async function readSheetLayout(zip: ZipArchive, entry: ZipEntry, limits: Limits): Promise<SheetLayout> {
  let head = '';
  let tail: string | undefined;
  let carried = '';
  for await (const block of zip.read(entry)) {
    // Tags are ASCII: Latin-1 finds them without decoding.
    const latin1 = block.toString('latin1');
    const text = carried + latin1;
    if (/<!(?:doctype|entity)/i.test(text)) throw new FileRefused('file-xml-doctype', `${entry.name} has a DOCTYPE.`);
    if (head.length < HEAD_CHARS) head += latin1;
    if (tail !== undefined) {
      tail += latin1;
    } else {
      const end = /<\/(?:[\w.-]+:)?sheetData>/.exec(text);
      if (end !== null) tail = text.slice(end.index);
    }
    if (tail !== undefined && tail.length > limits.smallPartBytes) {
      throw new FileRefused(
        'file-too-large',
        `${entry.name} has more than ${limits.smallPartBytes} bytes after its rows.`,
      );
    }
    carried = text.slice(-OVERLAP);
  }
  return { merges: readMerges(tail ?? '', limits), widths: readWidths(head, limits) };
}

function readMerges(xml: string, limits: Limits): MergedCells[] {
  const merges: MergedCells[] = [];
  for (const tag of tags(xml, 'mergeCell')) {
    const ends = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(attribute(tag, 'ref') ?? '');
    if (ends === null) continue;
    const [, left = '', top = '', right = '', bottom = ''] = ends;
    merges.push({ top: Number(top), bottom: Number(bottom), left: columnNumber(left), right: columnNumber(right) });
    if (merges.length > limits.merges)
      throw new FileRefused('file-too-large', `More than ${limits.merges} merged cells.`);
  }
  return merges;
}

function readWidths(xml: string, limits: Limits): SheetLayout['widths'] {
  const widths: SheetLayout['widths'] = new Map();
  const columns = /<(?:[\w.-]+:)?cols>([\s\S]*?)<\/(?:[\w.-]+:)?cols>/.exec(xml)?.[1] ?? '';
  for (const tag of tags(columns, 'col')) {
    const width = Number(attribute(tag, 'width'));
    const hidden = /^(1|true)$/.test(attribute(tag, 'hidden') ?? '');
    const last = Math.min(Number(attribute(tag, 'max')), limits.columns);
    for (let column = Number(attribute(tag, 'min')); column <= last; column++) {
      widths.set(column - 1, Number.isFinite(width) ? { width: Math.min(width, 255), hidden } : { hidden });
    }
  }
  return widths;
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
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}
