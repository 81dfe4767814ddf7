/**
 * Every write happens once for its `Idempotency-Key`, also when the machine dies: the whole platform is killed in the middle of
 * many calls, started again on what it left, and asked for all of them again.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { paginateScan } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';

import { startDynamoDB } from '#local/engines/dynamodb.ts';
import { createDynamo } from '#shared/dynamo/client.ts';
import { tableNames } from '#shared/dynamo/create-tables.ts';
import { delivered, newHousehold, newTargetList } from '#test/api/synthetic-household.ts';

const CALLS = 240;
const AT_ONCE = 24;
/** The platform is killed when so many calls are answered: others are under way. */
const KILLED_AFTER = 80;
const HOUSEHOLDS = 12;

const answered = z.looseObject({ id: z.string().optional(), uploadId: z.string().optional() });

let folder: string;
let platform: { process: ChildProcess; url: string };

async function start(): Promise<typeof platform> {
  const started = spawn(
    process.execPath,
    [fileURLToPath(new URL('../../../local/start.ts', import.meta.url)), '--empty'],
    {
      cwd: folder,
      env: { ...process.env, PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let printed = '';
  const url = await new Promise<string>((resolve, reject) => {
    started.once('exit', (code) => reject(new Error(`The platform ended with ${code}: ${printed}`)));
    started.stdout.on('data', (chunk) => {
      printed += String(chunk);
      const found = /(http:\/\/localhost:\d+)/.exec(printed)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
  started.removeAllListeners('exit');
  return { process: started, url };
}

async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  const gone = new Promise((resolve) => platform.process.once('exit', resolve));
  platform.process.kill(signal);
  await gone;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'killed-'));
  platform = await start();
});

afterAll(async () => {
  if (platform.process.exitCode === null && platform.process.signalCode === null) await end('SIGTERM');
  await rm(folder, { recursive: true, force: true });
});

async function signIn(username: string): Promise<string> {
  const body = new URLSearchParams({ grant_type: 'password', username, password: 'demo' });
  const response = await fetch(`${platform.url}/oauth2/token`, { method: 'POST', body });
  return z.object({ access_token: z.string() }).parse(await response.json()).access_token;
}

type Sent = { path: string; body: object; key: string };

async function post(token: string, { path, body, key }: Sent): Promise<{ status: number; id: string | undefined }> {
  const response = await fetch(`${platform.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(body),
  });
  const { id, uploadId } = answered.parse(await response.json());
  return { status: response.status, id: id ?? uploadId };
}

/** Sends all, so many at once. `heard` is told of each answer; a call that the platform did not live to answer has none. */
async function sendAll(token: string, calls: readonly Sent[], heard: (at: number) => void = () => undefined) {
  const answers: ({ status: number; id: string | undefined } | undefined)[] = calls.map(() => undefined);
  const waiting = [...calls.entries()];
  const sender = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [at, call] = next;
      answers[at] = await post(token, call).catch(() => undefined);
      if (answers[at]) heard(at);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sender));
  return answers;
}

/** Ids of what lies in a table of the stopped platform under keys that begin with `prefix`, each as often as it is there. */
async function stored(table: 'Operations' | 'Households' | 'Logbook', prefix: string, sk: RegExp): Promise<string[]> {
  const engine = await startDynamoDB({ file: join(folder, '.local', 'dynamodb.sqlite') });
  try {
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const client = createDynamo({ endpoint: engine.endpoint, region: 'ap-southeast-1', credentials });
    const found: string[] = [];
    for await (const { Items = [] } of paginateScan({ client }, { TableName: tableNames()[table] }))
      for (const item of Items)
        if (item['pk']?.S?.startsWith(prefix) && sk.test(item['sk']?.S ?? ''))
          found.push(prefix === 'target-lists' ? (item['sk']?.S ?? '') : item['pk'].S.slice(prefix.length));
    return found;
  } finally {
    await engine.stop();
  }
}

type Kind = {
  as: string;
  calls: () => Promise<Sent[]>;
  /** What the tables hold of the kind. */
  count: () => Promise<number>;
};

const unnumbered = (at: number): object =>
  newHousehold(at, '420101', { members: [{ firstName: `ทดสอบ`, lastName: `คนที่${at}` }], addressNo: `${at}/9` });

const KINDS: Record<string, Kind> = {
  help: {
    as: 'province-secretariat-42',
    calls: async () => {
      const token = await signIn('province-secretariat-42');
      const homes = await sendAll(
        token,
        Array.from({ length: HOUSEHOLDS }, (_, at) => ({
          path: '/v1/households',
          body: newHousehold(5000 + at, '420102'),
          key: randomUUID(),
        })),
      );
      return Array.from({ length: CALLS }, (_, at) => ({
        path: `/v1/households/${homes[at % HOUSEHOLDS]?.id}/logbook`,
        body: delivered('cdd', { description: `ครั้งที่ ${at}` }),
        key: randomUUID(),
      }));
    },
    count: async () => (await stored('Logbook', 'household#', /^(?!0{7}1$)/)).length,
  },
  'registration without ID': {
    as: 'district-officer-4201',
    calls: async () =>
      Array.from({ length: CALLS }, (_, at) => ({ path: '/v1/households', body: unnumbered(at), key: randomUUID() })),
    count: async () => (await stored('Households', 'household#', /^document$/)).length - HOUSEHOLDS,
  },
  list: {
    as: 'province-secretariat-42',
    calls: async () =>
      Array.from({ length: CALLS }, () => ({ path: '/v1/target-lists', body: newTargetList('42'), key: randomUUID() })),
    count: async () => (await stored('Operations', 'target-lists', /^list#/)).length,
  },
  upload: {
    as: 'data-importer-42',
    calls: async () =>
      Array.from({ length: CALLS }, () => ({
        path: '/v1/uploads',
        body: { source: 'thaiqm-survey', filename: 'สำรวจ.csv', size: 10 },
        key: randomUUID(),
      })),
    count: async () => (await stored('Operations', 'upload#', /^upload$/)).length,
  },
  run: {
    as: 'report-approver-42',
    calls: async () =>
      Array.from({ length: CALLS }, () => ({
        path: '/v1/statistics/runs',
        body: { month: '2026-04', area: '4201' },
        key: randomUUID(),
      })),
    count: async () => (await stored('Operations', 'run#', /^run$/)).length,
  },
};

describe.each(Object.entries(KINDS))('a call that makes something: %s', (_, { as, calls, count }) => {
  it('makes it once, also when the platform is killed meanwhile', { timeout: 240_000 }, async () => {
    const sent = await calls();
    const token = await signIn(as);
    let heard = 0;
    const killed = Promise.withResolvers<void>();
    const first = await sendAll(token, sent, () => {
      heard += 1;
      if (heard === KILLED_AFTER) void end('SIGKILL').then(killed.resolve);
    });
    await killed.promise;
    expect(first.filter((answer) => answer === undefined).length, 'calls that were not answered').toBeGreaterThan(0);

    platform = await start();
    const again = await sendAll(await signIn(as), sent);
    expect(again.filter((answer) => answer?.status !== 201 && answer?.status !== 202)).toEqual([]);
    const ids = again.map((answer) => answer?.id);
    expect(new Set(ids).size).toBe(CALLS);
    expect(first.filter((answer, at) => answer && answer.id !== ids[at])).toEqual([]);

    await end('SIGTERM');
    expect(await count()).toBe(CALLS);
    platform = await start();
  });
});
