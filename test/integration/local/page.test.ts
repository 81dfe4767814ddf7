/** The files of the page under their addresses: as a deployment puts them into the bucket, and as `npm start` serves them. */
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pageFiles, type PageFile } from '#infra/page-files.ts';
import { createStaticFiles } from '#local/static-files.ts';
import { type Served, serve } from './serve.ts';

const WEB = join(import.meta.dirname, '../../../web');
const A_YEAR = 'public, max-age=31536000, immutable';
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'page-files-'));
  cpSync(WEB, folder, { recursive: true });
});

afterEach(() => rmSync(folder, { recursive: true }));

const change = (name: string, text: string): void => writeFileSync(join(folder, name), text);
const versionOf = (files: readonly PageFile[]): string => files[0]!.path.replace(/[^/]+$/, '');

describe('the files of the page', () => {
  it('are those beside the entry, under an address of their version but for entry and settings, the entry last', async () => {
    const files = await pageFiles(WEB);
    const version = versionOf(files);
    expect(version).toMatch(/^page\/[0-9a-f]{16}\/$/);
    const names = readdirSync(WEB).filter((name) => /\.(?:css|js|svg)$/.test(name));
    expect(files.map(({ path, cacheControl }) => [path, cacheControl])).toEqual([
      ...['colours.css', ...names.toSorted()].map((name) => [version + name, A_YEAR]),
      ['settings.json', 'no-cache'],
      ['index.html', 'no-cache'],
    ]);
  });

  it('have another address when one byte of one of them is another, and the same when none is', async () => {
    const before = versionOf(await pageFiles(folder));
    expect(versionOf(await pageFiles(folder))).toBe(before);
    change('dom.js', '');
    expect(versionOf(await pageFiles(folder))).not.toBe(before);
  });

  it('are not of another version when only entry or settings differ', async () => {
    const before = await pageFiles(folder);
    const after = await pageFiles(folder, { clientId: 'other' });
    expect(versionOf(after)).toBe(versionOf(before));
    expect(after.at(-2)?.body.toString()).toBe('{"clientId":"other"}');
  });

  it('are refused when the entry names a file that is not there', async () => {
    change(
      'index.html',
      '<link rel="stylesheet" href="stile.css" /><a href="#main"></a><a href="/v1/openapi.json"></a>',
    );
    await expect(pageFiles(folder)).rejects.toThrow('index.html names stile.css');
  });
});

describe('the page of this machine', () => {
  let served: Served;
  const get = (path: string, method = 'GET'): Promise<Response> => fetch(`${served.url}/${path}`, { method });

  beforeEach(async () => {
    const files = createStaticFiles(folder, join(folder, 'no-build'), async () => undefined);
    served = await serve((req, res) => void files(req, res));
  });

  afterEach(async () => await served.stop());

  it('serves every file of a version for a year, and asks for the entry every time', async () => {
    for (const file of [...(await pageFiles(folder)), { ...(await pageFiles(folder)).at(-1)!, path: '' }]) {
      const reply = await get(file.path);
      expect([reply.status, reply.headers.get('cache-control')], file.path).toEqual([200, file.cacheControl]);
      expect(reply.headers.get('content-type'), file.path).toBe(file.type);
      expect(reply.headers.get('content-security-policy'), file.path).toContain("script-src 'self'");
      expect(Buffer.from(await reply.arrayBuffer()).equals(file.body), file.path).toBe(true);
    }
  });

  it('shows a change at once, and keeps what the entry before named', async () => {
    const before = versionOf(await pageFiles(folder));
    expect(await (await get('')).text()).toContain(`src="${before}api-reference.js"`);
    change('api-reference.js', 'changed');
    const after = versionOf(await pageFiles(folder));
    expect(await (await get('')).text()).toContain(`src="${after}api-reference.js"`);
    expect(await (await get(`${after}api-reference.js`)).text()).toBe('changed');
    expect((await get(`${before}api-reference.js`)).status).toBe(200);
  });

  it('answers a HEAD without a body, and knows no other path or method', async () => {
    const head = await get('', 'HEAD');
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(Number(head.headers.get('content-length'))).toBeGreaterThan(1000);
    const outside = [
      'api-reference.js',
      'page/0123456789abcdef/api-reference.js',
      '%2e%2e/package.json',
      '..%2fpackage.json',
      '.git',
      '%',
    ];
    for (const path of outside) expect((await get(path)).status, path).toBe(404);
    expect((await get('', 'POST')).status).toBe(404);
  });
});
