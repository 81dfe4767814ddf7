import type { Column, COLUMNS } from './columns.ts';

/** Report A as published (domain.md §6.3): statistics of one Bangkok month for each agency. Keys are in the order in which they are printed. */
export type ReportA = {
  /** C.E. `YYYY-MM`. */
  month: string;
  /** The area asked for: a code prefix of 2, 4 or 6 digits. */
  area: string;
  /** The lists asked for: an id, several joined by commas, or null for all lists of the area published by `asOf`. */
  list: string | null;
  /** null: the month to date, before the close. */
  revision: number | null;
  /** Everything recorded at or before this moment is in the figures and nothing else. With offset +07:00. */
  asOf: string;
  /** Version of the definitions by which the figures were made. */
  definitions: string;
  baseline: Baseline;
  rows: AgencyRow[];
  total: TotalRow;
  summedRows: SummedRows;
};

/** Households. `frozen` is B and `adjusted` B_adj; both null until every list asked for is frozen. */
export type Baseline = { frozen: number | null; adjusted: number | null; lateAdded: number };

type ListedColumn = (typeof COLUMNS)[number];

type FlatFigures<Listed extends Column> = {
  [Each in Listed as Each['key']]: Each['format'] extends 'count' ? number : number | null;
};

type GroupOf<Key> = Key extends `${infer Group}.${string}` ? Group : never;

/** The figures of columns as JSON has them: by name, those of a group in an object of their own. */
type GroupedFigures<Flat> = {
  [Key in keyof Flat as Key extends `${string}.${string}` ? never : Key]: Flat[Key];
} & {
  [Group in GroupOf<keyof Flat>]: {
    [Key in keyof Flat as Key extends `${Group}.${infer Name}` ? Name : never]: Flat[Key];
  };
};

/**
 * The figures of a row, `COLUMNS` by `COLUMNS`: A1 to A13 and, in `extra`, those beyond domain.md §6.3. Percents are 0–100 with two decimals;
 * null says "no denominator". Baht are null when there are records and none has a value, 0 when there is no record.
 */
export type RowFigures = GroupedFigures<FlatFigures<ListedColumn>>;

/** One agency; `agency` null is ไม่ระบุหน่วยงาน. */
export type AgencyRow = { agency: string | null; silent: boolean } & RowFigures;

/** Recomputed as distinct households, persons, needs and records; `silent` counts the silent agencies. */
export type TotalRow = { silent: number } & RowFigures;

/** The figures that rows add up to: no percents, no medians. */
export type SummedFigures = GroupedFigures<FlatFigures<Extract<ListedColumn, { summed: true }>>>;

/** The plain sums of the rows ("นับซ้ำ"): counts, baht and silent agencies. */
export type SummedRows = { silent: number } & SummedFigures;

/** The values of columns as an object for JSON, in the order of the columns. A group is an object of its own, at the place of its first column. */
export function inGroups<Value>(
  columns: readonly Column[],
  valueOf: (column: Column) => Value,
): Record<string, Value | Record<string, Value>> {
  const groups = new Map<string, Record<string, Value>>();
  const made: Record<string, Value | Record<string, Value>> = {};
  for (const column of columns) {
    const [first = column.key, name] = column.key.split('.');
    if (name === undefined) {
      made[first] = valueOf(column);
      continue;
    }
    const group = groups.get(first) ?? {};
    group[name] = valueOf(column);
    groups.set(first, group);
    made[first] = group;
  }
  return made;
}

/** The figure of a column in a row. Null where the row does not have it: rows made before the column was, and sums of what is not summed. */
export function figureIn(row: AgencyRow | TotalRow | SummedRows, { key }: Column): number | null {
  const value = key.split('.').reduce<unknown>((part, name) => (Object(part) as Record<string, unknown>)[name], row);
  return typeof value === 'number' ? value : null;
}
