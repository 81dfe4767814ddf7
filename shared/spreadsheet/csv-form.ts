import type { FileHandle } from 'node:fs/promises';
import { CsvRecords } from './csv-records.ts';
import type { CsvForm } from './csv-table.ts';
import { FileRefused } from './file-refusal.ts';
import type { Limits } from './limits.ts';
import type { CountHeaderNames } from './table.ts';
import { decodedText, detectEncoding, type TextEncodingName } from './text-encoding.ts';

const DELIMITERS = [',', ';', '\t'] as const;
/** Delimiters that other programs offer, and that are not read: a refusal names them. */
const OTHER_DELIMITERS = [
  '|',
  '#',
  '^',
  '~',
  '¦',
  '!',
  ':',
  '*',
  '&',
  '@',
  '$',
  '%',
  '+',
  '，',
  '；',
  '、',
  '\u001f',
  '\u0001',
];
const SAID = /^sep=([^\r\n])[\r\n]/;
const SNIFFED_CHARS = 64 * 1024;
const COUNTED_ROWS = 60;

/** Finds encoding and delimiter (`,` `;` tab) of a text file from its content. Throws FileRefused for what is no such text. */
export async function findForm(
  file: FileHandle,
  size: number,
  limits: Limits,
  countHeaderNames: CountHeaderNames,
): Promise<CsvForm> {
  const encoding = await detectEncoding(file, size);
  const start = await firstText(file, size, encoding);
  const delimiter = sniffDelimiter(start, limits, countHeaderNames);
  return { encoding, delimiter, ...(SAID.test(start) ? { said: true } : {}) };
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
 * The delimiter under which the header names most columns: cells of data may be
 * full of another one. Where none shows a header, the one that cuts the first
 * records into most columns. `sep=;` in the first line, as Excel writes it,
 * decides. Throws FileRefused when only a delimiter that is not read shows a header.
 */
function sniffDelimiter(text: string, limits: Limits, countHeaderNames: CountHeaderNames): string {
  const said = SAID.exec(text)?.[1];
  if (said !== undefined) {
    if (DELIMITERS.some((delimiter) => delimiter === said)) return said;
    throw otherDelimiter(said);
  }
  let best: string = DELIMITERS[0];
  let mostNames = 0;
  let most = 0;
  for (const delimiter of DELIMITERS) {
    const rows = CsvRecords.untilFault(text, delimiter, limits);
    const names = countHeaderNames(rows);
    const counts = rows
      .slice(0, COUNTED_ROWS)
      .map(({ cells }) => cells.length - 1)
      .filter((count) => count > 0);
    counts.sort((a, b) => a - b);
    // The middle of the records that have it: one title full of commas must not decide.
    const middle = counts[counts.length >> 1] ?? 0;
    const score = middle * counts.length;
    if (names > mostNames || (names === mostNames && score > most)) {
      mostNames = names;
      most = score;
      best = delimiter;
    }
  }
  if (mostNames < HEADER_NAMES)
    for (const delimiter of OTHER_DELIMITERS)
      if (text.includes(delimiter)) {
        const names = countHeaderNames(CsvRecords.untilFault(text, delimiter, limits));
        if (names >= HEADER_NAMES && names > mostNames) throw otherDelimiter(delimiter);
      }
  return best;
}

/** So many names of columns are a header, and no chance. */
const HEADER_NAMES = 3;

function otherDelimiter(delimiter: string): FileRefused {
  const shown =
    delimiter < ' ' ? `U+${delimiter.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}` : delimiter;
  return new FileRefused('file-delimiter', `The columns are separated by ${shown}.`, `ไฟล์นี้คั่นด้วย ${shown}`);
}
