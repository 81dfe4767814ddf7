/** Counts of a row by the names of their figures. */
export type TallyCounts = Readonly<Record<string, number>>;

/**
 * The counts of one row of a report by their names. A figure that was asked for also keeps whom it counted, so that a drill-down is what was
 * counted: a household once, however many of its needs or entries the figure counts.
 */
export class FigureTally {
  readonly #counts = new Map<string, number>();
  readonly #asked: string | undefined;
  readonly #opened = new Set<string>();

  constructor(asked?: string) {
    this.#asked = asked;
  }

  add(figure: string, householdId: string): void {
    this.#counts.set(figure, (this.#counts.get(figure) ?? 0) + 1);
    if (figure === this.#asked) this.#opened.add(householdId);
  }

  of(figure: string): number {
    return this.#counts.get(figure) ?? 0;
  }

  /** The counts by their names, and those of another tally of the same row counted in. */
  counts(): TallyCounts {
    return Object.fromEntries(this.#counts);
  }

  addCounts(counts: TallyCounts): void {
    for (const [figure, count] of Object.entries(counts)) this.#counts.set(figure, this.of(figure) + count);
  }

  countsAnybody(): boolean {
    return this.#counts.size > 0;
  }

  /** Whether it counted anybody, but by figures that begin so. */
  countsBut(prefix: string): boolean {
    return [...this.#counts.keys()].some((figure) => !figure.startsWith(prefix));
  }

  /** The sorted ids behind the figure asked for. */
  households(): string[] {
    return [...this.#opened].toSorted();
  }
}
