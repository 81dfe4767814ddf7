/**
 * Seconds and memory of marking a 25-column survey (inline strings) in place, and of the plain copy for comparison. One process for
 * each size, so that each peak of memory is its own. One row in fifty is marked. Prints one line of JSON for each.
 *
 *   node test/bench/mark-workbook.ts [rows …]
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileReading } from '#functions/ingest/file-reading.ts';
import { writeErrorWorkbook } from '#functions/ingest/finish/error-workbook.ts';
import { markOwnWorkbook } from '#functions/ingest/finish/mark-own-workbook.ts';
import type { RowProblem } from '#shared/domain/intake/cells/row.ts';
import { columnLetters } from '#shared/spreadsheet/sheet-layout.ts';
import { escapeXml } from '#shared/spreadsheet/xml-text.ts';
import { ZipFileWriter } from '#shared/spreadsheet/zip-writer.ts';
import { rawWorkbook } from '#test/fixtures/files/raw-zip.ts';
import { SURVEY_HEADER, surveyRow } from '#test/fixtures/files/survey-rows.ts';
import { FIRST_SHEET } from '#test/fixtures/files/unclosed-parts.ts';

const WAYS = { 'in place': markOwnWorkbook, 'plain copy': writeErrorWorkbook } as const;
const MARKED_EVERY = 50;

function* sheetXml(count: number): Generator<string> {
  let text =
    '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>';
  for (let row = 1; row <= count + 1; row++) {
    const cells = row === 1 ? SURVEY_HEADER : surveyRow(row);
    text += `<row r="${row}">${cells.map((cell, at) => `<c r="${columnLetters(at)}${row}" t="inlineStr"><is><t>${escapeXml(cell)}</t></is></c>`).join('')}</row>`;
    if (text.length < 1_000_000) continue;
    yield text;
    text = '';
  }
  yield `${text}</sheetData></worksheet>`;
}

async function write(count: number, file: string): Promise<void> {
  const handle = await open(file, 'w');
  const zip = new ZipFileWriter(handle);
  for (const { name, content } of rawWorkbook([{ name: 'ข้อมูล', xml: '' }]))
    await zip.add(name, name === FIRST_SHEET ? sheetXml(count) : [content]);
  await zip.finish();
  await handle.close();
}

async function measure(way: keyof typeof WAYS, count: number, folder: string): Promise<void> {
  const original = join(folder, 'file');
  // Written by another process: its memory is not to be counted.
  execFileSync(process.execPath, [import.meta.filename, '--write', String(count), original]);
  const reading: FileReading = {
    sheetNames: ['ข้อมูล'],
    sheets: [{ number: 0, lastRow: 1, keys: ['citizen_id'], errorColumns: [], free: SURVEY_HEADER.length }],
  };
  const problems = Array.from({ length: Math.floor(count / MARKED_EVERY) }, (_, at): RowProblem => {
    const row = 2 + at * MARKED_EVERY;
    return {
      sheet: 'ข้อมูล',
      row,
      column: 'citizen_id',
      severity: 'error',
      code: 'citizen-id-invalid',
      message: 'เลขไม่ถูกต้อง',
    };
  });
  const out = join(folder, 'out.xlsx');
  const started = performance.now();
  const cpu = process.cpuUsage();
  await WAYS[way]({ original, reading, problems, out });
  const { user, system } = process.cpuUsage(cpu);
  console.log(
    JSON.stringify({
      bench: 'mark-workbook',
      way,
      rows: count,
      marked: problems.length,
      fileMB: Math.round(statSync(original).size / 1e5) / 10,
      seconds: Math.round((performance.now() - started) / 100) / 10,
      cpuSeconds: Math.round((user + system) / 1e5) / 10,
      peakMB: Math.round(process.resourceUsage().maxRSS / 1024),
    }),
  );
}

const [first, ...rest] = process.argv.slice(2);
if (first === '--write') await write(Number(rest[0]), rest[1] ?? '');
else if (first === '--measure') {
  const folder = mkdtempSync(join(tmpdir(), 'mark-workbook-'));
  try {
    await measure(rest[0] === 'plain copy' ? 'plain copy' : 'in place', Number(rest[1]), folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
} else
  for (const count of first === undefined ? ['20000', '200000', '600000'] : [first, ...rest])
    for (const way of Object.keys(WAYS))
      execFileSync(process.execPath, [import.meta.filename, '--measure', way, count], { stdio: 'inherit' });
