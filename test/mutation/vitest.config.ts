/** Vitest as `npm run test:mutation` runs it: the module that is mutated is not what is on the disk. */
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The order in which `tests-of-mutants.ts` gives the files is kept: those that kill soonest come first. */
class AsGiven extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(files);
  }
}

export default defineConfig({
  plugins: [
    {
      name: 'mutant',
      enforce: 'pre',
      // Vite reads this file apart from the program that runs the tests: the changed texts are told through what both have in common.
      transform(_, id) {
        const changed: unknown = Reflect.get(globalThis, 'changed');
        return changed instanceof Map ? changed.get(id) : undefined;
      },
    },
  ],
  test: {
    root: '.',
    include: ['shared/**/*.test.ts', 'functions/**/*.test.ts', 'test/integration/api/*-matrix.test.ts'],
    setupFiles: ['test/mutation/reached.ts'],
    pool: 'forks',
    bail: 1,
    maxWorkers: 1,
    // The files of a run share what they import: a mutant is in all of them, and the next run begins in a new process.
    isolate: false,
    sequence: { sequencer: AsGiven },
    testTimeout: 60_000,
    reporters: [{}],
    // Kept on the disk by the text of the source, which a mutant does not change.
    fsModuleCache: false,
  },
});
