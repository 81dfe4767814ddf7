import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundle } from '#infra/constructs/bundle.ts';
import { RESOURCES } from '#shared/contracts/route.ts';

const KB = 1024;
/** No function may weigh more than those that open personal data; docs/performance.md has the weights and the targets. */
const HEAVIEST = 1536 * KB;

const BUNDLES: readonly { id: string; limit: number }[] = [
  ...RESOURCES.map((resource) => `api/${resource}`),
  'ingest/read',
  'ingest/load',
  'ingest/finish',
  'ingest/fail',
  'statistics/plan',
  'statistics/province',
  'statistics/finish',
]
  .map((id) => ({ id, limit: HEAVIEST }))
  .concat({ id: 'identity/token-claims', limit: 150 * KB });

describe('bundles', () => {
  it.each(BUNDLES)('$id is one module within its weight', ({ id, limit }) => {
    const code = readFileSync(join(bundle(id), 'index.mjs'));
    expect(code.byteLength).toBeLessThanOrEqual(limit);
    expect(code.toString()).toMatch(/export\s*\{[^}]*\bas handler\b[^}]*\}/);
    expect(code.toString()).not.toContain('sourceMappingURL');
  });
});
