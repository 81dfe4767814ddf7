/** What the idempotencies promise: that of one process, and that which is kept in DynamoDB by Powertools, also as it is bundled. */
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, inject, it } from 'vitest';

import { createPowertoolsIdempotency, type Idempotency } from '#functions/middleware/idempotency.ts';
import { createMemoryIdempotency } from '#functions/middleware/memory-idempotency.ts';
import { bundle } from '#infra/constructs/bundle.ts';
import { createDynamo } from '#shared/dynamo/client.ts';
import { createTables, tableNames } from '#shared/dynamo/create-tables.ts';

import type * as source from './bundled-idempotency.ts';

const endpoint = {
  endpoint: inject('dynamodb'),
  region: 'ap-southeast-7',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
};
const client = createDynamo(endpoint);
const tables = await createTables(client, tableNames(`idempotency-${randomUUID()}-`));
const settings = { table: tables.Operations, secret: Buffer.alloc(32, 3) };
const dynamo = createPowertoolsIdempotency({ ...settings, client });
const folder = bundle('idempotency', join(import.meta.dirname, 'bundled-idempotency.ts'));
const bundled: typeof source = createRequire(import.meta.url)(join(folder, 'function.cjs'));
const context = { getRemainingTimeInMillis: () => 10_000 };

const KINDS: [string, Idempotency][] = [
  ['memory', createMemoryIdempotency()],
  ['DynamoDB', dynamo],
  ['DynamoDB, bundled', bundled.createPowertoolsIdempotency({ ...settings, client: bundled.createDynamo(endpoint) })],
];

describe.each(KINDS)('idempotency in %s', (_, idempotency) => {
  const once = (key: string, content: string, write: () => Promise<{ id: string }>) =>
    idempotency.once({ key, content, context }, write);

  it('writes once and answers with the ids of the first', async () => {
    const key = randomUUID();
    let writes = 0;
    const write = async () => ({ id: `written-${(writes += 1)}` });
    expect([await once(key, 'a', write), await once(key, 'a', write), writes]).toEqual([
      { id: 'written-1' },
      { id: 'written-1' },
      1,
    ]);
  });

  it('refuses the key for another content', async () => {
    const key = randomUUID();
    await once(key, 'a', async () => ({ id: '1' }));
    await expect(once(key, 'b', async () => ({ id: '2' }))).rejects.toMatchObject({ code: 'idempotency-key-reused' });
  });

  it('refuses a second while the first is still at it', async () => {
    const key = randomUUID();
    let finish = (): void => {};
    const waiting = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let begun = (): void => {};
    const started = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const first = once(key, 'a', async () => {
      begun();
      await waiting;
      return { id: '1' };
    });
    await started;
    await expect(once(key, 'a', async () => ({ id: '2' }))).rejects.toMatchObject({ code: 'request-in-progress' });
    finish();
    expect(await first).toEqual({ id: '1' });
    expect(await once(key, 'a', async () => ({ id: '3' }))).toEqual({ id: '1' });
  });

  it('frees the key when the write fails, and tells how it failed', async () => {
    const key = randomUUID();
    const failure = new Error('no luck');
    await expect(once(key, 'a', () => Promise.reject(failure))).rejects.toBe(failure);
    expect(await once(key, 'b', async () => ({ id: '2' }))).toEqual({ id: '2' });
  });
});

describe('what is kept in the table', () => {
  it('is ids, keyed fingerprints, and a day after which it goes', async () => {
    await dynamo.once(
      { key: '["sub","registerHousehold","k"]', content: 'ทดสอบหาได้ 3000000000015', context },
      async () => ({ id: 'h-1' }),
    );
    const { Items = [] } = await client.send(new ScanCommand({ TableName: tables.Operations }));
    const kept = JSON.stringify(Items);
    expect(kept).toContain('h-1');
    expect(kept).not.toMatch(/ทดสอบ|3000000000015|registerHousehold/);
    expect(Items.every(({ expiresAt }) => Number(expiresAt?.N) > Date.now() / 1000 + 23 * 3600)).toBe(true);
    // The keys of the nation lie in many partitions.
    expect(new Set(Items.map(({ pk }) => pk?.S)).size).toBeGreaterThan(1);
  });
});
