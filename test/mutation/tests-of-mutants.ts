/**
 * One process that runs an area's tests on one mutant after the other: Vitest stays, only the changed module is read anew. The source on the disk
 * is not touched. It is told a mutant by its number and answers whether a test noticed; a mutant that never ends is ended with the process.
 */
import { readFileSync } from 'node:fs';
import { createVitest } from 'vitest/node';
import * as z from 'zod';

import { mutantsOf, mutated } from './mutants.ts';

const asked = z.object({ path: z.string(), mutant: z.number().nullable() });

const [tests = '[]'] = process.argv.slice(2);
const files = z.array(z.string()).parse(JSON.parse(tests));
const vitest = await createVitest('test', { watch: false, config: 'test/mutation/vitest.config.ts' });
const specifications = await vitest.globTestSpecifications(files);
/** Milliseconds that each file of tests took without a mutant. */
const took = new Map<string, number>();

/** The tests beside the source first, then the quick ones: the first that fails is the last that runs. */
function inOrderFor(path: string): typeof specifications {
  const beside = path.replace(/\.ts$/u, '.');
  const rank = ({ moduleId }: { moduleId: string }) => (moduleId.startsWith(beside) ? -1 : (took.get(moduleId) ?? 0));
  return specifications.toSorted((a, b) => rank(a) - rank(b));
}

async function noticed(path: string, mutant: number | null): Promise<boolean> {
  const source = readFileSync(path, 'utf8');
  const change = mutant === null ? undefined : mutantsOf(path, source)[mutant];
  process.env['MUTANT_PATH'] = change === undefined ? '' : path;
  Reflect.set(globalThis, 'mutant', change === undefined ? undefined : mutated(source, change));
  vitest.invalidateFile(path);
  vitest.state.clearErrors();
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(inOrderFor(path), false);
  if (change === undefined) for (const module of testModules) took.set(module.moduleId, module.diagnostic().duration);
  vitest.invalidateFile(path);
  return unhandledErrors.length > 0 || testModules.some((module) => !module.ok());
}

process.on('message', (message) => {
  const { path, mutant } = asked.parse(message);
  void noticed(path, mutant).then(
    (killed) => process.send?.({ killed }),
    (error: unknown) => {
      console.error(error);
      process.send?.({ killed: true });
    },
  );
});
process.send?.({ tests: specifications.length });
