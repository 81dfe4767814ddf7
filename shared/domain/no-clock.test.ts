import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

/** What lint cannot tell: a `Date` made of nothing is the clock. The rest of it is forbidden in `.oxlintrc.json`. */
it.each(['domain', 'thai'])('no rule of shared/%s asks a clock', (folder) => {
  const root = join(import.meta.dirname, '..', folder);
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
  );
  expect(sources.length).toBeGreaterThan(5);
  const asking = sources.filter((name) =>
    /\bDate\(\s*\)|new Date\b(?!\s*\()/.test(readFileSync(join(root, name), 'utf8')),
  );
  expect(asking).toEqual([]);
});
