/**
 * Writes docs/cost.md from the measured units of docs/access-patterns.md: `npm run cost`. With `--measure` the bench runs first, and
 * the page is written only if it gives the very units that docs/access-patterns.md keeps.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { costPage } from './cost/page.ts';

const { values } = parseArgs({ options: { measure: { type: 'boolean', default: false } } });
const measured = readFileSync(new URL('../../docs/access-patterns.md', import.meta.url), 'utf8');
if (values.measure) {
  const bench = new URL('capacity.ts', import.meta.url).pathname;
  const rows = (text: string): string[] => text.match(/^\| .* (?:WCU|RCU) \|/gm) ?? [];
  const now = rows(execFileSync(process.execPath, [bench], { encoding: 'utf8' }));
  const kept = rows(measured);
  const different = now.filter((row) => !kept.includes(row));
  if (now.length === 0 || different.length > 0)
    throw new Error(`docs/access-patterns.md keeps other units:\n${different.join('\n')}`);
  console.log(`${now.length} accesses measured, as docs/access-patterns.md keeps them`);
}
writeFileSync(new URL('../../docs/cost.md', import.meta.url), costPage(measured));
