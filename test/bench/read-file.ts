/**
 * Rows per second of reading, checking and normalising a 25-column Thai survey
 * (ThaiQM), as CSV and as XLSX. One process for each size, so that each peak of
 * memory is its own. Prints one line of JSON for each.
 *
 *   node test/bench/read-file.ts [rows …]
 */
import { execFileSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { writeXlsxStream } from 'hucre/xlsx';
import { readUploadedFile } from '#functions/ingest/read/read-uploaded-file.ts';
import { SURVEY_HEADER, surveyRow } from '#test/fixtures/files/survey-rows.ts';

function* rows(count: number): Generator<string[]> {
  yield [...SURVEY_HEADER];
  for (let number = 0; number < count; number++) yield surveyRow(number);
}

function* csvBlocks(count: number): Generator<string> {
  let text = '\uFEFF';
  for (const row of rows(count)) {
    text += `${row.map((cell) => (/[",\n]/.test(cell) ? `"${cell}"` : cell)).join(',')}\r\n`;
    if (text.length > 1_000_000) {
      yield text;
      text = '';
    }
  }
  yield text;
}

async function measure(kind: string, count: number, folder: string): Promise<void> {
  const file = join(folder, 'file');
  // Written by another process: its memory is not to be counted.
  execFileSync(process.execPath, [import.meta.filename, '--write', kind, String(count), file]);
  const started = performance.now();
  const cpu = process.cpuUsage();
  const result = await readUploadedFile({
    file,
    source: 'thaiqm-survey',
    context: { scopeAreas: ['42'] },
    outDir: join(folder, 'out'),
    today: '2026-06-10',
  });
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  if (!result.ok || result.rows !== count)
    throw new Error(`not all rows were read: ${JSON.stringify(result).slice(0, 400)}`);
  console.log(
    JSON.stringify({
      bench: 'read-file',
      kind,
      rows: count,
      columns: SURVEY_HEADER.length,
      fileMB: Math.round(statSync(file).size / 1e5) / 10,
      seconds: Math.round(seconds * 100) / 100,
      cpuSeconds: Math.round((user + system) / 1e4) / 100,
      rowsPerSecond: Math.round(count / seconds),
      // What counts on a machine that others use too.
      rowsPerCpuSecond: Math.round(count / ((user + system) / 1e6)),
      peakRssMB: Math.round(process.resourceUsage().maxRSS / 1024),
      chunks: result.chunks.length,
      node: process.version,
    }),
  );
}

async function write(kind: string, count: number, file: string): Promise<void> {
  if (kind === 'csv') await pipeline(Readable.from(csvBlocks(count)), createWriteStream(file));
  else {
    const bytes = writeXlsxStream(rows(count), { name: 'แบบสำรวจ', inlineStrings: kind === 'xlsx-inline' });
    await pipeline(bytes, createWriteStream(file));
  }
}

const [mode, kind = 'csv', count = '0', target = ''] = process.argv.slice(2);
if (mode === '--write') await write(kind, Number(count), target);
else if (mode === '--one') {
  const folder = mkdtempSync(join(tmpdir(), 'read-file-'));
  try {
    await measure(kind, Number(count), folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
} else {
  const asked = process.argv.slice(2).map(Number);
  const sizes = asked.length > 0 ? asked : [50_000, 200_000];
  for (const size of sizes)
    for (const one of ['csv', 'xlsx-shared', 'xlsx-inline'])
      execFileSync(process.execPath, [import.meta.filename, '--one', one, String(size)], { stdio: 'inherit' });
}
