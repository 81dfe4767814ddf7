/**
 * `npm run test:mutation [-- --area NAME] [--sample N] [--seed N] [--workers N]` changes the sources of each area in one place at a time and runs the
 * area's tests that reach the place: a change that no test notices survives, and is printed. Ends with 1 when an area kills less than 85 %.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import * as z from 'zod';

import { SeededRandom } from '#local/sample/seeded-random.ts';

import { AREAS, type Area } from './areas.ts';
import { mutantsOf, type Mutant } from './mutants.ts';

const BAR_PERCENT = 85;
/** A mutant may take so many times as long as its tests take without one, and so much more: a busy machine is not a change that never ends. */
const SLOWER = 5;
const MORE_MS = 20_000;

const fateAnswer = z.object({ killed: z.boolean(), by: z.string().optional() });
const reachAnswer = z.object({
  files: z.array(z.object({ file: z.string(), ms: z.number(), passed: z.boolean(), reached: z.array(z.string()) })),
});

type Task = { path: string; index: number; mutant: Mutant };
/** A file of tests, alone and without a mutant: how long it takes, and the parts of the sources that it reaches. */
type TestFile = { file: string; ms: number; reached: ReadonlySet<string> };
type Fate = Task & { fate: 'killed' | 'survived' | 'unreached' | 'timed out' };

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

  /** What the process answers; undefined when it took longer than the limit. */
  async #ask(question: object, limitMs: number): Promise<unknown> {
    const child = await this.#started();
    return await new Promise((done, failed) => {
      const ended = (): void => {
        clearTimeout(timer);
        this.#child = undefined;
        failed(new Error('The tests ended by themselves'));
      };
      const timer = setTimeout(() => {
        child.off('exit', ended);
        this.stop();
        done(undefined);
      }, limitMs);
      child.once('exit', ended);
      child.once('message', (message) => {
        clearTimeout(timer);
        child.off('exit', ended);
        done(message);
      });
      child.send(question);
    });
  }

  /** The files of tests with what each reaches of the sources. */
  async reach(sources: readonly string[]): Promise<TestFile[]> {
    const { files } = reachAnswer.parse(await this.#ask({ sources: sources.map((path) => resolve(path)) }, 600_000));
    const broken = files.find(({ passed }) => !passed);
    if (broken) throw new Error(`${broken.file} fails without a mutant`);
    return files.map(({ file, ms, reached }) => ({ file, ms, reached: new Set(reached) }));
  }

  /** Whether a test noticed, and in which file; undefined when it took longer than the limit. */
  async run({ path, index }: Task, files: readonly TestFile[]): Promise<z.infer<typeof fateAnswer> | undefined> {
    const limit = MORE_MS + SLOWER * files.reduce((sum, { ms }) => sum + ms, 0);
    const question = { path: resolve(path), mutant: index, files: files.map(({ file }) => file) };
    return fateAnswer.optional().parse(await this.#ask(question, limit));
  }

  stop(): void {
    const pid = this.#child?.pid;
    this.#child = undefined;
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  }
}

/** Which files noticed changes of a source so far: the files that are soonest to notice the next one run first. */
class Noticed {
  readonly #bySource = new Map<string, { ran: number; killed: number }>();

  #of(path: string, file: string): { ran: number; killed: number } {
    const key = `${path} ${file}`;
    const counts = this.#bySource.get(key) ?? { ran: 0, killed: 0 };
    this.#bySource.set(key, counts);
    return counts;
  }

  /** Most mutants noticed for the time it takes first; a file that has not run yet on this source counts as one that notices some, beside it most. */
  inOrder(path: string, files: readonly TestFile[]): TestFile[] {
    const beside = resolve(path).replace(/\.ts$/u, '.');
    const worth = ({ file, ms }: TestFile): number => {
      const { ran, killed } = this.#of(path, file);
      return (killed + (file.startsWith(beside) ? 1 : 0.3)) / (ran + 1) / ms;
    };
    return files.toSorted((a, b) => worth(b) - worth(a));
  }

  add(path: string, files: readonly TestFile[], by: string | undefined): void {
    for (const { file } of files) {
      const counts = this.#of(path, file);
      counts.ran++;
      if (file !== by) continue;
      counts.killed++;
      break;
    }
  }
}

async function testArea(area: Area, options: { sample: number; seed: string; workers: number }): Promise<Fate[]> {
  // Vitest passes over a path that is not there.
  const gone = area.tests.find((path) => !existsSync(path));
  if (gone !== undefined) throw new Error(`${gone} of ${area.name} is not there`);
  const all = sourcesOf(area).flatMap((path) =>
    mutantsOf(path, readFileSync(path, 'utf8')).map((mutant, index): Task => ({ path, index, mutant })),
  );
  const random = new SeededRandom(`${area.name}/${options.seed}`);
  const queue = all.length > options.sample ? random.shuffled(all).slice(0, options.sample) : all;
  const fates: Fate[] = [];
  const noticed = new Noticed();
  const work = async (tester: Tester, files: readonly TestFile[]): Promise<void> => {
    for (let task = queue.shift(); task; task = queue.shift()) {
      const { path, mutant } = task;
      const part = `${resolve(path)}:${mutant.part}`;
      const reaching = noticed.inOrder(
        path,
        files.filter(({ reached }) => reached.has(part)),
      );
      if (reaching.length === 0) {
        fates.push({ ...task, fate: 'unreached' });
        continue;
      }
      const answer = await tester.run(task, reaching);
      if (answer) noticed.add(path, reaching, answer.by);
      fates.push({ ...task, fate: answer === undefined ? 'timed out' : answer.killed ? 'killed' : 'survived' });
    }
  };
  const first = new Tester(area.tests);
  const testers = [first, ...Array.from({ length: options.workers - 1 }, () => new Tester(area.tests))];
  try {
    const files = await first.reach(sourcesOf(area));
    await Promise.all(testers.map((tester) => work(tester, files)));
  } finally {
    for (const tester of testers) tester.stop();
  }
  return fates;
}

function report(area: Area, fates: readonly Fate[], seconds: number): boolean {
  const survivors = fates.filter(({ fate }) => fate === 'survived' || fate === 'unreached');
  for (const { path, mutant, fate } of survivors.toSorted(
    (a, b) => a.path.localeCompare(b.path) || a.mutant.start - b.mutant.start,
  )) {
    const source = readFileSync(path, 'utf8');
    const line = source.slice(0, mutant.start).split('\n').length;
    const was = source.slice(mutant.start, mutant.end).replaceAll(/\s+/gu, ' ').slice(0, 70);
    console.log(
      `  ${path}:${line} ${mutant.operator}: ${was} → ${mutant.text}${fate === 'unreached' ? ' (no test runs it)' : ''}`,
    );
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
