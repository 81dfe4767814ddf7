import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '#infra/constructs/bundle.ts';
import { RESOURCES } from '#shared/contracts/route.ts';

import { BUNDLES, SETTINGS } from './deployed-functions.ts';

const run = promisify(execFile);
const KB = 1024;

describe('bundles', () => {
  it('each have a budget', () => {
    const made = BUNDLES.map(({ id }) => id);
    expect(made).toEqual([...new Set(made)]);
    expect(made.filter((id) => id.startsWith('api/')).toSorted()).toEqual(RESOURCES.map((r) => `api/${r}`).toSorted());
  });

  it.each(BUNDLES)('$id, which $what, is one module of at most $kb KB', ({ id, kb }) => {
    const code = readFileSync(join(bundle(id), 'function.cjs'));
    expect(code.byteLength).toBeLessThanOrEqual(kb * KB);
    expect(code.toString()).not.toContain('sourceMappingURL');
  });

  it('carry only the names of areas that they use', () => {
    const carry = (id: string) => {
      const code = readFileSync(join(bundle(id), 'function.cjs')).toString();
      return { english: code.includes('Phra Borom Maha Ratchawang'), thai: /\bletters:"/.test(code) };
    };
    expect(BUNDLES.filter(({ id }) => carry(id).english).map(({ id }) => id)).toEqual([
      'api/reference',
      'statistics/publish',
    ]);
    expect(carry('api/households').thai).toBe(true);
    expect(carry('api/committees').thai).toBe(false);
  });

  describe('start far from any package', () => {
    let far = '';
    beforeAll(() => {
      far = mkdtempSync(join(tmpdir(), 'bundles-'));
      for (const { id } of BUNDLES) cpSync(bundle(id), join(far, id), { recursive: true });
    });
    afterAll(() => rmSync(far, { recursive: true }));

    it.each(BUNDLES)('$id', async ({ id }) => {
      const file = join(far, id, 'index.mjs');
      // Imported as Lambda does, by the name of its export. A call of the API without an account: every client is made, and the answer comes before any is used.
      const script = `
        const { handler } = await import(${JSON.stringify(file)});
        if (typeof handler !== 'function') throw new Error('no handler');
        if (${id.startsWith('api/')}) {
          const event = { version: '2.0', routeKey: '', rawPath: '/v1/nothing', headers: {},
            requestContext: { http: { method: 'GET', path: '/v1/nothing' } } };
          const { statusCode } = await handler(event, { awsRequestId: '1', getRemainingTimeInMillis: () => 1000 });
          console.error('answered', statusCode);
        }`;
      const { stderr } = await run(process.execPath, ['--input-type=module', '-e', script], {
        cwd: far,
        env: SETTINGS,
      });
      expect(stderr.trim()).toBe(id.startsWith('api/') ? 'answered 404' : '');
    });

    it('sets a PDF file by what lies beside the function', async () => {
      const thread = join(far, 'api/plan-prints/typesetting-thread.mjs');
      const script = `
        const { Worker, MessageChannel } = require('node:worker_threads');
        const worker = new Worker(${JSON.stringify(thread)}, { env: {} });
        const { port1, port2 } = new MessageChannel();
        port1.once('message', ({ file }) => {
          console.log(Buffer.from(file).subarray(0, 5).toString());
          process.exit(0);
        });
        worker.postMessage({ template: '#set text(font: "Sarabun")\\nน้ำ', form: '{}', answerTo: port2 }, [port2]);`;
      const { stdout, stderr } = await run(process.execPath, ['-e', script], {
        cwd: far,
        env: {},
      });
      expect([stdout.trim(), stderr.trim()]).toEqual(['%PDF-', '']);
    });
  });
});
