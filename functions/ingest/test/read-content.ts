/** What the read step makes of content, for tests. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileRow } from '#shared/domain/intake/cells/row.ts';
import { rawWorkbook, rawZip, type RawSheet } from '#test/fixtures/files/raw-zip.ts';
import { temporaryFolder } from '#test/fixtures/files/temporary-file.ts';
import {
  readUploadedFile,
  type UploadedFileInput,
  type UploadedFileResult,
} from '#functions/ingest/read/read-uploaded-file.ts';

export type Read = { result: UploadedFileResult; rows: FileRow[]; chunks: FileRow[][]; left: string[] };

export async function read(content: string | Uint8Array, change: Partial<UploadedFileInput> = {}): Promise<Read> {
  using folder = temporaryFolder();
  const outDir = join(folder.path, 'out');
  const result = await readUploadedFile({
    file: folder.file(content),
    source: 'thaiqm-survey',
    context: { scopeAreas: [] },
    outDir,
    today: '2026-06-10',
    ...change,
  });
  const chunks = (result.ok ? result.chunks : []).map(({ path }) =>
    readFileSync(path, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as FileRow),
  );
  const rows = chunks.flat().sort((a, b) => a.sheet - b.sheet || a.row - b.row);
  return { result, rows, chunks, left: existsSync(outDir) ? readdirSync(outDir) : [] };
}

export const csv = (rows: readonly (readonly string[])[]): string =>
  rows
    .map(
      (row) => `${row.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`,
    )
    .join('');
export const book = (...sheets: readonly RawSheet[]): Buffer => rawZip(rawWorkbook(sheets));
export const HEADER = ['ลำดับ', 'เลขประจำตัวประชาชน', 'ชื่อ', 'นามสกุล', 'บ้านเลขที่', 'รหัสพื้นที่', 'วันที่สำรวจ', 'สภาพปัญหา'];
export const PERSON = ['1', '3000000000013', 'สมหญิง', 'ตัวอย่าง', '1/2', '420101', '7/5/2569', 'หลังคารั่ว'];
