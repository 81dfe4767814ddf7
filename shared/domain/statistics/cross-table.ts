/**
 * Households helped in the month, agency by column (a dimension or a district). `distinct` counts a household once in its row, column or
 * table; `summed` is the plain sum ("นับซ้ำ"). `rows` and `cells` stand in the order of the report's rows and of `columns` (domain.md §6.3).
 */
export type CrossTable = {
  columns: string[];
  rows: { agency: string | null; cells: number[]; distinct: number; summed: number }[];
  distinct: { cells: number[]; distinct: number; summed: number };
  summedRows: { cells: number[]; distinct: number; summed: number };
};

/** What a row of the table counted of some of the households. */
export type CrossPart = { readonly distinct: number; readonly cells: Readonly<Record<string, number>> };

/** Counts the households of one row by column; each household is added once, with the columns it counts in. */
export class CrossTally {
  #distinct = 0;
  readonly #cells = new Map<string, number>();

  add(columns: Iterable<string>): void {
    this.#distinct += 1;
    for (const column of columns) this.#cells.set(column, (this.#cells.get(column) ?? 0) + 1);
  }

  part(): CrossPart {
    return { distinct: this.#distinct, cells: Object.fromEntries(this.#cells) };
  }

  addPart({ distinct, cells }: CrossPart): void {
    this.#distinct += distinct;
    for (const [column, count] of Object.entries(cells))
      this.#cells.set(column, (this.#cells.get(column) ?? 0) + count);
  }

  columns(): Iterable<string> {
    return this.#cells.keys();
  }

  row(columns: readonly string[]): { cells: number[]; distinct: number; summed: number } {
    const cells = columns.map((column) => this.#cells.get(column) ?? 0);
    return { cells, distinct: this.#distinct, summed: sum(cells) };
  }
}

/** `agencies` gives the order of the rows; `total` the tally in which each household was added once. */
export function crossTable(
  columns: readonly string[],
  agencies: readonly (string | null)[],
  tallies: ReadonlyMap<string | null, CrossTally>,
  total: CrossTally,
): CrossTable {
  const none = new CrossTally();
  const rows = agencies.map((agency) => ({ agency, ...(tallies.get(agency) ?? none).row(columns) }));
  return {
    columns: [...columns],
    rows,
    distinct: total.row(columns),
    summedRows: {
      cells: columns.map((_, index) => sum(rows.map((row) => row.cells[index] ?? 0))),
      distinct: sum(rows.map((row) => row.distinct)),
      summed: sum(rows.map((row) => row.summed)),
    },
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
