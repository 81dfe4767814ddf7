/** Text by which a spreadsheet takes a cell for a formula when it is typed or read from a text file. */
const FORMULA_START = /^[=+\-@\t\r＝＋－＠]/;
const GUARDED = /^'[=+\-@\t\r＝＋－＠]/;

export function startsLikeFormula(text: string): boolean {
  return FORMULA_START.test(text);
}

/** The cell of a text file that no program runs: an apostrophe stands before what looks like a formula. */
export function guarded(cell: string): string {
  return startsLikeFormula(cell) ? `'${cell}` : cell;
}

/** The cell without the apostrophe that `guarded` puts before it. */
export function withoutGuard(cell: string): string {
  return GUARDED.test(cell) ? cell.slice(1) : cell;
}
