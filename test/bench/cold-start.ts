/**
 * What a cold start costs: the time to load each bundle as it is deployed, in a new process every time, and the time from then
 * to its first answer. Beside them an empty function with one DynamoDB client, bundled the same way. Prints a table.
 *
 *   node test/bench/cold-start.ts [--rounds 25] [function …]
 *
 * On Lambda the load has whole processors; the first call has the share of one that the function's memory buys. What moves from
 * the load to the first call is therefore no gain, unless not every call needs it: both are shown.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { bundle } from '#infra/constructs/bundle.ts';
import { BUNDLES, SETTINGS } from '#test/infra/deployed-functions.ts';

import { FIRST_CALLS, type FirstCall } from './cold-start-calls.ts';

const EMPTY = 'empty';

const { values, positionals } = parseArgs({
  options: { rounds: { type: 'string', default: '25' } },
  allowPositionals: true,
});
const rounds = Number(values.rounds);
const ids = BUNDLES.map(({ id }) => id).filter((id) => positionals.length === 0 || positionals.includes(id));

/** Times in milliseconds; `started` is Node's own start, before anything of ours. */
type Start = { started: number; load: number; answer: number };

// Lambda's client of Node 24 has required `http` before it imports a function, and calls it with a context of this kind.
const SCRIPT = `
  process.getBuiltinModule('node:http');
  const [, file, event] = process.argv;
  const begun = performance.now();
  const { handler } = await import(file);
  const loaded = performance.now();
  let outcome;
  try {
    const reply = await handler(JSON.parse(event), { awsRequestId: '1', getRemainingTimeInMillis: () => 1000 });
    outcome = String(reply.statusCode ?? 'done');
  } catch (error) {
    outcome = error.name;
  }
  const answered = performance.now();
  const times = { started: begun, load: loaded - begun, answer: answered - loaded };
  process.getBuiltinModule('node:fs').writeSync(3, JSON.stringify({ outcome, ...times }));
`;

function start(file: string, { event, outcome }: FirstCall): Start {
  const { output } = spawnSync(process.execPath, ['--input-type=module', '-e', SCRIPT, file, JSON.stringify(event)], {
    env: SETTINGS,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const [, , errors, said] = output;
  if (!said) throw new Error(`${file} did not start: ${errors}`);
  const { outcome: met, ...times } = JSON.parse(said) as Start & { outcome: string };
  if (met !== outcome) throw new Error(`The first call of ${file} met ${met}, not ${outcome}`);
  return times;
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? NaN;
}

const far = mkdtempSync(join(tmpdir(), 'bench-cold-start-'));
try {
  const emptyFile = join(import.meta.dirname, 'cold-start-empty.ts');
  const functions = [EMPTY, ...ids].map((id) => {
    const folder = join(far, id);
    cpSync(id === EMPTY ? bundle(id, emptyFile) : bundle(id), folder, { recursive: true });
    const file = join(folder, 'index.mjs');
    const call = id === EMPTY ? { event: {}, outcome: 'done' } : FIRST_CALLS[id];
    if (!call) throw new Error(`${id} has no first call`);
    return { id, file, call, starts: [] as Start[] };
  });
  // One after the other and round by round: what else the machine does meets all alike.
  for (let round = 0; round < rounds; round += 1)
    for (const { file, call, starts } of functions) starts.push(start(file, call));

  const rows = functions.map(({ id, starts }) => ({
    id,
    kb: Math.round(statSync(join(far, id, 'function.cjs')).size / 1024),
    load: median(starts.map(({ load }) => load)),
    answer: median(starts.map(({ answer }) => answer)),
    both: median(starts.map(({ load, answer }) => load + answer)),
    process: median(starts.map(({ started, load }) => started + load)),
  }));
  const [empty] = rows;
  if (!empty) throw new Error('Nothing was measured');
  const times = (one: number, other: number) => `${(one / other).toFixed(2)} ×`;
  console.log(`${rounds} starts each, medians in ms; ratios to the empty function\n`);
  console.log('| function | KB | load | ratio | first answer | both | ratio | load with the start of Node | ratio |');
  console.log('|---|---|---|---|---|---|---|---|---|');
  for (const { id, kb, load, answer, both, process: whole } of rows) {
    const cells = [
      id,
      kb,
      load.toFixed(1),
      times(load, empty.load),
      answer.toFixed(1),
      both.toFixed(1),
      times(both, empty.both),
      whole.toFixed(1),
      times(whole, empty.process),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
} finally {
  rmSync(far, { recursive: true });
}
