/**
 * Which figures of a published table are hidden so that nobody can reckon back to a group of fewer than five households. The figures
 * that stay are exact. Source: domain.md §6.5 (public version), §7.7.
 *
 * A table is a system: cells, and equations that say of which parts a total is the sum. What is known without being printed, such as the rest
 * of a percentage, the overlap of dimensions or the change against an earlier revision, is a cell that is not `published`. The audit takes
 * the place of a reader who knows this method, so also that a hidden cell is never 0.
 */
import { boundsOf as boundsTogether } from './linear-bounds.ts';

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
 * Hides the cells of 1 to 4, then others until the audit finds no small cell that can be narrowed down: of the equations nearest to an exposed
 * cell, its own first, the smallest part, of equal ones the first by id, and the total when no part is left. `alreadyHidden`: what an earlier revision of the
 * same figures hid stays hidden. `beside`: cells to hide as well, judged by what is hidden so far, and what follows of
 * it, whenever the audit finds nothing more; beside one that is hidden and follows another is hidden. Gives the ids of the published cells to hide, small ones first.
 *
 * It always ends in a safe table: once every cell but zeros is hidden, any multiple of the true figures fits as well.
 */
export function suppress(
  cells: readonly Cell[],
  equations: readonly Equation[],
  alreadyHidden: readonly string[] = [],
  beside: (hidden: ReadonlySet<string>, follows: ReadonlyMap<string, number>) => readonly string[] = () => [],
): string[] {
  const system = new System(cells, equations);
  const values = new Map(cells.map(({ id, value }) => [id, value]));
  for (const { total, parts } of equations)
    if (values.get(total) !== parts.reduce((sum, part) => sum + (values.get(part) ?? 0), 0))
      throw new RangeError(`The parts of ${total} are not its sum`);
  const before = new Set(alreadyHidden);
  for (const [at, cell] of cells.entries())
    if (cell.published && (isSmall(cell) || (before.has(cell.id) && cell.value !== 0))) system.hide(at);
  for (;;) {
    const exposed = system.exposed();
    if (exposed.length === 0) {
      const hidden = system.hidden().flatMap((at) => cells[at]?.id ?? []);
      const more = beside(new Set(hidden), system.implied());
      if (more.length === 0) return hidden;
      for (const id of more) system.hideFurther(id);
      continue;
    }
    const partners = exposed.flatMap((at) => system.partnerOf(at) ?? []);
    if (partners.length === 0) throw new Error('A small cell stays exposed with every cell hidden');
    for (const partner of partners) system.hide(partner);
  }
}

/**
 * What of a published table follows from the rest: the values of hidden cells by id that a reader reckons exactly. Values of the cells in `hidden` are
 * not read. A table whose figures do not fit together tells nothing.
 */
export function implied(
  cells: readonly Cell[],
  equations: readonly Equation[],
  hidden: readonly string[],
): Map<string, number> {
  const system = new System(cells, equations);
  for (const id of hidden) system.hideFurther(id);
  return system.implied();
}

function isSmall({ value, countsPeople }: Cell): boolean {
  return countsPeople && isFew(value);
}

/** A number of households, or of a change, that would tell of them; 0 tells of nobody. */
export function isFew(households: number): boolean {
  return households !== 0 && Math.abs(households) < LEAST_SHOWN;
}

/**
 * The equations of a table and what is unknown in them. Equations that share something unknown, directly or by others, tell about each other: they
 * are a group. A group in which nothing was hidden since it was examined tells what it told, so only the others are examined again.
 */
class System {
  readonly #cells: readonly Cell[];
  readonly #equations: readonly (readonly number[])[];
  /** Places of the equations in which a cell is. */
  readonly #equationsOf: readonly number[][];
  readonly #places: ReadonlyMap<string, number>;
  readonly #hidden = new Set<number>();
  /** What each equation leaves unknown; undefined when it is to be written anew. */
  readonly #rows: (Row | undefined)[];
  /** Equations in whose groups a cell may be exposed by one equation after the other. */
  #near: Set<number>;
  /** Equations in whose groups a cell may be exposed by combinations. */
  #changed: Set<number>;
  /** Equations in whose groups a cell may be exposed by all of them together. */
  #together: Set<number>;

  constructor(cells: readonly Cell[], equations: readonly Equation[]) {
    this.#places = new Map(cells.map(({ id }, at) => [id, at]));
    this.#cells = cells;
    this.#equations = equations.map(({ total, parts }) => [total, ...parts].map((id) => this.#placeOf(id)));
    this.#equationsOf = cells.map(() => []);
    for (const [at, members] of this.#equations.entries())
      for (const member of members) this.#equationsOf[member]?.push(at);
    this.#rows = equations.map(() => undefined);
    this.#near = new Set(equations.keys());
    this.#changed = new Set(equations.keys());
    this.#together = new Set(equations.keys());
  }

  #placeOf(id: string): number {
    const at = this.#places.get(id);
    if (at === undefined) throw new RangeError(`The cell ${id} is named, which is not there`);
    return at;
  }

  /** Hides a cell, or beside one that is hidden the next. */
  hideFurther(id: string): void {
    const at = this.#placeOf(id);
    const further = this.#hidden.has(at) ? this.partnerOf(at) : at;
    if (further === undefined) throw new Error(`${id} follows from what cannot be hidden`);
    this.hide(further);
  }

  hide(at: number): void {
    this.#hidden.add(at);
    for (const equation of this.#equationsOf[at] ?? []) {
      this.#rows[equation] = undefined;
      this.#changed.add(equation);
      this.#together.add(equation);
    }
  }

  /** In the order in which they were hidden. */
  hidden(): number[] {
    return [...this.#hidden];
  }

  /** Small cells that a reader of what is not hidden can pin down, or tell to be small. */
  exposed(): number[] {
    const near = this.#groupsOf(this.#near).flatMap((group) => this.#exposedBy(this.#rowsOf(group)));
    // Hiding more tells less: an equation that told nothing by itself is only examined again in combinations.
    this.#near = this.#equationsAround(near);
    // These are costly: they are only tried when the equations themselves tell nothing.
    if (near.length > 0) return near;
    const far = this.#groupsOf(this.#changed).flatMap((group) => {
      const rows = this.#rowsOf(group);
      return this.#exposedBy([...rows, ...reduced(rows)]);
    });
    this.#changed = this.#equationsAround(far);
    if (far.length > 0) return far;
    const together = this.#groupsOf(this.#together).flatMap((group) => this.#exposedTogether(this.#rowsOf(group)));
    this.#together = this.#equationsAround(together);
    return together;
  }

  /** By all equations of a group at once; where too many cells are connected, nothing. What follows from one equation after the other is known. */
  #exposedTogether(rows: readonly Row[]): number[] {
    const bounds = narrowed(rows, (at) => this.#boundsOf(at));
    const known = new Map([...bounds].flatMap(([at, { low, high }]) => (low === high ? [[at, low] as const] : [])));
    const lowOf = (at: number): number => Math.max(0, this.#boundsOf(at).low);
    const lines = rows.map(({ terms, sum }) => {
      const line = new Map<string, number>();
      let left = sum;
      for (const [at, times] of terms) {
        left -= times * (known.get(at) ?? lowOf(at));
        if (known.has(at)) continue;
        line.set(String(at), times);
        // What may be below 0 is the difference of two that may not.
        if (this.#cells[at]?.signed) line.set(`below ${at}`, -times);
      }
      return { terms: line, sum: left };
    });
    const isJudged = (name: string): boolean => {
      const cell = this.#cells[Number(name)];
      return cell !== undefined && isSmall(cell) && cell.signed !== true;
    };
    const together = boundsTogether(
      lines.filter(({ terms }) => terms.size > 0),
      isJudged,
      MOST_TOGETHER,
    );
    return [...(together ?? [])].flatMap(([name, [, high]]) =>
      high + lowOf(Number(name)) < LEAST_SHOWN ? [Number(name)] : [],
    );
  }

  /** Hidden cells that can have one value only. */
  implied(): Map<string, number> {
    const found = new Map<string, number>();
    for (const group of this.#groupsOf(new Set(this.#equations.keys()))) {
      const rows = this.#rowsOf(group);
      const bounds = narrowed([...rows, ...reduced(rows)], (at) => this.#boundsOf(at));
      if ([...bounds.values()].some(({ low, high }) => low > high)) continue;
      for (const [at, { low, high }] of bounds) {
        const cell = this.#cells[at];
        if (low === high && cell?.published) found.set(cell.id, low);
      }
    }
    return found;
  }

  /** The cell to hide beside an exposed one, of the equations that are nearest to it; undefined when nothing is left. */
  partnerOf(exposed: number): number | undefined {
    const reached = new Set(this.#equationsOf[exposed]);
    let ring = [...reached];
    while (ring.length > 0) {
      const least = this.#leastShown(ring);
      if (least !== undefined) return least;
      // An equation that shares something unknown with one of these tells of the same cells.
      const next = ring.flatMap((at) => this.#neighboursOf(at)).filter((at) => !reached.has(at));
      for (const at of next) reached.add(at);
      ring = [...new Set(next)];
    }
    return undefined;
  }

  #leastShown(equations: readonly number[]): number | undefined {
    const isCandidate = (at: number): boolean =>
      !this.#isUnknown(at) && this.#valueOf(at) !== 0 && this.#cells[at]?.fixed !== true;
    const parts = equations.flatMap((at) => this.#equations[at]?.slice(1) ?? []).filter(isCandidate);
    const totals = equations.flatMap((at) => this.#equations[at]?.slice(0, 1) ?? []).filter(isCandidate);
    const idOf = (at: number): string => this.#cells[at]?.id ?? '';
    const [least] = (parts.length > 0 ? parts : totals).toSorted(
      (a, b) => Math.abs(this.#valueOf(a)) - Math.abs(this.#valueOf(b)) || (idOf(a) < idOf(b) ? -1 : 1),
    );
    return least;
  }

  /** Equations in which one of the cells is. */
  #equationsAround(cells: readonly number[]): Set<number> {
    return new Set(cells.flatMap((at) => this.#equationsOf[at] ?? []));
  }

  /** Equations in which an unknown cell of this one is. */
  #neighboursOf(equation: number): number[] {
    const unknown = (this.#equations[equation] ?? []).filter((at) => this.#isUnknown(at));
    return unknown.flatMap((at) => this.#equationsOf[at] ?? []);
  }

  /** The equation with all that its unknown cells reach. */
  #groupOf(equation: number): number[] {
    const reached = new Set([equation]);
    for (const member of reached) for (const other of this.#neighboursOf(member)) reached.add(other);
    return [...reached];
  }

  /** The groups that these equations are in. */
  #groupsOf(equations: ReadonlySet<number>): number[][] {
    const seen = new Set<number>();
    return [...equations].flatMap((equation) => {
      if (seen.has(equation)) return [];
      const group = this.#groupOf(equation);
      for (const member of group) seen.add(member);
      return [group.toSorted((a, b) => a - b)];
    });
  }

  #rowsOf(equations: readonly number[]): Row[] {
    return equations.map((at) => (this.#rows[at] ??= this.#rowOf(at))).filter(({ terms }) => terms.size > 0);
  }

  #rowOf(equation: number): Row {
    const terms = new Map<number, number>();
    let sum = 0;
    for (const [place, member] of (this.#equations[equation] ?? []).entries()) {
      const sign = place === 0 ? 1 : -1;
      if (this.#isUnknown(member)) terms.set(member, (terms.get(member) ?? 0) + sign);
      else sum -= sign * this.#valueOf(member);
    }
    return { terms, sum };
  }

  #exposedBy(rows: readonly Row[]): number[] {
    const bounds = narrowed(rows, (at) => this.#boundsOf(at));
    return [...bounds].flatMap(([at, { low, high }]) => {
      const cell = this.#cells[at];
      if (!cell || !isSmall(cell)) return [];
      const tellsSmall = high < LEAST_SHOWN && low > -LEAST_SHOWN;
      return tellsSmall || low === high ? [at] : [];
    });
  }

  #boundsOf(at: number): Bounds {
    const cell = this.#cells[at];
    if (cell?.signed) return { low: -Infinity, high: Infinity };
    return { low: cell?.published ? 1 : 0, high: Infinity };
  }

  #isUnknown(at: number): boolean {
    return this.#hidden.has(at) || this.#cells[at]?.published === false;
  }

  #valueOf(at: number): number {
    return this.#cells[at]?.value ?? 0;
  }
}

const TINY = 1e-9;
/** Unknown cells that are judged together: more take longer than a second. */
const MOST_TOGETHER = 500;
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
