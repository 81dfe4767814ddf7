/** Capacity units as they were measured: the tables that `test/bench/capacity.ts` prints and docs/access-patterns.md keeps. */

/** Units of an access, by its name in the table; of them those of one table or index, when it is named. */
export type Units = (access: string, where?: string) => number;

/** Reads the tables of a text. Throws, when asked for an access that nobody measured. */
export function measuredUnits(text: string): Units {
  const rows = new Map(
    [...text.matchAll(/^\| ([^|]+) \| ([\d.]+) (?:WCU|RCU) \| ([^|]*) \|$/gm)].map(
      ([, name = '', units, parts = '']) => [name, { units: Number(units), parts: ` · ${parts}` }],
    ),
  );
  return (access, where) => {
    const row = rows.get(access);
    const units = where === undefined ? row?.units : row?.parts.split(` · ${where} `)[1]?.split(' ')[0];
    if (units === undefined) throw new Error(`Nobody measured "${access}"${where === undefined ? '' : ` on ${where}`}`);
    return Number(units);
  };
}

/** Bytes of a document of Households, by its name in the table of sizes. */
export function measuredBytes(text: string, document: string): number {
  const row = [...text.matchAll(/^\| ([^|]+) \| (\d+) \| \w+ \d+ ·/gm)].find(([, name]) => name === document);
  if (!row) throw new Error(`Nobody measured "${document}"`);
  return Number(row[2]);
}
