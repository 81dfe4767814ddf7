/**
 * The worked example of docs/domain.md §6.3 as calls (test/fixtures/report-a): the platform starts empty with its clock moved
 * from outside by libfaketime, every step is sent as an office would send it, and every revision of the report must come
 * back cell for cell.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, expect, it } from 'vitest';
import * as z from 'zod';

import { ApiClient, type Receipt } from '#local/api-client.ts';

const FIXTURES = fileURLToPath(new URL('../fixtures/report-a/', import.meta.url));
const LIBRARIES = ['x86_64', 'aarch64'].map((cpu) => `/usr/lib/${cpu}-linux-gnu/faketime/libfaketimeMT.so.1`);

const step = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('call'),
    at: z.string(),
    as: z.string(),
    method: z.enum(['GET', 'POST', 'PUT']),
    path: z.string(),
    body: z.looseObject({ ref: z.string().optional() }).optional(),
    save: z.string().optional(),
  }),
  z.object({
    do: z.literal('upload'),
    at: z.string(),
    as: z.string(),
    source: z.string(),
    file: z.string(),
    rows: z.number(),
    list: z.string().optional(),
  }),
]);
const { steps } = z
  .object({ steps: z.array(step) })
  .parse(JSON.parse(readFileSync(join(FIXTURES, 'plan.json'), 'utf8')));

const folder = mkdtempSync(join(tmpdir(), 'worked-example-'));
const clock = join(folder, 'clock');
let platform: ChildProcess | undefined;
let url = '';

function setClock(at: string): void {
  writeFileSync(clock, `@${new Date(at).toISOString().slice(0, 19).replace('T', ' ')}\n`);
}

beforeAll(async () => {
  const library = LIBRARIES.find((path) => existsSync(path));
  if (library === undefined) throw new Error('libfaketime is missing: apt-get install faketime');
  setClock(steps[0]?.at ?? '');
  const started = spawn(
    process.execPath,
    [fileURLToPath(new URL('../../local/start.ts', import.meta.url)), '--empty'],
    {
      cwd: folder,
      env: {
        ...process.env,
        PORT: '0',
        TZ: 'UTC',
        LD_PRELOAD: library,
        FAKETIME_TIMESTAMP_FILE: clock,
        FAKETIME_NO_CACHE: '1',
        FAKETIME_DONT_FAKE_MONOTONIC: '1',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  platform = started;
  let printed = '';
  url = await new Promise((resolve, reject) => {
    started.once('exit', (code) => reject(new Error(`The platform ended with ${code}: ${printed}`)));
    started.stdout.on('data', (chunk) => {
      printed += String(chunk);
      const found = /(http:\/\/127\.0\.0\.1:\d+)/.exec(printed)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
}, 60_000);

afterAll(async () => {
  platform?.removeAllListeners('exit');
  platform?.kill('SIGTERM');
  await setTimeout(500);
  rmSync(folder, { recursive: true, force: true });
});

it('gives every revision of the worked example, cell for cell', { timeout: 180_000 }, async () => {
  const ids = new Map<string, string>();
  const known = (text: string): string => text.replaceAll(/\{([\w-]+)\}/g, (all, name: string) => ids.get(name) ?? all);
  const reply = z.looseObject({ id: z.string().optional() });
  const compared: string[] = [];
  const receipts: { wanted: number; receipt: Receipt }[] = [];

  for (const each of steps) {
    setClock(each.at);
    const client = await ApiClient.signIn(url, each.as, 'demo');
    if (each.do === 'upload') {
      const list = each.list === undefined ? undefined : ids.get(each.list);
      receipts.push({ wanted: each.rows, receipt: await client.upload(join(FIXTURES, each.file), each.source, list) });
      await nameHouseholds(ids);
      continue;
    }
    const { ref, ...body } = each.body ?? {};
    const sent = each.body && z.looseObject({}).parse(JSON.parse(known(JSON.stringify(body))));
    const answer = await client.call(reply, each.method, known(each.path), sent);
    if (ref !== undefined && answer.id !== undefined) ids.set(ref, answer.id);
    if (each.save === undefined) continue;
    const expected: unknown = JSON.parse(known(readFileSync(join(FIXTURES, each.save), 'utf8')));
    expect(answer, each.save).toEqual({ ...z.looseObject({}).parse(expected), definitions: answer['definitions'] });
    compared.push(each.save);
  }
  expect(compared).toHaveLength(5);
  expect(receipts).toHaveLength(2);
  for (const { wanted, receipt } of receipts)
    expect(receipt).toMatchObject({ status: 'FINISHED', rows: { total: wanted, created: wanted }, problems: [] });
});

/** Households of a file are found by their house codes: H1 has 99999000001. */
async function nameHouseholds(ids: Map<string, string>): Promise<void> {
  const found = z.object({ items: z.array(z.object({ id: z.string() })) });
  const client = await ApiClient.signIn(url, 'province-secretariat-42', 'demo');
  for (let no = 1; no <= 7; no += 1) {
    const houseCode = `9999900000${no}`;
    const { items } = await client.call(found, 'POST', '/v1/households/search', { houseCode });
    if (items[0]) ids.set(`H${no}`, items[0].id);
  }
}
