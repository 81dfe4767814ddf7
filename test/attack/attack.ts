/**
 * A reader with everything that is public and time: knows what the counts mean, that counts of 1 to 4 are hidden and that no hidden count is 0, and
 * looks for groups of one to four households. Written apart from the publisher, which it must not believe.
 */
import { boundsOf, type Line } from '#shared/domain/statistics/suppression/linear-bounds.ts';

/** A publication as its files tell it: null is hidden, an area or count that is nowhere is absent. `parts`: which areas a page has within its own. */
export type Publication = {
  readonly month: string;
  readonly number: number;
  readonly values: ReadonlyMap<string, ReadonlyMap<string, number | null>>;
  readonly parts: ReadonlyMap<string, readonly string[]>;
};

/** True counts, which only the judge of an attack knows: it tells a rest that is 0, which is no group, from one that is small. */
export type Truth = (area: string, count: string) => number;

const LEAST = 5;
const STEPS = [
  'ASSIGNED',
  'VISITED',
  'SURVEYED',
  'CONFIRMED',
  'PLANNED',
  'ASSISTED',
  'SOLVED',
  'FOLLOWED',
  'SUSTAINED',
];
/** Which households are among which by what the counts mean (docs/domain.md §6.5): nothing but the definitions. */
const AMONG: readonly (readonly [few: string, many: string])[] = [
  ...STEPS.map((step) => [step, 'baseline'] as const),
  ['SURVEYED', 'VISITED'],
  ['FOLLOWED', 'VISITED'],
  ['FOLLOWED', 'ASSISTED'],
  ['SUSTAINED', 'FOLLOWED'],
  ['SUSTAINED', 'VISITED'],
  ['SUSTAINED', 'ASSISTED'],
  ...['health', 'living', 'education', 'income', 'access'].flatMap(
    (dimension) =>
      [
        [`${dimension}.target`, 'baseline'],
        [`${dimension}.helped`, `${dimension}.target`],
        [`${dimension}.helped`, 'ASSISTED'],
        [`${dimension}.solved`, `${dimension}.target`],
      ] as const,
  ),
];

/** What the reader finds, in words; nothing when everything is as well hidden as the rule wants. */
export function attack(publications: readonly Publication[], truth?: (publication: Publication) => Truth): string[] {
  const read = publications.map((publication) => {
    const { found, known } = withinOne(publication, truth?.(publication));
    return { publication, found, known };
  });
  const within = read.flatMap(({ publication, found }) => found.map((words) => `${nameOf(publication)}: ${words}`));
  const between = read.flatMap((one, at) => read.slice(at + 1).flatMap((other) => differences(one, other)));
  return [...within, ...between];
}

function nameOf({ month, number }: Publication): string {
  return `${month}/p${number}`;
}

type Known = (area: string, count: string) => number | undefined;

/** Bounds of what one publication hides. `known`: what is shown, or follows. */
function withinOne(publication: Publication, truth: Truth | undefined): { found: string[]; known: Known } {
  const { values, parts } = publication;
  const found: string[] = [];
  const cellOf = (area: string, count: string) => values.get(area)?.get(count);
  const lines: { line: Line; isSum: boolean }[] = [];
  /** A hidden count is 1 at least: the unknown is what it is above 1. */
  const lineOf = (terms: readonly (readonly [area: string, count: string, times: number])[], rest?: string): Line => {
    const line = new Map<string, number>(rest === undefined ? [] : [[rest, -1]]);
    let sum = 0;
    for (const [area, count, times] of terms) {
      const value = cellOf(area, count);
      if (value === null) line.set(`${area}|${count}`, times);
      sum -= times * (value ?? 1);
    }
    return { terms: line, sum };
  };
  const rests = new Map<string, number | undefined>();
  for (const [area, row] of values) {
    for (const [count, value] of row)
      if (value !== null && value > 0 && value < LEAST) found.push(`${area} ${count} is shown: ${value}`);
    for (const [few, many] of AMONG) {
      const [part, whole] = [row.get(few), row.get(many)];
      if (part === undefined || whole === undefined) continue;
      const rest = `${area}|${many} without ${few}`;
      rests.set(rest, truth && truth(area, many) - truth(area, few));
      const line = lineOf(
        [
          [area, many, 1],
          [area, few, -1],
        ],
        rest,
      );
      if (line.terms.size > 1) lines.push({ line, isSum: false });
      else if (-line.sum > 0 && -line.sum < LEAST) found.push(`${rest} is shown: ${-line.sum}`);
    }
  }
  for (const [area, within] of parts)
    for (const count of values.get(area)?.keys() ?? []) {
      const line = lineOf([[area, count, 1], ...within.map((part) => [part, count, -1] as const)]);
      if (line.terms.size > 0) lines.push({ line, isSum: true });
    }
  const written = (isExact: boolean): Line[] =>
    lines.map(({ line, isSum }, at) =>
      isSum && !isExact ? { ...line, terms: new Map([...line.terms, [`elsewhere ${at}`, -1]]) } : line,
    );
  // A total may count a few households that its parts do not: believed only where sums do not fit.
  const bounds = boundsOf(written(true)) ?? boundsOf(written(false));
  if (bounds === undefined) return { found: [...found, 'its figures fit to no counts'], known: () => undefined };
  const known = new Map<string, number>();
  for (const [name, [low, high]] of bounds) {
    if (name.startsWith('elsewhere')) continue;
    if (!rests.has(name)) {
      if (high + 1 < LEAST) found.push(`${name} is ${low + 1} to ${high + 1}`);
      if (low === high) known.set(name, low + 1);
      continue;
    }
    const rest = rests.get(name);
    const isGroup = rest === undefined ? low > 0 : rest > 0 && rest < LEAST;
    if (isGroup && high < LEAST) found.push(`${name} is ${low} to ${high}`);
  }
  return { found, known: (area, count) => cellOf(area, count) ?? known.get(`${area}|${count}`) };
}

type Read = { readonly publication: Publication; readonly known: Known };

/**
 * Changes between two publications: of each area that is known in both, and of what is left of it when the areas in it that are known in both are
 * taken away. Those left are a group of areas that nobody named, and yet its change is known.
 */
function differences(one: Read, other: Read): string[] {
  const found: string[] = [];
  const [first, second] = [one.publication, other.publication];
  const partsOf = (area: string): string[] => [
    ...new Set([...(first.parts.get(area) ?? []), ...(second.parts.get(area) ?? [])]),
  ];
  /** An area that a publication does not have had nothing in it when the area around it was published. */
  const valueIn = ({ publication, known }: Read, area: string, count: string): number | undefined =>
    publication.values.has(area) ? known(area, count) : 0;
  const changeOf = (area: string, count: string): number | undefined => {
    const [before, after] = [valueIn(one, area, count), valueIn(other, area, count)];
    return before === undefined || after === undefined ? undefined : after - before;
  };
  /** Changes of the largest areas within one that are known, and how many are not known on the way to them. */
  const within = (area: string, count: string): { sum: number; unknown: string[] } => {
    let sum = 0;
    const unknown: string[] = [];
    for (const part of partsOf(area)) {
      const change = changeOf(part, count);
      if (change !== undefined) {
        sum += change;
        continue;
      }
      const below = within(part, count);
      unknown.push(part, ...below.unknown);
      sum += below.sum;
    }
    return { sum, unknown };
  };
  const names = `${nameOf(first)} and ${nameOf(second)}`;
  for (const [area, row] of second.values) {
    if (!first.values.has(area)) continue;
    for (const count of row.keys()) {
      const change = changeOf(area, count);
      if (change === undefined) continue;
      if (isFew(change)) found.push(`${names}: ${area} ${count} changed by ${change}`);
      const { sum, unknown } = within(area, count);
      if (unknown.length > 0 && isFew(change - sum))
        found.push(`${names}: ${unknown.join('+')} ${count} changed by ${change - sum}`);
    }
  }
  return found;
}

function isFew(households: number): boolean {
  return households !== 0 && Math.abs(households) < LEAST;
}
