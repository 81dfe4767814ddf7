/**
 * `npm run test:mutation [-- --area NAME] [--sample N] [--seed N] [--workers N]` changes the sources of each area in one place at a time and runs the
 * area's tests: a change that no test notices survives, and is printed. Ends with 1 when an area kills less than 85 %.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import * as z from 'zod';

import { SeededRandom } from '#local/sample/seeded-random.ts';

import { AREAS, type Area } from './areas.ts';
import { mutantsOf, type Mutant } from './mutants.ts';

const BAR_PERCENT = 85;
/** A mutant may take so many times as long as the tests take without one, and so much more. */
const SLOWER = 5;
const MORE_MS = 10_000;

const answer = z.object({ killed: z.boolean() });

type Task = { path: string; index: number; mutant: Mutant };
type Fate = Task & { fate: 'killed' | 'survived' | 'timed out' };

function sourcesOf({ sources }: Area): string[] {
  return sources.flatMap((path) => (statSync(path).isDirectory() ? filesUnder(path) : [path]));
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== 'test' && name !== 'all.ts' && name !== 'recorders.ts')
    .flatMap((entry) => (entry.isDirectory() ? filesUnder(join(folder, entry.name)) : [join(folder, entry.name)]))
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .toSorted();
}

/** A process with the area's tests, that is started again when a mutant does not end. */
class Tester {
  readonly #tests: readonly string[];
  #child: ChildProcess | undefined;

  constructor(tests: readonly string[]) {
    this.#tests = tests;
  }

  async #started(): Promise<ChildProcess> {
    if (this.#child) return this.#child;
    const script = new URL('tests-of-mutants.ts', import.meta.url);
    // A group of its own, so that the threads and processes of its tests end with it.
    const child = fork(script, [JSON.stringify(this.#tests)], {
      detached: true,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      // A property that kills a mutant does so in its first histories.
      env: { ...process.env, REPORT_A_RUNS: '60' },
    });
    await new Promise((done, failed) => {
      child.once('message', done);
      child.once('exit', () => failed(new Error('The tests could not be started')));
    });
    this.#child = child;
    return child;
  }

  /** Whether a test noticed; undefined when it took longer than the limit. */
  async run(path: string, mutant: number | null, limitMs: number): Promise<boolean | undefined> {
    const child = await this.#started();
    return await new Promise((done) => {
      const timer = setTimeout(() => {
        this.stop();
        done(undefined);
      }, limitMs);
      child.once('message', (message) => {
        clearTimeout(timer);
        done(answer.parse(message).killed);
      });
      child.send({ path: resolve(path), mutant });
    });
  }

  stop(): void {
    const pid = this.#child?.pid;
    this.#child = undefined;
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  }
}

async function testArea(area: Area, options: { sample: number; seed: string; workers: number }): Promise<Fate[]> {
  const all = sourcesOf(area).flatMap((path) =>
    mutantsOf(path, readFileSync(path, 'utf8')).map((mutant, index): Task => ({ path, index, mutant })),
  );
  const random = new SeededRandom(`${area.name}/${options.seed}`);
  const queue = all.length > options.sample ? random.shuffled(all).slice(0, options.sample) : all;
  const fates: Fate[] = [];
  const work = async (): Promise<void> => {
    const tester = new Tester(area.tests);
    const begun = Date.now();
    const first = queue[0];
    if (first && (await tester.run(first.path, null, 600_000)) !== false)
      throw new Error(`The tests of ${area.name} fail without a mutant`);
    const limit = SLOWER * (Date.now() - begun) + MORE_MS;
    for (let task = queue.shift(); task; task = queue.shift()) {
      const killed = await tester.run(task.path, task.index, limit);
      fates.push({ ...task, fate: killed === undefined ? 'timed out' : killed ? 'killed' : 'survived' });
    }
    tester.stop();
  };
  await Promise.all(Array.from({ length: options.workers }, work));
  return fates;
}

function report(area: Area, fates: readonly Fate[], seconds: number): boolean {
  const survivors = fates.filter(({ fate }) => fate === 'survived');
  for (const { path, mutant } of survivors.toSorted(
    (a, b) => a.path.localeCompare(b.path) || a.mutant.start - b.mutant.start,
  )) {
    const source = readFileSync(path, 'utf8');
    const line = source.slice(0, mutant.start).split('\n').length;
    const was = source.slice(mutant.start, mutant.end).replaceAll(/\s+/gu, ' ').slice(0, 70);
    console.log(`  ${path}:${line} ${mutant.operator}: ${was} → ${mutant.text}`);
  }
  const percent = fates.length === 0 ? 100 : (100 * (fates.length - survivors.length)) / fates.length;
  const endless = fates.filter(({ fate }) => fate === 'timed out').length;
  console.log(
    `${area.name}: ${fates.length} mutants, ${survivors.length} survived, ${endless} timed out, ${percent.toFixed(1)} % killed, ${Math.round(seconds)} s`,
  );
  return percent >= BAR_PERCENT;
}

const { values } = parseArgs({
  options: {
    area: { type: 'string', multiple: true },
    sample: { type: 'string', default: 'Infinity' },
    seed: { type: 'string', default: '1' },
    workers: { type: 'string', default: '2' },
  },
});
const chosen = AREAS.filter(({ name }) => values.area?.includes(name) ?? true);
if (chosen.length === 0) throw new RangeError(`Areas: ${AREAS.map(({ name }) => name).join(', ')}`);
for (const area of chosen) {
  const begun = Date.now();
  const fates = await testArea(area, {
    sample: Number(values.sample),
    seed: values.seed,
    workers: Number(values.workers),
  });
  if (!report(area, fates, (Date.now() - begun) / 1000)) process.exitCode = 1;
}
