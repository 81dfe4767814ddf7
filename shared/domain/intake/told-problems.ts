/** How the problems of a file are told: in which order, what is said once for many rows, and how many rows a code has. */
import type { RowProblem } from './cells/row.ts';

/** A problem as a receipt has it. A warning that more than one row has comes once: `rows` is how many have it, `first` the first of them. */
export type ToldProblem = RowProblem & { rows?: number; first?: number };

type Sheets = readonly { index: number; name: string }[];
type Order = (a: RowProblem, b: RowProblem) => number;

/**
 * The order of problems: what rejects a row comes first; then as the officer reads the file, sheet by sheet (`sheets`: those that were
 * read) and row by row.
 */
export function problemOrder(sheets: Sheets): Order {
  const indexes = new Map(sheets.map(({ name, index }) => [name, index]));
  const sheetOf = ({ sheet = '' }: RowProblem): number => indexes.get(sheet) ?? 0;
  return (a, b) =>
    compareTexts(a.severity, b.severity) ||
    sheetOf(a) - sheetOf(b) ||
    a.row - b.row ||
    compareTexts(a.column ?? '', b.column ?? '') ||
    compareTexts(a.code, b.code);
}

/** By code units: a million of them are compared, and no language matters. */
function compareTexts(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** The first `most` problems as a receipt tells them, of all that are added in their order. Memory does not grow with what is added. */
export class ToldProblems {
  readonly #most: number;
  readonly #told: ToldProblem[] = [];
  readonly #warnings = new Map<string, ToldProblem>();

  constructor(most: number) {
    this.#most = most;
  }

  add(problem: RowProblem): void {
    const { severity, code, column, message, value } = problem;
    const alike = severity === 'warning' ? JSON.stringify([code, column, message]) : undefined;
    const earlier = alike === undefined ? undefined : this.#warnings.get(alike);
    if (earlier) {
      earlier.rows = (earlier.rows ?? 1) + 1;
      earlier.first ??= earlier.row;
      // What one of the rows says is not what all of them say.
      if (earlier.value !== value) delete earlier.value;
      return;
    }
    if (this.#told.length >= this.#most) return;
    const told: ToldProblem = { ...problem };
    this.#told.push(told);
    if (alike !== undefined) this.#warnings.set(alike, told);
  }

  told(): ToldProblem[] {
    return this.#told;
  }
}

/**
 * What a receipt shows: at most `most` problems in their order. What is said of the file as a whole is always among them, however many
 * rows are wrong.
 */
export function problemsOfReceipt(
  ofFile: readonly RowProblem[],
  ofRows: readonly ToldProblem[],
  sheets: Sheets,
  most: number,
): ToldProblem[] {
  const kept = ofRows.slice(0, Math.max(0, most - ofFile.length));
  return [...ofFile, ...kept].sort(problemOrder(sheets)).slice(0, most);
}
