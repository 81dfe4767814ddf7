/**
 * Which figures of a published table are hidden so that nobody can reckon back to a group of fewer than five households. The figures
 * that stay are exact. Source: domain.md §6.5 (public version), §7.7.
 *
 * A table is a system: cells, and equations that say of which parts a total is the sum. What is known without being printed, such as the rest
 * of a percentage, the overlap of dimensions or the change against an earlier revision, is a cell that is not `published`. The audit takes
 * the place of a reader who knows this method, so also that a hidden cell is never 0.
 */
export const LEAST_SHOWN = 5;

export type Cell = {
  readonly id: string;
  /** A whole number. */
  readonly value: number;
  /** False: nobody sees it, and yet nobody may reckon it when it is small. */
  readonly published: boolean;
  /** False: no group of people, such as an overlap that counts households twice. */
  readonly countsPeople: boolean;
  /** True: may be below 0, such as a change. */
  readonly signed?: boolean;
  /** True: was shown before and stays so; it cannot be hidden any more. */
  readonly fixed?: boolean;
};

/** `total` is the sum of `parts`; ids of cells. */
export type Equation = { readonly total: string; readonly parts: readonly string[] };

/** A linear equation of what is unknown: the sum of coefficient times cell is `sum`. Cells by their place in the list of cells. */
type Row = { readonly terms: ReadonlyMap<number, number>; readonly sum: number };
type Bounds = { readonly low: number; readonly high: number };

/**
 * Hides the cells of 1 to 4, then others until the audit finds no small cell that can be narrowed down: of the equations of an exposed cell
 * the smallest part, of equal ones the first by id, and the total when no part is left. `alreadyHidden`: what an earlier revision of the
 * same figures hid stays hidden. Gives the ids of the published cells to hide, small ones first.
 *
 * It always ends in a safe table: once every cell but zeros is hidden, any multiple of the true figures fits as well.
 */
export function suppress(
  cells: readonly Cell[],
  equations: readonly Equation[],
  alreadyHidden: readonly string[] = [],
): string[] {
  const system = new System(cells, equations);
  const before = new Set(alreadyHidden);
  const hidden = new Set<number>();
  for (const [at, cell] of cells.entries())
    if (cell.published && (isSmall(cell) || (before.has(cell.id) && cell.value !== 0))) hidden.add(at);
  for (;;) {
    const exposed = system.exposed(hidden);
    if (exposed.length === 0) return [...hidden].flatMap((at) => cells[at]?.id ?? []);
    const partners = exposed.flatMap((at) => system.partnerOf(at, hidden) ?? []);
    if (partners.length === 0) throw new Error('A small cell stays exposed with every cell hidden');
    for (const partner of partners) hidden.add(partner);
  }
}

function isSmall({ value, countsPeople }: Cell): boolean {
  return countsPeople && value !== 0 && Math.abs(value) < LEAST_SHOWN;
}

class System {
  readonly #cells: readonly Cell[];
  readonly #equations: readonly (readonly number[])[];
  /** Places of the equations in which a cell is. */
  readonly #equationsOf: readonly number[][];

  constructor(cells: readonly Cell[], equations: readonly Equation[]) {
    const places = new Map(cells.map(({ id }, at) => [id, at]));
    const placeOf = (id: string): number => {
      const at = places.get(id);
      if (at === undefined) throw new RangeError(`An equation names the cell ${id}, which is not there`);
      return at;
    };
    this.#cells = cells;
    this.#equations = equations.map(({ total, parts }) => [total, ...parts].map(placeOf));
    this.#equationsOf = cells.map(() => []);
    for (const [at, members] of this.#equations.entries())
      for (const member of members) this.#equationsOf[member]?.push(at);
    for (const [total = -1, ...parts] of this.#equations)
      if (this.#valueOf(total) !== parts.reduce((sum, part) => sum + this.#valueOf(part), 0))
        throw new RangeError(`The parts of ${cells[total]?.id ?? ''} are not its sum`);
  }

  /** Small cells that a reader of what is not hidden can pin down, or tell to be small. */
  exposed(hidden: ReadonlySet<number>): number[] {
    const rows = this.#rows(hidden);
    const near = this.#exposedBy(rows, hidden);
    // The combinations are costly: they are only tried when the equations themselves tell nothing.
    return near.length > 0 ? near : this.#exposedBy([...rows, ...reduced(rows)], hidden);
  }

  /** The cell to hide beside an exposed one; undefined when nothing is left. */
  partnerOf(exposed: number, hidden: ReadonlySet<number>): number | undefined {
    const own = this.#equationsOf[exposed] ?? [];
    const near = this.#leastShown(own, hidden);
    if (near !== undefined) return near;
    const reached = new Set(own);
    // An equation that shares something unknown with one of these tells of the same cells.
    for (const equation of reached)
      for (const member of this.#equations[equation] ?? [])
        if (this.#isUnknown(member, hidden)) for (const other of this.#equationsOf[member] ?? []) reached.add(other);
    return this.#leastShown([...reached], hidden);
  }

  #leastShown(equations: readonly number[], hidden: ReadonlySet<number>): number | undefined {
    const isCandidate = (at: number): boolean =>
      !this.#isUnknown(at, hidden) && this.#valueOf(at) !== 0 && this.#cells[at]?.fixed !== true;
    const parts = equations.flatMap((at) => this.#equations[at]?.slice(1) ?? []).filter(isCandidate);
    const totals = equations.flatMap((at) => this.#equations[at]?.slice(0, 1) ?? []).filter(isCandidate);
    const idOf = (at: number): string => this.#cells[at]?.id ?? '';
    const [least] = (parts.length > 0 ? parts : totals).toSorted(
      (a, b) => Math.abs(this.#valueOf(a)) - Math.abs(this.#valueOf(b)) || (idOf(a) < idOf(b) ? -1 : 1),
    );
    return least;
  }

  #rows(hidden: ReadonlySet<number>): Row[] {
    return this.#equations.flatMap((members) => {
      const terms = new Map<number, number>();
      let sum = 0;
      for (const [place, member] of members.entries()) {
        const sign = place === 0 ? 1 : -1;
        if (this.#isUnknown(member, hidden)) terms.set(member, (terms.get(member) ?? 0) + sign);
        else sum -= sign * this.#valueOf(member);
      }
      return terms.size > 0 ? [{ terms, sum }] : [];
    });
  }

  #exposedBy(rows: readonly Row[], hidden: ReadonlySet<number>): number[] {
    const bounds = narrowed(rows, (at) => this.#boundsOf(at));
    return [...bounds].flatMap(([at, { low, high }]) => {
      const cell = this.#cells[at];
      if (!cell || !isSmall(cell) || !this.#isUnknown(at, hidden)) return [];
      const tellsSmall = high < LEAST_SHOWN && low > -LEAST_SHOWN;
      return tellsSmall || low === high ? [at] : [];
    });
  }

  #boundsOf(at: number): Bounds {
    const cell = this.#cells[at];
    if (cell?.signed) return { low: -Infinity, high: Infinity };
    return { low: cell?.published ? 1 : 0, high: Infinity };
  }

  #isUnknown(at: number, hidden: ReadonlySet<number>): boolean {
    return hidden.has(at) || this.#cells[at]?.published === false;
  }

  #valueOf(at: number): number {
    return this.#cells[at]?.value ?? 0;
  }
}

const TINY = 1e-9;
/** Each round can only narrow; what is narrower after more rounds is left to the combinations. */
const ROUNDS = 40;

/** What the rows leave possible for each cell, in whole numbers. */
function narrowed(rows: readonly Row[], boundsOf: (at: number) => Bounds): Map<number, Bounds> {
  const bounds = new Map<number, Bounds>();
  for (const { terms } of rows) for (const at of terms.keys()) bounds.set(at, boundsOf(at));
  for (let round = 0, changed = true; changed && round < ROUNDS; round += 1) {
    changed = false;
    for (const row of rows)
      for (const [at, coefficient] of row.terms) {
        const known = bounds.get(at) ?? boundsOf(at);
        const { low, high } = boundsFrom(row, at, coefficient, bounds);
        const next = { low: Math.max(known.low, low), high: Math.min(known.high, high) };
        if (next.low === known.low && next.high === known.high) continue;
        bounds.set(at, next);
        changed = true;
      }
  }
  return bounds;
}

/** What a row says of one of its cells when the others are within their bounds. */
function boundsFrom({ terms, sum }: Row, at: number, coefficient: number, bounds: ReadonlyMap<number, Bounds>): Bounds {
  let [low, high] = [sum, sum];
  for (const [other, times] of terms) {
    if (other === at) continue;
    const of = bounds.get(other) ?? { low: -Infinity, high: Infinity };
    low -= times > 0 ? times * of.high : times * of.low;
    high -= times > 0 ? times * of.low : times * of.high;
  }
  const [one, two] = [low / coefficient, high / coefficient];
  return { low: Math.ceil(Math.min(one, two) - TINY), high: Math.floor(Math.max(one, two) + TINY) };
}

/** Combinations of the rows in which as few cells as possible are left. Rows that share no unknown cell say nothing about each other. */
function reduced(rows: readonly Row[]): Row[] {
  const rowsOf = new Map<number, Row[]>();
  for (const row of rows) for (const at of row.terms.keys()) rowsOf.set(at, [...(rowsOf.get(at) ?? []), row]);
  const left = new Set(rows);
  return rows.flatMap((first) => {
    if (!left.delete(first)) return [];
    const together = [first];
    for (const { terms } of together)
      for (const at of terms.keys()) for (const row of rowsOf.get(at) ?? []) if (left.delete(row)) together.push(row);
    return reducedTogether(together);
  });
}

/** Gauss-Jordan. Each row is solved for the cell that the fewest other rows have, so that they stay short. */
function reducedTogether(rows: readonly Row[]): Row[] {
  const all = rows.map(({ terms, sum }) => ({ terms: new Map(terms), sum }));
  const rowsWith = new Map<number, Set<(typeof all)[number]>>();
  const of = (at: number): Set<(typeof all)[number]> => {
    const found = rowsWith.get(at) ?? new Set();
    rowsWith.set(at, found);
    return found;
  };
  for (const row of all) for (const at of row.terms.keys()) of(at).add(row);
  for (const row of all) {
    let pivot: number | undefined;
    for (const at of row.terms.keys()) if (pivot === undefined || of(at).size < of(pivot).size) pivot = at;
    if (pivot === undefined) continue;
    const scale = row.terms.get(pivot) ?? 1;
    for (const other of of(pivot)) {
      if (other === row) continue;
      const times = (other.terms.get(pivot) ?? 0) / scale;
      for (const [at, coefficient] of row.terms) {
        const next = (other.terms.get(at) ?? 0) - times * coefficient;
        if (Math.abs(next) < TINY) {
          other.terms.delete(at);
          of(at).delete(other);
        } else {
          other.terms.set(at, next);
          of(at).add(other);
        }
      }
      other.sum -= times * row.sum;
    }
  }
  return all.filter(({ terms }) => terms.size > 0);
}
