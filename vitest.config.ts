import { defineConfig } from 'vitest/config';

// Time limits end what hangs; they judge no speed, so they are far above what a busy machine needs.
export default defineConfig({
  test: {
    pool: 'forks',
    // The default leaves one processor free, and on a machine of two half of it idle.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          include: ['shared/**/*.test.ts', 'functions/**/*.test.ts', 'local/**/*.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          globalSetup: ['test/integration/engines.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/browser/build.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      { test: { name: 'clock', include: ['test/clock/**/*.test.ts'] } },
      { test: { name: 'deploy', include: ['test/deploy/deployed.test.ts'], testTimeout: 60_000 } },
      {
        test: {
          name: 'infra',
          include: ['test/infra/**/*.test.ts', 'test/deploy/differences.test.ts'],
          isolate: false,
          fileParallelism: false,
          // Projects with another number of workers run in another group.
          sequence: { groupOrder: 1 },
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
