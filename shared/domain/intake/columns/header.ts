import { isStorableText, looksMojibake, normalizeThai } from '#shared/thai/thai-text.ts';
import { ERROR_COLUMNS } from './error-columns.ts';
import { COLUMNS, SOURCE_RULES } from './columns.ts';
import { bare, headerText } from './header-text.ts';
import { thaiColumn } from './thai-column.ts';
import { UPLOAD_SOURCES, type ColumnKey, type RowProblem, type UploadSource } from '../cells/row.ts';

/** Columns an office has mapped by hand, because the system does not know them: its header text → our key. */
export type MappedColumns = Readonly<Record<string, ColumnKey>>;

type Line = { row: number; cells: readonly string[] };

export type Header = {
  /** First and last row of it: a merged header may take several rows. */
  firstRow: number;
  lastRow: number;
  /** Column key by position; undefined where the column is not ours. */
  keys: readonly (ColumnKey | undefined)[];
  /** Positions of our own error columns. */
  errorColumns: readonly number[];
  /** Header text by position, as `headerText` makes it, one list for each of its rows. */
  texts: readonly (readonly string[])[];
  /** Texts of the titles above, to know them again on later pages. */
  titles: ReadonlySet<string>;
  /** What the office has mapped by hand, as far as columns of this header are read by it. */
  mapped: MappedColumns;
  problems: RowProblem[];
};

export type HeaderReading =
  | { ok: true; header: Header }
  | {
      ok: false;
      code: 'file-no-header' | 'file-wrong-source' | 'file-columns-missing';
      message: string;
      detail: string;
    };

/** How far down a header is looked for. */
export const HEADER_SEARCH_ROWS = 30;

let generalNames: ReadonlyMap<string, ColumnKey> | undefined;

/** Made at the first header: the function that offers uploads seldom asks. */
function namedInGeneral(text: string): ColumnKey | undefined {
  generalNames ??= new Map(
    COLUMNS.flatMap(({ key, thai, aliases }) =>
      [key, thai, ...aliases].map((name): [string, ColumnKey] => [bare(name), key]),
    ),
  );
  return generalNames.get(text);
}

/** The column of a `source` file that the system itself takes a header for; undefined where an office may say what it means. */
export function knownColumn(header: string, source: UploadSource): ColumnKey | undefined {
  return knownText(headerText(header), source);
}

function knownText(text: string, source: UploadSource): ColumnKey | undefined {
  const key = ownColumn(text, source);
  return key !== undefined && SOURCE_RULES[source].columns.has(key) ? key : undefined;
}

function ownColumn(text: string, source: UploadSource): ColumnKey | undefined {
  const named = SOURCE_RULES[source].names.get(text) ?? namedInGeneral(text);
  if (named !== undefined) return named;
  const indicator = /^(?:indicator|ตัวชี้วัดที่|ตัวชี้วัด|ตชวที่|ตชว)(\d{1,2})(?!\d)/.exec(text)?.[1];
  const number = Number(indicator);
  return number >= 1 && number <= 38 ? `indicator_${number}` : undefined;
}

/** What a header is read for: a source, and what an office has said that its own columns are. */
type Wanted = {
  source: UploadSource;
  /** By header text. */
  mapped: ReadonlyMap<string, Named>;
};

function wantedOf(source: UploadSource, mapped: MappedColumns): Wanted {
  const byText = Object.entries(mapped).map(([name, key]) => [headerText(name), { key, mappedBy: name }] as const);
  return { source, mapped: new Map(byText) };
}

/** `mappedBy`: the name by which an office has mapped it; none when the name is ours. */
type Named = { key: ColumnKey; mappedBy?: string };

/** Our own names come first: nobody can turn a citizen ID into a name for a whole office. */
function columnOf(text: string, { source, mapped }: Wanted): Named | undefined {
  if (text === '') return undefined;
  const said = knownText(text, source) === undefined ? mapped.get(text) : undefined;
  if (said !== undefined) return said;
  const key = ownColumn(text, source);
  return key === undefined ? undefined : { key };
}

type Candidate = { from: number; to: number; columns: (Named | undefined)[]; known: number };

/**
 * Finds the header among the first rows, under any titles, and checks that it
 * is one of a `source` file with all that file needs. Headers over two or three
 * merged rows are put together. `mapped` gives the columns that an office has
 * mapped by hand, by its own header texts; what we know ourselves it cannot
 * change. Source: design of files in; domain.md §7.6.
 */
export function readHeader(lines: readonly Line[], source: UploadSource, mapped: MappedColumns = {}): HeaderReading {
  const wanted = wantedOf(source, mapped);
  const best = findHeader(lines, wanted);
  if (best === undefined) {
    const mojibake = lines.some(({ cells }) => cells.some((cell) => looksMojibake(cell)));
    return {
      ok: false,
      code: 'file-no-header',
      message: mojibake
        ? 'ไม่พบแถวหัวตาราง และตัวอักษรในไฟล์เพี้ยน กรุณาบันทึกเป็น CSV UTF-8 หรือ .xlsx แล้วส่งใหม่'
        : 'ไม่พบแถวหัวตาราง กรุณาใช้หัวคอลัมน์ตามแบบ เช่น เลขประจำตัวประชาชน ชื่อ นามสกุล',
      detail: `No header was found in the first ${HEADER_SEARCH_ROWS} rows.`,
    };
  }
  const has = new Set(best.columns.flatMap((column) => column?.key ?? []));
  const missing = missingOf(source, has);
  if (missing.length > 0) {
    const other = otherSource(source, has);
    if (other !== undefined)
      return {
        ok: false,
        code: 'file-wrong-source',
        message: `ไฟล์นี้ดูเป็น "${SOURCE_RULES[other].thai}" ไม่ใช่ "${SOURCE_RULES[source].thai}" ที่เลือกไว้ กรุณาเลือกชนิดข้อมูลให้ตรงกับไฟล์`,
        detail: `The columns are those of ${other}, not ${source}.`,
      };
    const damaged = lines.slice(best.from, best.to + 1).some(({ cells }) => !cells.every(isStorableText));
    return {
      ok: false,
      code: 'file-columns-missing',
      message: `ขาดคอลัมน์ที่จำเป็น: ${missing.join(', ')}${damaged ? ' และหัวคอลัมน์บางช่องมีอักขระที่เสียหาย กรุณาพิมพ์ใหม่' : ''}`,
      detail: `Row ${lines[best.to]?.row ?? 0} is the header; columns ${source} needs are missing.`,
    };
  }
  return { ok: true, header: headerOf(lines, best, source) };
}

/** How many columns the header among these lines names: 0 when there is none. Tells in which of several ways a file is to be cut. */
export function countHeaderNames(lines: readonly Line[], source: UploadSource, mapped: MappedColumns = {}): number {
  return findHeader(lines, wantedOf(source, mapped))?.known ?? 0;
}

function findHeader(lines: readonly Line[], wanted: Wanted): Candidate | undefined {
  let best: Candidate | undefined;
  const last = Math.min(lines.length, HEADER_SEARCH_ROWS);
  for (let from = 0; from < last; from++)
    for (let to = from; to < Math.min(from + 3, last); to++) {
      const candidate = readCandidate(lines.slice(from, to + 1), from, to, wanted);
      if (candidate === undefined) break;
      if (candidate.known > (best?.known ?? 0)) best = candidate;
    }
  return best;
}

function readCandidate(rows: readonly Line[], from: number, to: number, wanted: Wanted): Candidate | undefined {
  const texts = rows.map(({ cells }) => cells.map(headerText));
  const single = texts.length === 1;
  const lowest = texts.at(-1) ?? [];
  // A row under a header that names no column is data.
  if (!single && (!adjacent(rows) || countKnown(lowest, wanted) === 0)) return undefined;
  const width = Math.max(...texts.map((row) => row.length));
  const columns: (Named | undefined)[] = [];
  const carried: string[] = texts.map(() => '');
  let filled = 0;
  let upper = 0;
  for (let at = 0; at < width; at++) {
    const parts: string[] = [];
    let own = '';
    for (const [index, row] of texts.entries()) {
      const text = row[at] ?? '';
      // A merged cell has its text in its first column only.
      if (text !== '') carried[index] = text;
      const part = text === '' && index < texts.length - 1 && (lowest[at] ?? '') !== '' ? (carried[index] ?? '') : text;
      if (part !== '') parts.push(part);
      if (text !== '') own = text;
    }
    const column = columnOfParts(parts, wanted) ?? columnOf(own, wanted);
    if (column !== undefined && (lowest[at] ?? '') === '') upper++;
    if (own !== '') filled++;
    columns.push(column);
  }
  // Two rows make one header only when the upper one names columns too: a title above does not.
  if (!single && upper === 0 && columns.filter(Boolean).length <= countKnown(lowest, wanted)) return undefined;
  const known = countKeys(columns);
  const enough = known >= 3 || (known === 2 && filled <= 3);
  return enough || single ? { from, to, columns, known: enough ? known : 0 } : undefined;
}

/** The names above each other read as one; a group's name on top may not belong to it. */
function columnOfParts(parts: readonly string[], wanted: Wanted): Named | undefined {
  for (let from = 0; from < parts.length; from++) {
    const column = columnOf(parts.slice(from).join(''), wanted);
    if (column !== undefined) return column;
  }
  return undefined;
}

function adjacent(rows: readonly Line[]): boolean {
  return rows.every((line, index) => index === 0 || line.row === (rows[index - 1]?.row ?? 0) + 1);
}

function countKnown(texts: readonly string[], wanted: Wanted): number {
  return countKeys(texts.map((text) => columnOf(text, wanted)));
}

function countKeys(columns: readonly (Named | undefined)[]): number {
  return new Set(columns.flatMap((column) => column?.key ?? [])).size;
}

function headerOf(lines: readonly Line[], found: Candidate, source: UploadSource): Header {
  const rows = lines.slice(found.from, found.to + 1);
  const first = rows[0]?.row ?? 0;
  const last = rows.at(-1)?.row ?? first;
  const wanted = SOURCE_RULES[source].columns;
  const seen = new Set<ColumnKey>();
  const problems: RowProblem[] = [];
  const own = new Set(found.columns.flatMap((column) => (column && column.mappedBy === undefined ? column.key : [])));
  const mapped = new Map<string, ColumnKey>();
  const keys = found.columns.map((column) => {
    if (column === undefined || !wanted.has(column.key)) return undefined;
    const { key, mappedBy } = column;
    const beside = mappedBy !== undefined && own.has(key);
    if (beside || seen.has(key)) {
      const used = beside ? 'คอลัมน์ที่ระบบรู้จักเอง ไม่ใช้คอลัมน์ที่จับคู่ไว้' : 'คอลัมน์แรก';
      problems.push({
        row: last,
        column: key,
        severity: 'warning',
        code: 'column-duplicate',
        message: `มีคอลัมน์ "${thaiColumn(key)}" ซ้ำ ระบบใช้${used}`,
      });
      return undefined;
    }
    seen.add(key);
    if (mappedBy !== undefined) mapped.set(mappedBy, key);
    return key;
  });
  for (const [at, column] of found.columns.entries()) {
    if (column !== undefined || rows.every(({ cells }) => isStorableText(cells[at] ?? ''))) continue;
    problems.push({
      row: last,
      severity: 'warning',
      code: 'unstorable-text',
      message: `หัวคอลัมน์ที่ ${at + 1} มีอักขระที่เสียหาย ระบบจึงไม่ได้อ่านคอลัมน์นี้ กรุณาพิมพ์หัวคอลัมน์ใหม่`,
    });
  }
  const ours = new Set<string>(Object.values(ERROR_COLUMNS));
  const errorColumns: number[] = [];
  for (const { cells } of rows)
    for (const [at, cell] of cells.entries())
      // Under the name may stand what is to be said of the whole sheet.
      if (ours.has(normalizeThai(cell).split('\n', 1)[0] ?? '')) errorColumns.push(at);
  const titles = new Set<string>();
  for (const { cells } of lines.slice(0, found.from)) {
    const title = cells.map(headerText).join('');
    if (title !== '') titles.add(title);
  }
  return {
    firstRow: first,
    lastRow: last,
    keys,
    errorColumns,
    texts: rows.map(({ cells }) => cells.map(headerText)),
    titles,
    mapped: Object.fromEntries(mapped),
    problems,
  };
}

function missingOf(source: UploadSource, has: ReadonlySet<ColumnKey>): string[] {
  const missing: string[] = [];
  for (const choices of SOURCE_RULES[source].required) {
    if (choices.some((together) => together.every((key) => has.has(key)))) continue;
    missing.push(choices.map((together) => together.map(thaiColumn).join('+')).join(' หรือ '));
  }
  return missing;
}

/** Another source whose needs these columns meet, the one with most of its marks present. */
function otherSource(source: UploadSource, has: ReadonlySet<ColumnKey>): UploadSource | undefined {
  let best: UploadSource | undefined;
  let most = ownMarks(source, has);
  for (const other of UPLOAD_SOURCES) {
    if (other === source) continue;
    const marks = ownMarks(other, has);
    if (marks > most) {
      most = marks;
      best = other;
    }
  }
  return best;
}

function ownMarks(source: UploadSource, has: ReadonlySet<ColumnKey>): number {
  return SOURCE_RULES[source].marks.filter((key) => has.has(key)).length;
}
