import { addBaht } from '#shared/thai/money.ts';
import { COLUMNS } from './columns.ts';
import type { Column } from './columns.ts';
import { figureIn, inGroups } from './shape.ts';
import type { AgencyRow, SummedFigures, SummedRows } from './shape.ts';

/** Counts before baht: every file and reply published so far has them in this order. */
const SUMMED: readonly Column[] = [
  ...COLUMNS.filter(({ summed, format }) => summed && format !== 'baht'),
  ...COLUMNS.filter(({ summed, format }) => summed && format === 'baht'),
];

/**
 * The plain sums of rows ("นับซ้ำ", domain.md §6.2 rule 1): counts, baht and silent agencies. Baht follow the rule of a row: null when rows
 * have records and none of those has a value; a row without records says nothing about it.
 */
export function summedRows(rows: readonly AgencyRow[]): SummedRows {
  const sums = inGroups(SUMMED, (column) =>
    column.format === 'baht'
      ? summedBaht(rows, column)
      : rows.reduce((total, row) => total + (figureIn(row, column) ?? 0), 0),
  );
  return {
    // Made of all columns that are summed, as the type is.
    ...(sums as SummedFigures),
    silent: rows.filter(({ silent }) => silent).length,
  };
}

function summedBaht(rows: readonly AgencyRow[], column: Column): number | null {
  const withRecords = rows.filter((row) => row.assistances > 0);
  const known = withRecords.map((row) => figureIn(row, column)).filter((value) => value !== null);
  if (withRecords.length > 0 && known.length === 0) return null;
  return known.reduce((total, value) => addBaht(total, value), 0);
}
