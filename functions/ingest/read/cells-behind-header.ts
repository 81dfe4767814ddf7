import type { Header } from '#shared/domain/intake/columns/header.ts';
import type { RowProblem } from '#shared/domain/intake/cells/row.ts';
import { isBlankWord, normalizeThai } from '#shared/thai/thai-text.ts';
import type { MergedCells, TableRow } from '#shared/spreadsheet/table.ts';

/**
 * How many columns the header of a sheet takes, whether we know them or not: up to its last cell that says something, or to the
 * end of the cells merged with it. Our own error columns do not count. `rows` are the first of the sheet.
 */
export function headerWidth(
  { firstRow, lastRow, errorColumns }: Header,
  rows: readonly TableRow[],
  merges: readonly MergedCells[],
): number {
  let width = 0;
  for (const { row, cells } of rows) {
    if (row < firstRow || row > lastRow) continue;
    for (const [at, cell] of cells.entries())
      if (at >= width && !errorColumns.includes(at) && normalizeThai(cell) !== '') width = at + 1;
  }
  for (const { top, bottom, left, right } of merges)
    if (left < width && top <= lastRow && bottom >= firstRow) width = Math.max(width, right + 1);
  return width;
}

/**
 * Finds the rows of data that have something to the right of the last header: mostly a delimiter too many in a cell, which has
 * moved all that follows into wrong columns. Says so once for the whole file.
 */
export class CellsBehindHeader {
  #first: { row: number; sheet: string } | undefined;
  #rows = 0;

  look({ row, cells }: TableRow, sheet: string, width: number, errorColumns: readonly number[]): void {
    for (let at = width; at < cells.length; at += 1) {
      const cell = cells[at] ?? '';
      if (cell === '' || errorColumns.includes(at) || isBlankWord(normalizeThai(cell))) continue;
      this.#first ??= { row, sheet };
      this.#rows += 1;
      return;
    }
  }

  problems(): RowProblem[] {
    if (this.#first === undefined) return [];
    const { row, sheet } = this.#first;
    const where = `แถวที่ ${row}${sheet === '' ? '' : ` ของแผ่นงาน "${sheet}"`}`;
    const message = `มีข้อมูลอยู่ทางขวาของหัวตารางคอลัมน์สุดท้าย จึงไม่ได้อ่านส่วนนั้น เริ่มที่${where} (ทั้งไฟล์ ${this.#rows} แถว) กรุณาตรวจว่าไม่มีเครื่องหมายคั่นคอลัมน์เกินมาในแถว หรือเติมหัวคอลัมน์แล้วส่งใหม่`;
    return [{ ...(sheet === '' ? {} : { sheet }), row, severity: 'warning', code: 'cells-behind-header', message }];
  }
}
