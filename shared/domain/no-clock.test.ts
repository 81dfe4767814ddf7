import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

/** What lint cannot tell: a `Date` made of nothing is the clock. The rest of it is forbidden in `.oxlintrc.json`. */
it('no rule asks a clock', () => {
  const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
  );
  expect(sources.length).toBeGreaterThan(50);
  const asking = sources.filter((name) =>
    /\bDate\(\s*\)|new Date\b(?!\s*\()/.test(readFileSync(join(import.meta.dirname, name), 'utf8')),
  );
  expect(asking).toEqual([]);
});
