import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { CACHE, ROOT } from '#infra/constructs/bundle-files.ts';
import { leanS3Client } from '#infra/constructs/lean-s3-client.ts';

const PACKAGE = join(ROOT, 'node_modules/@aws-sdk/client-s3');

/** All schemas of a client as text; one that refers to another names it. */
function schemasOf(client: string, name: string): Record<string, string> {
  const outfile = join(CACHE, 'test', `${name}.cjs`);
  const entryPoints = [join(client, 'dist-es/schemas/schemas_0.js')];
  buildSync({ entryPoints, outfile, bundle: true, platform: 'node', format: 'cjs', mainFields: ['module', 'main'] });
  const exported: Record<string, unknown> = createRequire(import.meta.url)(outfile);
  const text = (schema: unknown) =>
    JSON.stringify(schema, (_key, value) =>
      typeof value === 'function' ? { refersTo: value()[2] ?? value() } : value,
    );
  return Object.fromEntries(Object.entries(exported).map(([key, schema]) => [key, text(schema)]));
}

describe('the lean S3 client', () => {
  it('has the very schemas of the package', () => {
    const lean = schemasOf(leanS3Client(), 'lean');
    expect(Object.keys(lean).length).toBeGreaterThan(400);
    expect(lean['GetObject$']).toContain('"http":["GET","/{Key+}?x-id=GetObject",200]');
    expect(lean).toEqual(schemasOf(PACKAGE, 'whole'));
  });

  it('finds the modules that the package would find', () => {
    // The copy lies elsewhere: what the package keeps for itself alone would not be found from there.
    expect(existsSync(join(PACKAGE, 'node_modules'))).toBe(false);
  });
});
