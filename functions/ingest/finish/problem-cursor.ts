import type { RowProblem } from '#shared/domain/files/row.ts';

/**
 * Walks problems that come sorted as the file is: by sheet, then by row, and
 * gives those of one row at a time. Problems of sheets that are not in the
 * file are passed over. Holds one problem, however many there are.
 */
export class ProblemCursor {
  readonly #problems: AsyncIterator<RowProblem> | Iterator<RowProblem>;
  readonly #sheetNumbers: ReadonlyMap<string, number>;
  #next: RowProblem | undefined;
  #started = false;

  constructor(problems: AsyncIterable<RowProblem> | Iterable<RowProblem>, sheetNames: readonly string[]) {
    this.#problems = Symbol.asyncIterator in problems ? problems[Symbol.asyncIterator]() : problems[Symbol.iterator]();
    this.#sheetNumbers = new Map(sheetNames.map((name, index) => [name, index]));
  }

  /** The problems of a row, called in order of sheets and rows; `row` 0 gives those of the sheet itself. */
  async take(sheet: number, row: number): Promise<RowProblem[]> {
    if (!this.#started) await this.#advance();
    const found: RowProblem[] = [];
    while (this.#next !== undefined) {
      const at = this.#sheetNumbers.get(this.#next.sheet ?? '');
      if (at !== undefined && (at > sheet || (at === sheet && this.#next.row > row))) break;
      if (at === sheet && this.#next.row === row) found.push(this.#next);
      await this.#advance();
    }
    return found;
  }

  async #advance(): Promise<void> {
    this.#started = true;
    const step = await this.#problems.next();
    this.#next = step.done === true ? undefined : step.value;
  }
}
