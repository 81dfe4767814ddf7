/** What equations leave possible for unknown numbers that are 0 or more, taken all together: the simplex method of linear programming. */

/** The sum of coefficient times unknown is `sum`. */
export type Line = { readonly terms: ReadonlyMap<string, number>; readonly sum: number };

const TINY = 1e-7;

/**
 * The lowest and highest whole number of each unknown that is wanted, `Infinity` where nothing limits it; undefined when no numbers fit. Unknowns that
 * no chain of lines connects are reckoned apart. Time and memory grow with the square of those that one connects, and more: of more than `most`
 * nothing is said.
 */
export function boundsOf(
  lines: readonly Line[],
  isWanted: (name: string) => boolean = () => true,
  most = Infinity,
): Map<string, [low: number, high: number]> | undefined {
  const found = new Map<string, [number, number]>();
  for (const group of connected(lines)) {
    const names = [...new Set(group.flatMap(({ terms }) => [...terms.keys()]))];
    if (names.length > most || !names.some(isWanted)) continue;
    const tableau = feasible(group, names);
    if (tableau === undefined) return undefined;
    for (const name of names.filter(isWanted)) {
      const [low, high] = [-highest(tableau, name, -1), highest(tableau, name, 1)];
      // 0 and no other is added: what is -0 becomes 0.
      found.set(name, [Math.ceil(low - TINY) + 0, Math.floor(high + TINY) + 0]);
    }
  }
  return found;
}

function connected(lines: readonly Line[]): Line[][] {
  const linesOf = new Map<string, Line[]>();
  for (const line of lines)
    for (const name of line.terms.keys()) linesOf.set(name, [...(linesOf.get(name) ?? []), line]);
  const left = new Set(lines);
  const groups: Line[][] = [];
  for (const first of lines) {
    if (!left.delete(first)) continue;
    const group = [first];
    for (const { terms } of group)
      for (const name of terms.keys())
        for (const line of linesOf.get(name) ?? []) if (left.delete(line)) group.push(line);
    groups.push(group);
  }
  return groups;
}

/** Rows solved for one unknown each (`basis`); the last number of a row is its right side, which is never below 0. */
type Tableau = { names: readonly string[]; rows: Float64Array[]; basis: number[] };

/** The simplex method with an artificial unknown in each row, until all of them are 0. */
function feasible(lines: readonly Line[], names: readonly string[]): Tableau | undefined {
  const placeOf = new Map(names.map((name, at) => [name, at]));
  const width = names.length + lines.length;
  const rows = lines.map(({ terms, sum }, at) => {
    const row = new Float64Array(width + 1);
    const sign = sum < 0 ? -1 : 1;
    for (const [name, times] of terms) row[placeOf.get(name) ?? 0] = sign * times;
    row[names.length + at] = 1;
    row[width] = sign * sum;
    return row;
  });
  const tableau = { names, rows, basis: lines.map((_, at) => names.length + at) };
  const cost = new Float64Array(width + 1);
  for (const row of rows) for (let at = 0; at <= width; at += 1) cost[at] = (cost[at] ?? 0) + (row[at] ?? 0);
  for (let at = names.length; at < width; at += 1) cost[at] = 0;
  climb(tableau, cost, width);
  if (Math.abs(cost[width] ?? 0) > 1e-5) return undefined;
  // Artificial unknowns that are still in a row leave it, or the row says nothing.
  for (let at = rows.length - 1; at >= 0; at -= 1) {
    if ((tableau.basis[at] ?? 0) < names.length) continue;
    const column = names.findIndex((_, place) => Math.abs(rows[at]?.[place] ?? 0) > TINY);
    if (column >= 0) pivot(tableau, at, column);
    else {
      rows.splice(at, 1);
      tableau.basis.splice(at, 1);
    }
  }
  tableau.rows = rows.map((row) => Float64Array.from([...row.subarray(0, names.length), row[width] ?? 0]));
  return tableau;
}

/** The highest value of an unknown times `sign`. */
function highest(tableau: Tableau, name: string, sign: number): number {
  const { names, rows, basis } = tableau;
  const width = names.length;
  const place = names.indexOf(name);
  const cost = new Float64Array(width + 1);
  cost[place] = sign;
  const at = basis.indexOf(place);
  if (at >= 0) subtract(cost, rows[at], sign);
  return climb(tableau, cost, width) ? -(cost[width] ?? 0) : Infinity;
}

/** Raises what `cost` says until nothing raises it; false when it has no end. The first column that raises it enters, so that it never goes in circles. */
function climb(tableau: Tableau, cost: Float64Array, width: number): boolean {
  for (;;) {
    let column = -1;
    for (let at = 0; at < width && column < 0; at += 1) if ((cost[at] ?? 0) > TINY) column = at;
    if (column < 0) return true;
    let [least, leaving] = [Infinity, -1];
    for (const [at, row] of tableau.rows.entries()) {
      const by = row[column] ?? 0;
      if (by <= TINY) continue;
      const ratio = (row[width] ?? 0) / by;
      const isLess = ratio < least - TINY;
      if (isLess || (ratio < least + TINY && (tableau.basis[at] ?? 0) < (tableau.basis[leaving] ?? Infinity)))
        [least, leaving] = [Math.min(ratio, least), at];
    }
    if (leaving < 0) return false;
    pivot(tableau, leaving, column);
    subtract(cost, tableau.rows[leaving], cost[column] ?? 0);
  }
}

function pivot({ rows, basis }: Tableau, at: number, column: number): void {
  const row = rows[at];
  if (row === undefined) return;
  const by = row[column] ?? 1;
  for (let place = 0; place < row.length; place += 1) row[place] = (row[place] ?? 0) / by;
  for (const other of rows) if (other !== row) subtract(other, row, other[column] ?? 0);
  basis[at] = column;
}

function subtract(from: Float64Array, row: Float64Array | undefined, times: number): void {
  if (row === undefined || times === 0) return;
  for (let at = 0; at < from.length; at += 1) {
    const next = (from[at] ?? 0) - times * (row[at] ?? 0);
    from[at] = Math.abs(next) < 1e-10 ? 0 : next;
  }
}
