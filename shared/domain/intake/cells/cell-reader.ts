import type { FileProblemCode } from '#shared/file-problems.ts';
import { cutText, isBlankWord, isStorableText, normalizeThai } from '#shared/thai/thai-text.ts';
import { thaiColumn } from '../columns/thai-column.ts';
import type { ColumnKey, RowProblem } from './row.ts';

/** Texts of a row's cells by column, as they stand in the file. */
export type CellTexts = { readonly [key in ColumnKey]?: string | undefined };

/** The place of a row in its file. */
export type RowPlace = { row: number; sheet?: string };

const CELL_ERROR = /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|FORMULA!)$/i;
const SHOWN_CHARS = 80;
const TEXT_CHARS = 500;
const LONG_TEXT_CHARS = 4000;
const LONG_TEXTS: ReadonlySet<ColumnKey> = new Set<ColumnKey>(['description', 'problems']);

const REMEMBERED = 8192;
const REMEMBERED_CHARS = 40;
const remembered = new Map<string, string>();

/**
 * The cell normalised, '' when it says nothing. Files repeat the same words
 * from row to row, so short ones are remembered; a full memory starts anew.
 */
function tidy(raw: string): string {
  if (isPlainNumber(raw)) return raw;
  if (raw.length > REMEMBERED_CHARS) return withoutBlankWord(raw);
  const known = remembered.get(raw);
  if (known !== undefined) return known;
  const own = ownCopy(raw);
  const text = withoutBlankWord(own);
  if (remembered.size >= REMEMBERED) remembered.clear();
  remembered.set(own, text);
  return text;
}

/**
 * The same text in memory of its own. A cell is a slice of the block of text it
 * was read from; to remember the slice would keep the whole block.
 */
function ownCopy(cell: string): string {
  return ` ${cell}`.slice(1);
}

function withoutBlankWord(raw: string): string {
  const text = normalizeThai(raw);
  return isBlankWord(text) ? '' : text;
}

/** Digits, with slashes, dots, commas or hyphens inside: IDs, codes, dates, amounts. Nothing to tidy in them. */
function isPlainNumber(raw: string): boolean {
  for (let at = 0; at < raw.length; at++) {
    const code = raw.charCodeAt(at);
    if (code >= 48 && code <= 57) continue;
    if (at === 0 || code < 44 || code > 47) return false;
  }
  return true;
}

/** Reads the cells of one row and gathers what is wrong with them. */
export class CellReader {
  readonly problems: RowProblem[] = [];
  readonly #cells: CellTexts;
  readonly #place: RowPlace;
  readonly #damaged = new Set<ColumnKey>();

  constructor(cells: CellTexts, place: RowPlace) {
    this.#cells = cells;
    this.#place = place;
  }

  /** The cell as one tidy Thai text; undefined when it says nothing ('-', 'ไม่มี', an Excel error …). */
  text(key: ColumnKey): string | undefined {
    const raw = this.#cells[key];
    if (raw === undefined || raw === '') return undefined;
    const text = tidy(raw);
    if (text === '') return undefined;
    if (!isStorableText(text)) return this.#refuseDamaged(key);
    if (text.charCodeAt(0) === 35 && CELL_ERROR.test(text)) {
      this.warning(key, 'cell-formula-error', `ช่อง "${thaiColumn(key)}" เป็นสูตรที่ไม่มีค่า (${text}) จึงถือว่าว่าง`, text);
      return undefined;
    }
    if (text.length > TEXT_CHARS && (!LONG_TEXTS.has(key) || text.length > LONG_TEXT_CHARS)) {
      const most = LONG_TEXTS.has(key) ? LONG_TEXT_CHARS : TEXT_CHARS;
      this.error(key, 'text-too-long', `ช่อง "${thaiColumn(key)}" ยาวเกิน ${most} ตัวอักษร`);
      return undefined;
    }
    return text;
  }

  /** The cell untouched; '' when the row has no such cell. */
  raw(key: ColumnKey): string {
    const raw = this.#cells[key] ?? '';
    return isStorableText(tidy(raw)) ? raw : (this.#refuseDamaged(key) ?? '');
  }

  /** Whether text of the cell was lost on its way here. The row is rejected, and nothing else is said of the cell. */
  isDamaged(key: ColumnKey): boolean {
    return this.#damaged.has(key);
  }

  #refuseDamaged(key: ColumnKey): undefined {
    this.error(key, 'unstorable-text', `ช่อง "${thaiColumn(key)}" มีอักขระที่เสียหาย กรุณาพิมพ์ใหม่`);
    this.#damaged.add(key);
  }

  /** Rejects the row. `value` is what the cell said: leave it out, or mask it, when it is personal. */
  error(column: ColumnKey, code: FileProblemCode, message: string, value?: string): void {
    this.#add('error', column, code, message, value);
  }

  /** Is told to the officer; the row goes on. */
  warning(column: ColumnKey, code: FileProblemCode, message: string, value?: string): void {
    this.#add('warning', column, code, message, value);
  }

  #add(
    severity: RowProblem['severity'],
    column: ColumnKey,
    code: FileProblemCode,
    message: string,
    value?: string,
  ): void {
    if (this.#damaged.has(column)) return;
    const problem: RowProblem = { row: this.#place.row, column, severity, code, message };
    if (this.#place.sheet !== undefined && this.#place.sheet !== '') problem.sheet = this.#place.sheet;
    if (value !== undefined && value !== '')
      problem.value = value.length > SHOWN_CHARS ? `${cutText(value, SHOWN_CHARS)}…` : value;
    this.problems.push(problem);
  }
}
