/**
 * Which counts of areas the public face hides (casework R45, domain.md §6.5): counts of 1 to 4, the rest that they leave of their whole, what
 * areas tell about the areas around them, and changes against figures that stay public, of areas and of those that are hidden together. What is
 * shown is exact.
 */
import { implied, isFew, suppress, type Cell, type Equation } from '../statistics/suppression/suppress.ts';
import { areasBesideGroups } from './group-changes.ts';
import { PUBLIC_COUNTS, wholesOf, type PublicCount } from './public-counts.ts';

/** Households by count. */
export type Counts = Readonly<Record<PublicCount, number>>;
/** As they are public: null is hidden. */
export type ShownCounts = Readonly<Record<PublicCount, number | null>>;

/** An area and the areas directly within it, such as a province and its districts. The code of an area is its key everywhere. */
export type AreaTable = { readonly area: string; readonly parts: readonly string[] };

/** Counts of areas that are public already and stay so. `keepsHidden`: an earlier revision of the same month, which hid for good. */
export type Published = { readonly areas: ReadonlyMap<string, ShownCounts>; readonly keepsHidden: boolean };

/**
 * The counts of all areas as they may be shown. `tables` say which areas add up to which; all are judged together, because the same area is a part
 * of one and the whole of another. Throws a RangeError when a count is more than its whole.
 */
export function hideCounts(
  counts: ReadonlyMap<string, Counts>,
  tables: readonly AreaTable[],
  stays: readonly Published[] = [],
): Map<string, ShownCounts> {
  const published = stays.map((each) => ({ ...each, known: knownCounts(each.areas, tables) }));
  const cells: Cell[] = [];
  const equations: Equation[] = [];
  const hiddenBefore: string[] = [];
  for (const [area, known] of counts)
    for (const count of PUBLIC_COUNTS) {
      const id = idOf(area, count);
      cells.push({ id, value: known[count], published: true, countsPeople: true });
      for (const whole of wholesOf(count)) {
        const [restId, rest] = [`${id}|rest of ${whole}`, known[whole] - known[count]];
        if (rest < 0) throw new RangeError(`${id} is more than ${whole}`);
        cells.push({ id: restId, value: rest, published: false, countsPeople: true });
        equations.push({ total: idOf(area, whole), parts: [id, restId] });
      }
      for (const [at, { areas, keepsHidden, known: knownBefore }] of published.entries()) {
        if (areas.get(area)?.[count] === null && keepsHidden) hiddenBefore.push(id);
        const shown = knownBefore.get(area)?.[count];
        // Changes of 0 or of many say nothing of a few: without them the system stays as small as it can be.
        if (shown === null || shown === undefined || !isFew(known[count] - shown)) continue;
        const [before, change] = [`${id}|before${at}`, `${id}|change${at}`];
        cells.push(
          { id: before, value: shown, published: true, countsPeople: true, fixed: true },
          { id: change, value: known[count] - shown, published: false, countsPeople: true, signed: true },
        );
        equations.push({ total: id, parts: [before, change] });
      }
    }
  const valueIn = (code: string, count: PublicCount): number => counts.get(code)?.[count] ?? 0;
  for (const { area, parts } of tables)
    for (const count of PUBLIC_COUNTS) {
      const elsewhere = parts.reduce((sum, part) => sum - valueIn(part, count), valueIn(area, count));
      const within = parts.filter((part) => counts.has(part)).map((part) => idOf(part, count));
      // A household of two lists may be in the baseline of one area and live in another: the whole has it, the part does not. The reader knows
      // that such households are never fewer than 0. Only where a baseline counts one in two parts is the difference below 0.
      if (elsewhere !== 0) {
        const id = `${idOf(area, count)}|elsewhere`;
        cells.push({ id, value: elsewhere, published: false, countsPeople: false, signed: elsewhere < 0 });
        within.push(id);
      }
      equations.push({ total: idOf(area, count), parts: within });
      // The rests add up as well. That follows from the sums of both, but not by one equation after the other.
      for (const whole of wholesOf(count)) {
        const sums = [area, ...parts.filter((part) => counts.has(part))];
        const [total = '', ...rests] = sums.map((code) => `${idOf(code, count)}|rest of ${whole}`);
        const restIn = (code: string): number => valueIn(code, whole) - valueIn(code, count);
        const isSum = parts.reduce((sum, part) => sum - restIn(part), restIn(area)) === 0;
        if (isSum) equations.push({ total, parts: rests });
      }
    }
  const beside = (hiddenNow: ReadonlySet<string>, follows: ReadonlyMap<string, number>): string[] =>
    groupsBesides(counts, tables, published, (area, count) => {
      const id = idOf(area, count);
      return hiddenNow.has(id) && !follows.has(id);
    });
  const hidden = new Set(suppress(cells, equations, hiddenBefore, beside));
  return new Map(
    [...counts].map(([area, known]) => [
      area,
      Object.fromEntries(
        PUBLIC_COUNTS.map((count) => [count, hidden.has(idOf(area, count)) ? null : known[count]]),
      ) as ShownCounts,
    ]),
  );
}

/** What is shown of a publication, and what follows from it. Equations in which nothing is hidden are left out. */
function knownCounts(
  areas: ReadonlyMap<string, ShownCounts>,
  tables: readonly AreaTable[],
): ReadonlyMap<string, ShownCounts> {
  const cells: Cell[] = [];
  const equations: Equation[] = [];
  const hidden: string[] = [];
  for (const [area, row] of areas)
    for (const count of PUBLIC_COUNTS) {
      const id = idOf(area, count);
      cells.push({ id, value: row[count] ?? 0, published: true, countsPeople: true });
      if (row[count] === null) hidden.push(id);
      for (const whole of wholesOf(count)) {
        if (row[count] !== null && row[whole] !== null) continue;
        const rest = `${id}|rest of ${whole}`;
        cells.push({ id: rest, value: 0, published: false, countsPeople: true });
        equations.push({ total: idOf(area, whole), parts: [id, rest] });
      }
    }
  for (const { area, parts } of tables) {
    if (!areas.has(area)) continue;
    const within = parts.filter((part) => areas.has(part));
    for (const count of PUBLIC_COUNTS)
      if ([area, ...within].some((each) => areas.get(each)?.[count] === null))
        equations.push({ total: idOf(area, count), parts: within.map((part) => idOf(part, count)) });
  }
  const follows = implied(cells, equations, hidden);
  return new Map(
    [...areas].map(([area, row]) => [
      area,
      Object.fromEntries(
        PUBLIC_COUNTS.map((count) => [count, row[count] ?? follows.get(idOf(area, count)) ?? null]),
      ) as ShownCounts,
    ]),
  );
}

/** Counts to hide so that none of the publications tells of a group of areas by how few it has changed. */
function groupsBesides(
  counts: ReadonlyMap<string, Counts>,
  tables: readonly AreaTable[],
  published: readonly { readonly known: ReadonlyMap<string, ShownCounts> }[],
  isHidden: (area: string, count: PublicCount) => boolean,
): string[] {
  const parts = new Map(tables.map((table) => [table.area, table.parts.filter((part) => counts.has(part))]));
  const within = new Set([...parts.values()].flat());
  const roots = [...parts.keys()].filter((area) => !within.has(area));
  const found = new Set<string>();
  for (const { known } of published)
    for (const root of roots)
      for (const count of PUBLIC_COUNTS) {
        if (!known.has(root)) continue;
        const hide = areasBesideGroups({ root, partsOf: (area) => parts.get(area) ?? [] }, (area) => {
          const before = known.get(area);
          const now = counts.get(area)?.[count] ?? 0;
          return { before: before ? before[count] : 0, now: isHidden(area, count) ? null : now };
        });
        for (const area of hide) found.add(idOf(area, count));
      }
  return [...found];
}

function idOf(area: string, count: PublicCount): string {
  return `${area}|${count}`;
}
