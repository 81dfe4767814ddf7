/**
 * Short spellings of what fills facts and documents: days, instants, ids of the household's own entries. Everything has one
 * spelling that reads back to exactly what was written; what does not fit a short form stays as it is.
 */
import { DIMENSIONS, type Dimension } from '#shared/reference/dimensions.ts';

export type Cell = string | number | null | readonly Cell[];

const DAY_MS = 86_400_000;
const dayTexts = new Map<number, string>();

function dayText(number: number): string {
  let text = dayTexts.get(number);
  if (text === undefined) {
    text = new Date(number * DAY_MS).toISOString().slice(0, 10);
    dayTexts.set(number, text);
  }
  return text;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A day as days since 1970. */
export function packDay(day: string | null): Cell {
  if (day === null || !DAY.test(day)) return day;
  const number = Date.parse(day) / DAY_MS;
  return Number.isInteger(number) && dayText(number) === day ? number : day;
}

export function unpackDay(cell: Cell | undefined): string | null {
  if (typeof cell === 'number') return dayText(cell);
  if (cell === null || typeof cell === 'string') return cell;
  return cell === undefined ? dayText(0) : damaged();
}

// Neighbours were often recorded together.
let lastInstant = 0;
let lastInstantText = new Date(0).toISOString();

/** An instant of ISO 8601 in UTC with milliseconds as milliseconds since 1970. */
export function packInstant(instant: string): number {
  if (instant === lastInstantText) return lastInstant;
  const number = Date.parse(instant);
  if (Number.isNaN(number) || unpackInstant(number) !== instant)
    throw new Error('An instant is ISO 8601 in UTC with milliseconds');
  return number;
}

export function unpackInstant(number: number): string {
  if (number !== lastInstant) {
    lastInstantText = new Date(number).toISOString();
    lastInstant = number;
  }
  return lastInstantText;
}

/** Digits without a leading zero as a number. */
export function packDigits(text: string): Cell {
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : text;
}

export function unpackDigits(cell: Cell | undefined): string {
  if (typeof cell === 'number') return String(cell);
  return typeof cell === 'string' ? cell : damaged();
}

/** An id of the household's own entries or needs (`<household>.5`, `<household>.5.1`) without the household: 5, `.5.1`. */
export function packOwnId(householdId: string, id: string): Cell {
  if (id.startsWith(householdId) && id.charCodeAt(householdId.length) === DOT) {
    const rest = id.slice(householdId.length + 1);
    return /^[1-9]\d{0,14}$/.test(rest) ? Number(rest) : `.${rest}`;
  }
  return id.startsWith('.') || id.startsWith('~') ? `~${id}` : id;
}

const DOT = 46;
const TILDE = 126;

export function unpackOwnId(householdId: string, cell: Cell | undefined): string {
  if (typeof cell === 'number') return `${householdId}.${cell}`;
  if (typeof cell !== 'string') return damaged();
  const first = cell.charCodeAt(0);
  if (first === DOT) return householdId + cell;
  return first === TILDE ? cell.slice(1) : cell;
}

/** Words of a closed list as one letter each; a word that is not on the list, when it is longer than a letter, as it is. */
export type Letters = { pack(word: string): string; unpack(cell: Cell | undefined): string };

export function lettersOf(words: Readonly<Record<string, string>>): Letters {
  const letters = new Map(Object.entries(words).map(([letter, word]) => [word, letter]));
  const byLetter = new Map(Object.entries(words));
  return {
    pack: (word) => {
      const letter = letters.get(word);
      if (letter === undefined && word.length === 1) throw new Error('A word of one letter has no short spelling');
      return letter ?? word;
    },
    unpack: (cell) => (typeof cell === 'string' ? (byLetter.get(cell) ?? cell) : damaged()),
  };
}

const LETTER_OF_DIMENSION: Readonly<Record<Dimension, string>> = {
  health: 'h',
  living: 'l',
  education: 'e',
  income: 'i',
  access: 'a',
};
const DIMENSION_OF_LETTER = new Map<Cell | undefined, Dimension>(
  DIMENSIONS.map((dimension) => [LETTER_OF_DIMENSION[dimension], dimension]),
);

export function packDimension(dimension: Dimension): string {
  return LETTER_OF_DIMENSION[dimension];
}

export function unpackDimension(cell: Cell | undefined): Dimension {
  return DIMENSION_OF_LETTER.get(cell) ?? damaged();
}

/** Dimensions in their order as one word of letters. */
export function packDimensions(dimensions: readonly Dimension[]): string {
  return dimensions.map(packDimension).join('');
}

export function unpackDimensions(letters: string): Dimension[] {
  return letters.split('').map(unpackDimension);
}

/** Strings that come again within one household (lists, persons): the first time whole, later by their place. */
export class StringTable {
  readonly #strings: string[] = [];

  pack(text: string): Cell {
    const at = this.#strings.indexOf(text);
    if (at >= 0) return at;
    this.#strings.push(text);
    return text;
  }

  unpack(cell: Cell | undefined): string {
    if (typeof cell === 'number') return this.#strings[cell] ?? damaged();
    if (typeof cell !== 'string') return damaged();
    this.#strings.push(cell);
    return cell;
  }
}

export function damaged(): never {
  throw new Error('A packed household is damaged');
}
