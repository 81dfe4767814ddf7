import type { ColumnKey } from '#shared/domain/intake/cells/row.ts';
import type { MergedCells } from '#shared/spreadsheet/table.ts';

/** A merged cell of one of these would give one person's data, or one sum of money, to several. */
const NEVER_FILLED: ReadonlySet<ColumnKey> = new Set<ColumnKey>([
  'citizen_id',
  'title',
  'first_name',
  'last_name',
  'birth_date',
  'relation',
  'cash_baht',
  'in_kind_baht',
]);

/**
 * Makes the filler of a sheet: cells merged downwards mean "the same as above",
 * so their value is put into each row they cover. Ask it with every row in
 * order. It changes the cells it is given, and answers with how many characters
 * it put there. Source: domain.md §7.6.
 */
export function mergedCellFiller(
  merges: readonly MergedCells[],
  keys: readonly (ColumnKey | undefined)[],
): (row: number, cells: string[]) => number {
  const columns = new Map<number, { merges: MergedCells[]; at: number; value: string }>();
  for (const merge of merges) {
    const key = keys[merge.left];
    if (merge.bottom <= merge.top || key === undefined || NEVER_FILLED.has(key)) continue;
    const column = columns.get(merge.left) ?? { merges: [], at: 0, value: '' };
    column.merges.push(merge);
    columns.set(merge.left, column);
  }
  for (const { merges: list } of columns.values()) list.sort((a, b) => a.top - b.top);

  return (row, cells) => {
    let filled = 0;
    for (const [left, column] of columns) {
      while ((column.merges[column.at]?.bottom ?? Infinity) < row) {
        column.at++;
        column.value = '';
      }
      const merge = column.merges[column.at];
      if (merge === undefined || row < merge.top) continue;
      const own = cells[left] ?? '';
      if (row === merge.top) column.value = own;
      else if (own === '' && column.value !== '') {
        while (cells.length < left) cells.push('');
        cells[left] = column.value;
        filled += column.value.length;
      }
    }
    return filled;
  };
}
