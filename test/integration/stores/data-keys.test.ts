/** Data keys in Operations: their items, races of processes for the key of a month, and processes that die on the way. */
import { randomBytes } from 'node:crypto';

import { paginateScan, PutItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe, expect, inject, it } from 'vitest';

import type { Item } from '#shared/dynamo/attributes.ts';
import { createDynamo } from '#shared/dynamo/client.ts';
import type { TableNames } from '#shared/dynamo/create-tables.ts';
import { createDynamoDataKeyStore } from '#shared/sealing/dynamo-data-key-store.ts';
import { readEnvelope } from '#shared/sealing/envelope-format.ts';
import { createEnvelopeSealer } from '#shared/sealing/envelope-sealer.ts';
import { createMemoryDataKeyStore } from '#shared/sealing/memory-data-key-store.ts';
import { createRawDataKeys } from '#shared/sealing/raw-data-keys.ts';
import type { Sealer } from '#shared/sealing/sealer.ts';

import { ownTables, sealerAt } from './open-stores.ts';

const CONTEXT = { table: 'households', id: 'h1', version: '1' };
const MAY = (): Date => new Date('2026-05-15T03:00:00.000Z');
const keyNamed = (byte: number, province = '42', month = '2026-05') => ({
  name: Buffer.alloc(8, byte),
  province,
  month,
  wrapped: Buffer.alloc(184, byte),
});

/** A client of its own, as another process has it; `before` and `after` see each request. */
function anotherClient(hooks: {
  before?: (command: string) => void;
  after?: (command: string) => void;
}): DynamoDBClient {
  const client = createDynamo({
    endpoint: inject('dynamodb'),
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  client.middlewareStack.add(
    (next, context) => async (args) => {
      hooks.before?.(String(context['commandName']));
      const answer = await next(args);
      hooks.after?.(String(context['commandName']));
      return answer;
    },
    { step: 'initialize' },
  );
  return client;
}

async function keyItems({ client, tables }: { client: DynamoDBClient; tables: TableNames }): Promise<Item[]> {
  const items: Item[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName: tables.Operations })) items.push(...Items);
  return items.toSorted((a, b) => (a['sk']?.S ?? '').localeCompare(b['sk']?.S ?? ''));
}

const nameIn = (sealed: Uint8Array): string => {
  const { key } = readEnvelope(sealed);
  return 'name' in key ? Buffer.from(key.name).toString('hex') : '';
};

describe.each([
  ['in memory', async () => createMemoryDataKeyStore()],
  ['in DynamoDB', async () => createDynamoDataKeyStore(await ownTables())],
])('data keys %s', (_, open) => {
  it('are found by province and month, and by name', async () => {
    const store = await open();
    expect(await store.nameOf('42', '2026-05')).toBeUndefined();
    expect(await store.wrapped(Buffer.alloc(8, 1))).toBeUndefined();
    expect(await store.put(keyNamed(1))).toBe(true);
    expect(Buffer.from((await store.nameOf('42', '2026-05'))!)).toEqual(Buffer.alloc(8, 1));
    expect(Buffer.from((await store.wrapped(Buffer.alloc(8, 1)))!)).toEqual(Buffer.alloc(184, 1));
    expect(await store.nameOf('42', '2026-06')).toBeUndefined();
    expect(await store.nameOf('31', '2026-05')).toBeUndefined();
  });

  it('are never put over: neither that of a month nor that of a name', async () => {
    const store = await open();
    await store.put(keyNamed(1));
    expect(await store.put(keyNamed(2))).toBe(false);
    expect(await store.wrapped(Buffer.alloc(8, 2))).toBeUndefined();
    expect(await store.put({ ...keyNamed(1, '31'), wrapped: Buffer.alloc(184, 9) })).toBe(false);
    expect(await store.nameOf('31', '2026-05')).toBeUndefined();
    expect(Buffer.from((await store.nameOf('42', '2026-05'))!)).toEqual(Buffer.alloc(8, 1));
    expect(Buffer.from((await store.wrapped(Buffer.alloc(8, 1)))!)).toEqual(Buffer.alloc(184, 1));
  });

  it('of several that race for one month are one', async () => {
    const store = await open();
    const racers = Array.from({ length: 8 }, (_each, at) => keyNamed(at + 1));
    const won = await Promise.all(racers.map((key) => store.put(key)));
    expect(won.filter(Boolean)).toHaveLength(1);
    const { name, wrapped } = racers[won.indexOf(true)]!;
    expect(Buffer.from((await store.nameOf('42', '2026-05'))!)).toEqual(name);
    expect(Buffer.from((await store.wrapped(name))!)).toEqual(wrapped);
  });
});

describe('the items of a data key', () => {
  it('are two, say their form, and never expire', async () => {
    const at = await ownTables();
    await createDynamoDataKeyStore(at).put(keyNamed(10));
    const name = '0a'.repeat(8);
    const form = { N: '1' };
    expect(await keyItems(at)).toEqual([
      {
        pk: { S: `data-key#${name}` },
        sk: { S: 'key' },
        v: form,
        wrapped: { B: new Uint8Array(184).fill(10) },
        province: { S: '42' },
        month: { S: '2026-05' },
      },
      { pk: { S: 'data-key#42#2026-05' }, sk: { S: 'name' }, v: form, name: { B: new Uint8Array(8).fill(10) } },
    ]);
  });

  it('are refused when a newer release wrote them, for another try', async () => {
    const at = await ownTables();
    const sealed = await sealerAt(at).seal('ก', CONTEXT, '42');
    for (const item of await keyItems(at))
      await at.client.send(new PutItemCommand({ TableName: at.tables.Operations, Item: { ...item, v: { N: '2' } } }));
    await expect(sealerAt(at).open(sealed, CONTEXT)).rejects.toMatchObject({ name: 'NewerForm' });
    await expect(sealerAt(at).seal('ก', CONTEXT, '42')).rejects.toMatchObject({ name: 'NewerForm' });
  });
});

describe('processes that seal in a new month', () => {
  const process = (at: { client: DynamoDBClient; tables: TableNames }): Sealer =>
    createEnvelopeSealer({
      dataKeys: createRawDataKeys(Buffer.alloc(32, 7)),
      store: createDynamoDataKeyStore(at),
      now: MAY,
    });

  it('and race for its key seal with one, which every other opens', async () => {
    const at = await ownTables();
    const processes = Array.from({ length: 12 }, () => process({ client: anotherClient({}), tables: at.tables }));
    const sealed = await Promise.all(processes.map((each) => each.seal('ลับ', CONTEXT, '42')));
    expect(new Set(sealed.map(nameIn)).size).toBe(1);
    expect(await keyItems(at)).toHaveLength(2);
    for (const each of sealed) expect(await sealerAt(at).open(each, CONTEXT)).toBe('ลับ');
  });

  it('and find no key, and then one that stood there already, take it and leave theirs', async () => {
    const at = await ownTables();
    const winner = process(at);
    let theirs = '';
    let raced = false;
    // Between its look for a key and its put, another process puts one.
    const client = anotherClient({});
    client.middlewareStack.add(
      (next, context) => async (args) => {
        if (context['commandName'] === 'TransactWriteItemsCommand' && !raced) {
          raced = true;
          theirs = nameIn(await winner.seal('ก', CONTEXT, '42'));
        }
        return await next(args);
      },
      { step: 'initialize' },
    );
    const sealed = await process({ client, tables: at.tables }).seal('ข', CONTEXT, '42');
    expect(raced).toBe(true);
    expect(nameIn(sealed)).toBe(theirs);
    expect(await keyItems(at)).toHaveLength(2);
  });

  it('and die before their key is stored leave nothing, and the next goes on', async () => {
    const at = await ownTables();
    const dying = anotherClient({
      before: (command) => {
        if (command === 'TransactWriteItemsCommand') throw new Error('killed');
      },
    });
    await expect(process({ client: dying, tables: at.tables }).seal('ก', CONTEXT, '42')).rejects.toThrow('killed');
    expect(await keyItems(at)).toEqual([]);
    const sealed = await process(at).seal('ก', CONTEXT, '42');
    expect(await sealerAt(at).open(sealed, CONTEXT)).toBe('ก');
  });

  it('and die after it is stored leave it whole, and the next seals with it', async () => {
    const at = await ownTables();
    const dying = anotherClient({
      after: (command) => {
        if (command === 'TransactWriteItemsCommand') throw new Error('killed');
      },
    });
    await expect(process({ client: dying, tables: at.tables }).seal('ก', CONTEXT, '42')).rejects.toThrow('killed');
    const left = await keyItems(at);
    expect(left).toHaveLength(2);
    const sealed = await process(at).seal('ก', CONTEXT, '42');
    expect(await keyItems(at)).toEqual(left);
    expect(`data-key#${nameIn(sealed)}`).toBe(left[0]?.['pk']?.S);
  });

  it('never seal with a name that has lost its key', async () => {
    const at = await ownTables();
    // As after a copy of the one item without the other.
    const store = createDynamoDataKeyStore(at);
    const name = randomBytes(8);
    const lacking = { ...store, wrapped: async () => await Promise.resolve(undefined) };
    await store.put({ ...keyNamed(1), name });
    const sealer = createEnvelopeSealer({
      dataKeys: createRawDataKeys(Buffer.alloc(32, 7)),
      store: lacking,
      now: MAY,
    });
    await expect(sealer.seal('ก', CONTEXT, '42')).rejects.toMatchObject({ name: 'SealBroken', reason: 'unknown-key' });
  });
});
