import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { UploadSource } from '#shared/domain/intake/cells/row.ts';
import { SOURCE_RULES } from '#shared/domain/intake/columns/columns.ts';
import { templateOf, type TemplateColumn } from '#shared/domain/intake/columns/template.ts';
import { TEMPLATE_SHEETS } from '#shared/domain/intake/columns/template-sheets.ts';
import type { CellMark } from '#shared/spreadsheet/cell-mark.ts';
import { writeTextWorkbook, type TextRow, type TextSheet } from '#shared/spreadsheet/text-workbook.ts';

const NARROWEST = 12;
const HOW_WIDTHS = [32, 18, 60, 60];

/**
 * The workbook that an office fills in for a source: the heads (those that every row needs with `*`) over one row of example, how each
 * column is written, and what may be chosen. The same source gives the same bytes.
 */
export async function templateWorkbook(source: UploadSource): Promise<{ name: string; bytes: Uint8Array }> {
  const columns = templateOf(source);
  const chosen = columns.filter(({ values }) => values.length > 0);
  const folder = await mkdtemp(join(tmpdir(), 'template-'));
  try {
    const path = join(folder, 'template.xlsx');
    await writeTextWorkbook(path, [
      dataSheet(columns, chosen),
      howSheet(columns),
      ...(chosen.length > 0 ? [valuesSheet(chosen)] : []),
    ]);
    return { name: `แบบฟอร์ม ${SOURCE_RULES[source].thai}.xlsx`, bytes: await readFile(path) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function headOf({ thai, always }: TemplateColumn): string {
  return always ? `${thai} *` : thai;
}

function dataSheet(columns: readonly TemplateColumn[], chosen: readonly TemplateColumn[]): TextSheet {
  return {
    name: TEMPLATE_SHEETS.data,
    textColumns: columns.length,
    widths: widthsOf(columns.map((column) => Math.max(NARROWEST, headOf(column).length, column.example.length) + 2)),
    choices: columns.flatMap((column, at) => {
      const from = chosen.indexOf(column);
      if (from === -1) return [];
      return [{ column: at, from: { sheet: TEMPLATE_SHEETS.values, column: from, rows: column.values.length } }];
    }),
    rows: [
      marked(1, columns.map(headOf), 'heading'),
      marked(
        2,
        columns.map(({ example }) => example),
        'warning',
      ),
    ],
  };
}

function howSheet(columns: readonly TemplateColumn[]): TextSheet {
  const told = 'แถวที่มีสีในแผ่น "ข้อมูล" เป็นตัวอย่าง ระบบไม่นำเข้า ลบหรือปล่อยไว้ก็ได้ กรุณากรอกข้อมูลตั้งแต่แถวถัดไป';
  return {
    name: TEMPLATE_SHEETS.how,
    widths: widthsOf(HOW_WIDTHS),
    rows: [
      marked(1, ['คอลัมน์', 'ชื่อในระบบ', 'จำเป็นหรือไม่', 'วิธีกรอก'], 'heading'),
      ...columns.map(({ thai, key, needed, how }, at): TextRow => ({ row: at + 2, cells: [thai, key, needed, how] })),
      { row: columns.length + 3, cells: [told] },
    ],
  };
}

function valuesSheet(chosen: readonly TemplateColumn[]): TextSheet {
  const rows = Math.max(...chosen.map(({ values }) => values.length));
  return {
    name: TEMPLATE_SHEETS.values,
    widths: widthsOf(chosen.map(({ values }) => Math.max(NARROWEST, ...values.map(({ length }) => length)))),
    rows: [
      marked(
        1,
        chosen.map(({ thai }) => thai),
        'heading',
      ),
      ...Array.from({ length: rows }, (_, at): TextRow => ({
        row: at + 2,
        cells: chosen.map(({ values }) => values[at] ?? ''),
      })),
    ],
  };
}

function marked(row: number, cells: readonly string[], mark: CellMark): TextRow {
  return { row, cells, marks: new Map(cells.map((_, at) => [at, mark])) };
}

function widthsOf(widths: readonly number[]): NonNullable<TextSheet['widths']> {
  return new Map(widths.map((width, at) => [at, { width, hidden: false }]));
}
