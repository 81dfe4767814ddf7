/** Keeps which parts of the marked sources a file of tests reaches (`marked` in mutants.ts), and tells them with its result. */
import { afterAll } from 'vitest';

const reached = new Set<string>();
Reflect.set(globalThis, 'reached', reached);

// oxlint-disable-next-line no-empty-pattern -- Vitest wants the pattern, and gives the suite behind it
afterAll(({}, { file }) => {
  Object.assign(file.meta, { reached: [...reached] });
});
