/** What an office gets back to correct: its own workbook marked in place; of a CSV a workbook with colours, and the CSV beside it. */
import { join } from 'node:path';

import type { FileReading } from '#functions/ingest/file-reading.ts';
import type { RowProblem } from '#shared/domain/intake/cells/row.ts';
import { FileRefused } from '#shared/spreadsheet/file-refusal.ts';
import { NotInPlace, type NotInPlaceReason } from '#shared/spreadsheet/not-in-place.ts';

import { writeErrorCsv } from './error-csv.ts';
import { writeErrorWorkbook } from './error-workbook.ts';
import { markOwnWorkbook } from './mark-own-workbook.ts';

export type ReturnedFiles = {
  /** Paths. */
  workbook: string;
  csv: string | undefined;
  /** Problems of the files, for the receipt. */
  said: RowProblem[];
};

const REASONS: Readonly<Record<NotInPlaceReason, string>> = {
  'no-cell-formats': 'ไฟล์เดิมไม่มีข้อมูลรูปแบบเซลล์',
  'too-many-cell-formats': 'ไฟล์เดิมมีรูปแบบเซลล์เต็มจำนวนที่ Excel รับได้ (65,490 แบบ)',
  'macro-sheets': 'ไฟล์เดิมมีแผ่นงานมาโคร',
  'too-many-rows': 'ไฟล์เดิมมีแถวเกินที่ Excel แสดงได้ (1,048,576 แถว)',
  'no-free-column': 'ไม่มีคอลัมน์ว่างทางขวาของตาราง',
  'unusual-sheet': 'แผ่นงานเดิมมีโครงสร้างที่แก้ไขในที่เดิมแล้วอาจเสียหาย',
};

/**
 * Makes the files of an upload in `folder`. A workbook that cannot be marked in place comes back as a plain copy of its texts, and
 * says so. Throws FileRefused when the file cannot be read to its end.
 */
export async function makeReturnedFiles(
  { original, reading, problems }: { original: string; reading: FileReading; problems: readonly RowProblem[] },
  folder: string,
): Promise<ReturnedFiles> {
  const workbook = join(folder, 'returned.xlsx');
  if (reading.csv !== undefined) {
    const csv = join(folder, 'returned.csv');
    await writeErrorWorkbook({ original, reading, problems, out: workbook });
    await writeErrorCsv({ original, reading, problems, out: csv }, reading.csv);
    return { workbook, csv, said: [] };
  }
  const reason = await markInPlace({ original, reading, problems, out: workbook });
  const said = reason === undefined ? [] : [plainCopy(reason)];
  if (reason !== undefined)
    await writeErrorWorkbook({ original, reading, problems: [...said, ...problems], out: workbook });
  return { workbook, csv: undefined, said };
}

/** Why it could not be done; undefined when it is. */
async function markInPlace(input: Parameters<typeof markOwnWorkbook>[0]): Promise<NotInPlaceReason | undefined> {
  try {
    await markOwnWorkbook(input);
    return undefined;
  } catch (error) {
    if (error instanceof NotInPlace) return error.reason;
    // What of it can be read may be enough for a plain copy.
    if (error instanceof FileRefused) return 'unusual-sheet';
    throw error;
  }
}

function plainCopy(reason: NotInPlaceReason): RowProblem {
  return {
    row: 0,
    severity: 'warning',
    code: 'error-workbook-plain',
    message: `ไฟล์ Excel ที่ส่งกลับเป็นสำเนาที่มีเฉพาะข้อความ ไม่มีรูปแบบและสูตรของไฟล์เดิม เพราะ${REASONS[reason]}`,
  };
}
