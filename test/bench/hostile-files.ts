/**
 * What files that mean harm cost, and what they cost others.
 *
 * - `unclosed`: the CPU time of the read step on workbooks in which something is not closed, at n and 2n characters: each element
 *   and each markup that the readers know. A forward pass takes twice as long. All are read in one process first, where one file's
 *   garbage is collected during another's; each whose ratio exceeds 2.5 there is measured again, each length in a process of its
 *   own and longer. Prints the worst ratio of these, how many there were, and the longest time, and fails above 2.5. Files that are
 *   refused within 15 ms say nothing and are left out.
 * - `beside`: seconds from the POST of an honest survey to its receipt on the platform as `npm start` runs it, alone, beside
 *   hostile workbooks, and beside a long file that is loaded meanwhile.
 *
 *   node test/bench/hostile-files.ts [--rows 1000]
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';

import { readUploadedFile } from '#functions/ingest/read/read-uploaded-file.ts';
import { startPlatform } from '#local/platform.ts';
import { inlineRows, rawWorkbook, rawZip } from '#test/fixtures/files/raw-zip.ts';
import { SURVEY_HEADER, surveyRow } from '#test/fixtures/files/survey-rows.ts';
import {
  FIRST_SHEET,
  namesIn,
  READ_KINDS,
  repeated,
  unclosedParts,
  type UnclosedPart,
} from '#test/fixtures/files/unclosed-parts.ts';
import { postFile, signIn } from '#test/integration/ingest/api-client.ts';

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000' },
    /** A file to read in this process alone: prints its CPU seconds and ends. */
    file: { type: 'string' },
  },
});
const LENGTH = 4_000_000;
const ALONE_LENGTH = 8_000_000;
const WORTH_A_RATIO = 0.015;
const WORST_RATIO = 2.5;

function unclosedBook({ part, before, token }: UnclosedPart, length: number): Buffer {
  const rest = rawWorkbook([{ name: 'ก', xml: inlineRows([['x']]) }]).filter(({ name }) => name !== part);
  return rawZip([...rest, { name: part, content: before + repeated(token, length) }]);
}

async function cpuSecondsOf(file: string, outDir: string): Promise<number> {
  const before = process.cpuUsage();
  const read = await readUploadedFile({
    file,
    source: 'thaiqm-survey',
    context: { scopeAreas: [] },
    outDir,
    today: '2026-06-10',
  });
  const { user, system } = process.cpuUsage(before);
  if (read.ok) throw new Error('A file was read that is not closed');
  return (user + system) / 1e6;
}

/** The shortest of some runs: what runs beside only adds. */
async function shortest(file: string, outDir: string): Promise<number> {
  const seconds: number[] = [];
  for (let run = 0; run < 4; run += 1) seconds.push(await cpuSecondsOf(file, outDir));
  return Math.min(...seconds);
}

/** CPU seconds of reading a file at `length` characters in a process of its own. */
async function secondsAlone(one: UnclosedPart, length: number, folder: string): Promise<number> {
  const file = join(folder, 'alone');
  await writeFile(file, unclosedBook(one, length));
  const { stdout } = await promisify(execFile)(process.execPath, [fileURLToPath(import.meta.url), '--file', file]);
  return Number(stdout);
}

async function unclosed(folder: string): Promise<void> {
  const outDir = join(folder, 'out');
  const file = join(folder, 'file');
  const suspects: UnclosedPart[] = [];
  let read = 0;
  let worst = { ratio: 0, what: '' };
  let longest = { seconds: 0, what: '' };
  const note = (one: UnclosedPart, ratio: number): void => {
    if (ratio > worst.ratio) worst = { ratio, what: one.before + one.token };
  };
  for (const kind of READ_KINDS)
    for (const one of namesIn(kind).flatMap((name) => unclosedParts(kind, name))) {
      const seconds: number[] = [];
      for (const length of [LENGTH, 2 * LENGTH]) {
        await writeFile(file, unclosedBook(one, length));
        seconds.push(await shortest(file, outDir));
      }
      const [once = 0, twice = 0] = seconds;
      read += 1;
      if (twice > longest.seconds) longest = { seconds: twice, what: one.before + one.token };
      if (once < WORTH_A_RATIO) continue;
      if (twice / once > WORST_RATIO) suspects.push(one);
      else note(one, twice / once);
    }
  for (const one of suspects) {
    const once = await secondsAlone(one, ALONE_LENGTH, folder);
    note(one, (await secondsAlone(one, 2 * ALONE_LENGTH, folder)) / once);
  }
  const again = suspects.length;
  console.log(
    JSON.stringify({ bench: 'hostile-files', what: 'unclosed', characters: LENGTH, read, again, worst, longest }),
  );
  if (worst.ratio > WORST_RATIO) process.exitCode = 1;
}

function survey(rows: number, from: number): Buffer {
  const lines = [SURVEY_HEADER, ...Array.from({ length: rows }, (_, at) => surveyRow(from + at * 4))];
  return Buffer.from(
    lines.map((cells) => cells.map((cell) => (cell.includes(',') ? `"${cell}"` : cell)).join(',')).join('\r\n'),
  );
}

type Receipt = Awaited<ReturnType<typeof postFile>>;

async function secondsTo(receipt: Receipt, status: string): Promise<number> {
  const begun = performance.now();
  for (;;) {
    const upload = await receipt();
    if (upload.status === status) return (performance.now() - begun) / 1000;
    if (upload.status === 'FAILED') throw new Error(JSON.stringify(upload.problems[0]));
    await delay(20);
  }
}

async function beside(folder: string): Promise<void> {
  const rows = Number(options.rows);
  const platform = await startPlatform({ folder: join(folder, 'platform'), port: 0, inMemory: true });
  const token = await signIn(platform.url, 'province-secretariat-42');
  const post = async (file: Buffer): Promise<Receipt> =>
    await postFile(platform.url, token, { source: 'thaiqm-survey', filename: 'bench' }, file);
  let number = 0;
  const honest = async (what: string): Promise<number> => {
    number += 1;
    const seconds = await secondsTo(await post(survey(rows, number * 10_000_000)), 'FINISHED');
    console.log(JSON.stringify({ bench: 'hostile-files', what, rows, seconds: Math.round(seconds * 100) / 100 }));
    return seconds;
  };
  try {
    await honest('alone, first: everything starts');
    const alone = Math.min(await honest('alone'), await honest('alone'));
    const row = {
      kind: 'sheetRows',
      name: 'row',
      part: FIRST_SHEET,
      before: '<worksheet><sheetData><row r="1">',
    } as const;
    for (const left of ['<!--', '<c r="A2">', '<rPh >']) await post(unclosedBook({ ...row, token: left }, LENGTH));
    const besideHostile = await honest('beside hostile workbooks');
    const long = await post(survey(20 * rows, 1));
    await secondsTo(long, 'LOADING');
    const besideLong = await honest('beside a long file that is loaded');
    await secondsTo(long, 'FINISHED');
    const ratios = { besideHostile: besideHostile / alone, besideLong: besideLong / alone };
    console.log(JSON.stringify({ bench: 'hostile-files', what: 'times its time alone', ...ratios }));
  } finally {
    await platform.stop();
  }
}

const folder = await mkdtemp(join(tmpdir(), 'hostile-files-'));
try {
  if (options.file === undefined) {
    await unclosed(folder);
    await beside(folder);
  } else console.log(await shortest(options.file, join(folder, 'out')));
} finally {
  await rm(folder, { recursive: true, force: true });
}
