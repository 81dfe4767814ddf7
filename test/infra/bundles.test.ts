import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '#infra/constructs/bundle.ts';
import { RESOURCES } from '#shared/contracts/route.ts';

const run = promisify(execFile);
const KB = 1024;

/** Budgets of minified bundles by what a function does; docs/performance.md has the weights, and why the S3 client is heavy. */
const BUDGETS: readonly { what: string; kb: number; functions: readonly string[] }[] = [
  { what: 'writes claims into tokens', kb: 100, functions: ['identity/token-claims'] },
  { what: 'reads no table', kb: 400, functions: ['api/openapi', 'api/reference'] },
  {
    what: 'answers the API without opening personal data',
    kb: 500,
    functions: ['api/access-log', 'api/committees', 'api/me', 'api/statistics', 'api/target-lists'],
  },
  { what: 'signs links to files: the S3 client', kb: 600, functions: ['api/reports', 'api/uploads'] },
  { what: 'opens personal data', kb: 1536, functions: ['api/households', 'api/logbook', 'ingest/load'] },
  { what: 'moves an import on', kb: 500, functions: ['ingest/fail'] },
  {
    what: 'reads or writes files: the S3 client and the formats',
    kb: 800,
    functions: ['ingest/read', 'ingest/finish'],
  },
  { what: 'plans and ends figures', kb: 500, functions: ['statistics/plan', 'statistics/finish'] },
  { what: 'makes figures and packages', kb: 800, functions: ['statistics/province'] },
];
const BUNDLES = BUDGETS.flatMap(({ functions, ...budget }) => functions.map((id) => ({ id, ...budget })));

describe('bundles', () => {
  it('each have a budget', () => {
    const made = BUNDLES.map(({ id }) => id);
    expect(made).toEqual([...new Set(made)]);
    expect(made.filter((id) => id.startsWith('api/')).toSorted()).toEqual(RESOURCES.map((r) => `api/${r}`).toSorted());
  });

  it.each(BUNDLES)('$id, which $what, is one module of at most $kb KB', ({ id, kb }) => {
    const code = readFileSync(join(bundle(id), 'index.mjs'));
    expect(code.byteLength).toBeLessThanOrEqual(kb * KB);
    expect(code.toString()).toMatch(/export\s*\{[^}]*\bas handler\b[^}]*\}/);
    expect(code.toString()).not.toContain('sourceMappingURL');
  });

  it('carry only the names of areas that they use', () => {
    const carry = (id: string) => {
      const code = readFileSync(join(bundle(id), 'index.mjs')).toString();
      return { english: code.includes('Phra Borom Maha Ratchawang'), thai: /\bletters:"/.test(code) };
    };
    expect(BUNDLES.filter(({ id }) => carry(id).english).map(({ id }) => id)).toEqual(['api/reference']);
    expect(carry('api/households').thai).toBe(true);
    expect(carry('api/committees').thai).toBe(false);
  });

  describe('start far from any package', () => {
    let far = '';
    beforeAll(() => {
      far = mkdtempSync(join(tmpdir(), 'bundles-'));
      for (const { id } of BUNDLES) cpSync(join(bundle(id), 'index.mjs'), join(far, `${id.replace('/', '-')}.mjs`));
    });
    afterAll(() => rmSync(far, { recursive: true }));

    // Settings of every function; what they name is never called.
    const env = {
      STAGE: 'dev',
      AWS_REGION: 'ap-southeast-7',
      AWS_ACCESS_KEY_ID: 'none',
      AWS_SECRET_ACCESS_KEY: 'none',
      CURSOR_SECRET: `raw:${Buffer.alloc(32).toString('base64')}`,
      INDEX_SECRET: `raw:${Buffer.alloc(32).toString('base64')}`,
      SEALING_KEY: 'kms:arn:aws:kms:ap-southeast-7:000000000000:key/none',
      STATISTICS_STATE_MACHINE_ARN: 'none',
      ...Object.fromEntries(
        ['OPERATIONS', 'STATISTICS', 'HOUSEHOLDS', 'LOGBOOK', 'ACCESS_LOG'].map((table) => [`${table}_TABLE`, 'none']),
      ),
      UPLOADS_BUCKET: 'none',
      REPORTS_BUCKET: 'none',
    };

    it.each(BUNDLES)('$id', async ({ id }) => {
      const file = join(far, `${id.replace('/', '-')}.mjs`);
      // A call of the API without an account: every client is made, and the answer comes before any is used.
      const script = `
        const { handler } = await import(${JSON.stringify(file)});
        if (typeof handler !== 'function') throw new Error('no handler');
        if (${id.startsWith('api/')}) {
          const event = { version: '2.0', routeKey: '', rawPath: '/v1/nothing', headers: {},
            requestContext: { http: { method: 'GET', path: '/v1/nothing' } } };
          const { statusCode } = await handler(event, { awsRequestId: '1', getRemainingTimeInMillis: () => 1000 });
          console.error('answered', statusCode);
        }`;
      const { stderr } = await run(process.execPath, ['--input-type=module', '-e', script], { cwd: far, env });
      expect(stderr.trim()).toBe(id.startsWith('api/') ? 'answered 404' : '');
    });
  });
});
