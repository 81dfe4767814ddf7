import type { CellMark } from './cell-mark.ts';
import type { MergedCells } from './table.ts';

type Rows<Row> = ReadonlyMap<number, Row>;
type Marked = { readonly cells: ReadonlyMap<number, CellMark> };

/**
 * The rows with the colours of cells that a merge covers given to the cell that is seen in their place too; red wins. `empty` is a row that
 * had no marks. Rows are numbered from 1, columns from 0.
 */
export function withVisibleCells<Row extends Marked>(
  rows: Rows<Row>,
  merges: readonly MergedCells[],
  empty: Row,
): Rows<Row> {
  const columns = new Set([...rows.values()].flatMap(({ cells }) => [...cells.keys()]));
  const over = new Map<number, MergedCells[]>();
  for (const merge of merges)
    for (const column of columns) {
      if (column < merge.left || column > merge.right) continue;
      const ofColumn = over.get(column);
      if (ofColumn) ofColumn.push(merge);
      else over.set(column, [merge]);
    }
  for (const ofColumn of over.values()) ofColumn.sort((a, b) => a.top - b.top);
  const seen = new Map<number, Map<number, CellMark>>();
  const at = new Map<number, number>();
  for (const [number, { cells }] of [...rows].sort(([a], [b]) => a - b))
    for (const [column, mark] of cells) {
      const ofColumn = over.get(column) ?? [];
      let next = at.get(column) ?? 0;
      while ((ofColumn[next]?.bottom ?? Infinity) < number) next++;
      at.set(column, next);
      const merge = ofColumn[next];
      if (!merge || merge.top > number || (merge.top === number && merge.left === column)) continue;
      const row = seen.get(merge.top) ?? new Map<number, CellMark>();
      if (row.get(merge.left) !== 'error') row.set(merge.left, mark);
      seen.set(merge.top, row);
    }
  if (seen.size === 0) return rows;
  const all = new Map(rows);
  for (const [number, cells] of seen) {
    const row = all.get(number) ?? empty;
    const both = new Map(row.cells);
    for (const [column, mark] of cells) if (both.get(column) !== 'error') both.set(column, mark);
    all.set(number, { ...row, cells: both });
  }
  return all;
}
