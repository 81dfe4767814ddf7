/** `npm run bench`: all benchmarks one after the other, each in its own process. Prints what they print, with their names. */
import { spawnSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';

const BENCHMARKS: readonly (readonly string[])[] = [
  ['read-file.ts'],
  ['mark-workbook.ts'],
  ['hostile-files.ts'],
  ['load.ts'],
  ['import.ts', '--rows', '20000'],
  ['stores.ts'],
  ['report-a.ts'],
  ['statistics.ts'],
  ['case-reports.ts'],
  ['api.ts'],
  ['one-thread.ts'],
  ['name-search.ts'],
  ['capacity.ts'],
  ['appends.ts'],
  ['due.ts'],
  ['suppression.ts'],
  ['cold-start.ts'],
];

const [cpu] = cpus();
const machine = {
  cpu: cpu?.model,
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 2 ** 30),
  node: process.version,
};
console.log(JSON.stringify({ machine, at: new Date().toISOString() }));
let failed = 0;
for (const [file = '', ...options] of BENCHMARKS) {
  console.log(`\n# ${file} ${options.join(' ')}`);
  const path = fileURLToPath(new URL(file, import.meta.url));
  const { status } = spawnSync(process.execPath, [path, ...options], { stdio: 'inherit' });
  if (status !== 0) failed += 1;
}
process.exitCode = failed === 0 ? 0 : 1;
