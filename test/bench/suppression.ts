/**
 * What the plan of hidden counts costs for the nation: every province and district with the counts of Report C, of districts with so many target
 * households on average (2,000, as most are, down to 12, where nearly every count is small). CPU, and how many cells it hides.
 * Prints one line of JSON for each size: `node test/bench/suppression.ts`.
 */
import { hideCounts, type Counts } from '#shared/domain/publication/hide-counts.ts';
import { PUBLIC_COUNTS, wholesOf } from '#shared/domain/publication/public-counts.ts';
import { LEAST_SHOWN } from '#shared/domain/statistics/suppression/suppress.ts';
import { areaCodesUnder } from '#shared/reference/area-codes.ts';

const SIZES = [2000, 200, 60, 30, 12];
const codes = areaCodesUnder('TH');
const provinces = codes.filter((code) => code.length === 2);

for (const size of SIZES) {
  const { counts, tables } = nationOf(size);
  const before = process.cpuUsage();
  const shown = hideCounts(counts, tables);
  const { user, system } = process.cpuUsage(before);
  const again = process.cpuUsage();
  hideCounts(counts, tables, [
    { areas: shown, keepsHidden: false },
    { areas: shown, keepsHidden: false },
  ]);
  const besideTwo = process.cpuUsage(again);
  const cells = [...shown].flatMap(([area, row]) =>
    PUBLIC_COUNTS.map((count) => ({ value: counts.get(area)?.[count] ?? 0, shown: row[count] })),
  );
  console.log(
    JSON.stringify({
      households: size,
      areas: counts.size,
      cells: cells.length,
      small: cells.filter(({ value }) => value > 0 && value < LEAST_SHOWN).length,
      hidden: cells.filter((cell) => cell.shown === null).length,
      cpuSeconds: Math.round((user + system) / 1e4) / 100,
      besideTwoSeconds: Math.round((besideTwo.user + besideTwo.system) / 1e4) / 100,
    }),
  );
}

/** The same figures for the same size. */
function nationOf(size: number): { counts: Map<string, Counts>; tables: { area: string; parts: string[] }[] } {
  let seed = 7;
  const share = (): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648;
  };
  const counts = new Map<string, Counts>();
  const tables = provinces.map((area) => {
    const parts = codes.filter((code) => code.length === 4 && code.startsWith(area));
    for (const part of parts) {
      const made: Record<string, number> = { baseline: Math.round(size * (0.5 + share())) };
      for (const count of PUBLIC_COUNTS) {
        const wholes = wholesOf(count).map((whole) => made[whole] ?? 0);
        if (wholes.length > 0) made[count] = Math.round(Math.min(...wholes) * share());
      }
      counts.set(part, made as Counts);
    }
    counts.set(area, sumOf(counts, parts));
    return { area, parts };
  });
  counts.set('TH', sumOf(counts, provinces));
  return { counts, tables: [{ area: 'TH', parts: provinces }, ...tables] };
}

function sumOf(counts: ReadonlyMap<string, Counts>, areas: readonly string[]): Counts {
  return Object.fromEntries(
    PUBLIC_COUNTS.map((count) => [count, areas.reduce((sum, area) => sum + (counts.get(area)?.[count] ?? 0), 0)]),
  ) as Counts;
}
