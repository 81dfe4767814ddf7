/**
 * One process that runs files of an area's tests on one mutant after the other: Vitest stays, only the changed module is read anew. The source on the
 * disk is not touched. It is told a mutant by its number and the files in their order, and answers which of them noticed; a mutant that never ends
 * is ended with the process. Asked for no mutant, it runs each file alone and answers what of the sources the file reaches, and how long it takes.
 */
import { readFileSync } from 'node:fs';
import { createVitest, type TestModule, type TestSpecification } from 'vitest/node';
import * as z from 'zod';

import { marked, mutantsOf, mutated } from './mutants.ts';

const asked = z.union([
  z.object({ sources: z.array(z.string()) }),
  z.object({ path: z.string(), mutant: z.number(), files: z.array(z.string()) }),
]);
const told = z.object({ reached: z.array(z.string()).default([]) });

const [tests = '[]'] = process.argv.slice(2);
const vitest = await createVitest('test', { watch: false, config: 'test/mutation/vitest.config.ts' });
const specifications = new Map(
  (await vitest.globTestSpecifications(z.array(z.string()).parse(JSON.parse(tests)))).map((specification) => [
    specification.moduleId,
    specification,
  ]),
);

/** `failed`: outside of any file. */
type Result = { modules: TestModule[]; failed: boolean };

/** Runs the files, in this order and up to the first that fails, on sources in which the given ones have another text. */
async function run(files: readonly TestSpecification[], changed: ReadonlyMap<string, string>): Promise<Result> {
  Reflect.set(globalThis, 'changed', changed);
  for (const path of changed.keys()) vitest.invalidateFile(path);
  vitest.state.clearErrors();
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications([...files], false);
  for (const path of changed.keys()) vitest.invalidateFile(path);
  // Vitest also answers for files of earlier runs.
  const ofThisRun = new Set(files.map(({ moduleId }) => moduleId));
  return {
    modules: testModules.filter(({ moduleId }) => ofThisRun.has(moduleId)),
    failed: unhandledErrors.length > 0,
  };
}

async function reach(sources: readonly string[]) {
  const changed = new Map(sources.map((path) => [path, marked(path, readFileSync(path, 'utf8'))]));
  const files = [];
  for (const specification of specifications.values()) {
    const begun = Date.now();
    // A file that runs alone reads every module itself.
    const { modules, failed } = await run([specification], changed);
    files.push({
      file: specification.moduleId,
      ms: Date.now() - begun,
      passed: !failed && modules.every((module) => module.ok()),
      reached: modules.flatMap((module) => told.parse(module.meta()).reached),
    });
  }
  return { files };
}

async function noticed(path: string, mutant: number, files: readonly string[]) {
  const source = readFileSync(path, 'utf8');
  const change = mutantsOf(path, source)[mutant];
  if (!change) throw new RangeError(`${path} has no mutant ${mutant}`);
  const chosen = files.flatMap((file) => specifications.get(file) ?? []);
  const { modules, failed } = await run(chosen, new Map([[path, mutated(source, change)]]));
  const by = modules.find((module) => !module.ok())?.moduleId;
  return { killed: failed || by !== undefined, by };
}

process.on('message', (message) => {
  const question = asked.parse(message);
  void ('sources' in question ? reach(question.sources) : noticed(question.path, question.mutant, question.files)).then(
    (answer) => process.send?.(answer),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.send?.({ files: specifications.size });
