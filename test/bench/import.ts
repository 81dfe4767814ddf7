/**
 * Rows per second from the POST of a 25-column ThaiQM survey (CSV) to FINISHED, on the platform as `npm start` runs it, with
 * its database in a file. Then the same file with a tenth of its rows changed. Prints one line of JSON for each.
 *
 *   node test/bench/import.ts [--rows 20000] [--kind households|members] [--memory]
 *
 * `households`: every row is a household of its own; `members`: four rows speak of one. `--memory`: the database in memory.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { startPlatform } from '#local/platform.ts';
import { SURVEY_HEADER, surveyCsv, surveyRow } from '#test/fixtures/files/survey-rows.ts';
import { postFile, signIn } from '#test/integration/ingest/api-client.ts';

import { engineSeconds } from './engine-seconds.ts';

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '20000' },
    kind: { type: 'string', default: 'households' },
    memory: { type: 'boolean', default: false },
  },
});
const rows = Number(options.rows);
const step = options.kind === 'members' ? 1 : 4;
const PROBLEMS = SURVEY_HEADER.indexOf('สภาพปัญหา');

function csv(change: (cells: string[], at: number) => string[]): Buffer {
  return surveyCsv(Array.from({ length: rows }, (_, at) => change(surveyRow(at * step), at)));
}

const folder = await mkdtemp(join(tmpdir(), 'import-bench-'));
const platform = await startPlatform({ folder, port: 0, ...(options.memory ? { inMemory: true } : {}) });
try {
  const token = await signIn(platform.url, 'province-secretariat-42');
  await importFile(
    'all new',
    csv((cells) => cells),
    token,
  );
  const changed = csv((cells, at) =>
    at % 10 === 0 ? cells.with(PROBLEMS, `${cells[PROBLEMS]}; ถนนเข้าบ้านชำรุด`) : cells,
  );
  await importFile('a tenth changed', changed, token);
} finally {
  await platform.stop();
  await rm(folder, { recursive: true, force: true });
}

async function importFile(what: string, file: Buffer, token: string): Promise<void> {
  const [ours, engine] = [process.cpuUsage(), engineSeconds()];
  const begun = performance.now();
  const receipt = await postFile(platform.url, token, { source: 'thaiqm-survey', filename: 'bench.csv' }, file);
  for (;;) {
    const upload = await receipt();
    if (upload.status === 'FAILED') throw new Error(JSON.stringify(upload.problems[0]));
    if (upload.status === 'FINISHED') {
      const seconds = (performance.now() - begun) / 1000;
      const { user, system } = process.cpuUsage(ours);
      const round = (value: number): number => Math.round(value * 100) / 100;
      console.log(
        JSON.stringify({
          bench: 'import',
          what,
          kind: options.kind,
          database: options.memory ? 'memory' : 'file',
          rows: upload.rows,
          fileMB: round(file.length / 1e6),
          seconds: round(seconds),
          rowsPerSecond: Math.round(rows / seconds),
          ourCpuSeconds: round((user + system) / 1e6),
          engineCpuSeconds: round(engineSeconds() - engine),
          peakRssMB: Math.round(process.resourceUsage().maxRSS / 1024),
          node: process.version,
        }),
      );
      return;
    }
    await delay(50);
  }
}
