import { isStorableText } from '#shared/thai/thai-text.ts';
import type { TableSheet } from '#shared/spreadsheet/table.ts';

/** The sheets under names that can be stored and shown: one whose name is damaged goes by its place in the workbook. */
export function storableSheets(sheets: readonly TableSheet[]): (TableSheet & { renamed?: true })[] {
  return sheets.map((sheet, index) =>
    isStorableText(sheet.name) ? sheet : { ...sheet, name: `แผ่นงานที่ ${index + 1} (ชื่อเสียหาย)`, renamed: true },
  );
}
