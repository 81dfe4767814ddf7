/** Capacity units as they were measured: the tables that `test/bench/capacity.ts` prints and docs/access-patterns.md keeps. */

/** Units of an access, by its name in the table. */
export type Units = (access: string) => number;

/** Reads the tables of a text. Throws, when asked for an access that nobody measured. */
export function measuredUnits(text: string): Units {
  const rows = new Map(
    [...text.matchAll(/^\| ([^|]+) \| ([\d.]+) (?:WCU|RCU) \|/gm)].map(([, name = '', units]) => [name, Number(units)]),
  );
  return (access) => {
    const units = rows.get(access);
    if (units === undefined) throw new Error(`Nobody measured "${access}"`);
    return units;
  };
}

/** Bytes of a document of Households, by its name in the table of sizes. */
export function measuredBytes(text: string, document: string): number {
  const row = [...text.matchAll(/^\| ([^|]+) \| (\d+) \| \w+ \d+ ·/gm)].find(([, name]) => name === document);
  if (!row) throw new Error(`Nobody measured "${document}"`);
  return Number(row[2]);
}
