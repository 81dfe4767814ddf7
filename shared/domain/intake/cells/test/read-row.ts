/** A row as texts of cells, and what `normalizeRow` makes of it. */
import type { CellTexts } from '../cell-reader.ts';
import { normalizeRow, type RowContext } from '../normalize-row.ts';
import type { UploadSource } from '../row.ts';

export const NATION: RowContext = { today: '2026-06-10', scopeAreas: [] };
export const ID = '3420100000011';

export const SURVEY: CellTexts = {
  citizen_id: ID,
  first_name: 'สมหญิง',
  last_name: 'ตัวอย่าง',
  area_code: '420101',
  survey_date: '7/5/2569',
};

export function read(
  source: UploadSource,
  cells: CellTexts,
  context: RowContext = NATION,
): ReturnType<typeof normalizeRow> {
  return normalizeRow(source, cells, context, { row: 7, sheet: 'แผ่น 1' });
}

export const codes = ({ problems }: ReturnType<typeof normalizeRow>): string[] =>
  problems.map(({ severity, column, code }) => `${severity} ${column} ${code}`);
