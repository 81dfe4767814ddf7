import { describe, expect, it } from 'vitest';

import { batchGet, queryItems, queryPages } from './paging.ts';
import { stubbedDynamo } from './test/stubbed-dynamo.ts';

const keyOf = (at: number) => ({ pk: { S: `p${at}` }, sk: { S: 's' } });
const FROM = { table: 'T', consistent: true };

describe('reading many keys', () => {
  it('asks a hundred at a time', async () => {
    const { client, asked } = stubbedDynamo([{ Responses: { T: [] } }]);
    await batchGet(
      client,
      FROM,
      Array.from({ length: 230 }, (_, at) => ({ pk: `p${at}`, sk: 's' })),
    );
    const sizes = asked.map((input) => (input as { RequestItems: { T: { Keys: [] } } }).RequestItems.T.Keys.length);
    expect(sizes).toEqual([100, 100, 30]);
  });

  it('asks again for what the service left over, and for that only', async () => {
    const { client, asked } = stubbedDynamo([
      { Responses: { T: [keyOf(1)] }, UnprocessedKeys: { T: { Keys: [keyOf(2), keyOf(3)] } } },
      { Responses: {}, UnprocessedKeys: { T: { Keys: [keyOf(2), keyOf(3)] } } },
      { Responses: { T: [keyOf(3)] }, UnprocessedKeys: { T: { Keys: [keyOf(2)] } } },
      { Responses: { T: [keyOf(2)] }, UnprocessedKeys: {} },
    ]);
    const items = await batchGet(
      client,
      FROM,
      [1, 2, 3].map((at) => ({ pk: `p${at}`, sk: 's' })),
    );
    expect(items).toEqual([keyOf(1), keyOf(3), keyOf(2)]);
    expect(asked.slice(1)).toEqual(
      [[2, 3], [2, 3], [2]].map((left) => ({ RequestItems: { T: { Keys: left.map(keyOf), ConsistentRead: true } } })),
    );
  });

  it('gives up, rather than answer without a part, when keys stay left over', async () => {
    const { client, asked } = stubbedDynamo([{ Responses: {}, UnprocessedKeys: { T: { Keys: [keyOf(1)] } } }]);
    await expect(batchGet(client, FROM, [{ pk: 'p1', sk: 's' }])).rejects.toThrow('1 keys of T stay unread');
    expect(asked).toHaveLength(8);
  });

  it('asks nothing for no keys', async () => {
    const { client, asked } = stubbedDynamo([{}]);
    expect(await batchGet(client, FROM, [])).toEqual([]);
    expect(asked).toEqual([]);
  });
});

describe('a query', () => {
  const pages = [
    { Items: [keyOf(1), keyOf(2)], LastEvaluatedKey: keyOf(2) },
    { Items: [], LastEvaluatedKey: keyOf(3) },
    { Items: [keyOf(4)] },
  ];

  it('goes on over pages, empty ones too, until there is no more', async () => {
    const { client, asked } = stubbedDynamo(pages);
    expect(await queryItems(client, { TableName: 'T' })).toEqual([keyOf(1), keyOf(2), keyOf(4)]);
    expect(asked).toEqual([
      { TableName: 'T' },
      { TableName: 'T', ExclusiveStartKey: keyOf(2) },
      { TableName: 'T', ExclusiveStartKey: keyOf(3) },
    ]);
  });

  it('stops at its limit', async () => {
    const { client, asked } = stubbedDynamo(pages);
    expect(await queryItems(client, { TableName: 'T' }, 2)).toEqual([keyOf(1), keyOf(2)]);
    expect(asked).toEqual([{ TableName: 'T', Limit: 2 }]);
  });

  it('gives its pages one after another and meets a failure where it happens', async () => {
    const { client } = stubbedDynamo(pages);
    expect(await Array.fromAsync(queryPages(client, { TableName: 'T' }))).toEqual([[keyOf(1), keyOf(2)], [keyOf(4)]]);
    const failing = stubbedDynamo([pages[0]!, new Error('throttled')]);
    const read = queryPages(failing.client, { TableName: 'T' });
    expect((await read.next()).value).toEqual([keyOf(1), keyOf(2)]);
    await expect(read.next()).rejects.toThrow('throttled');
  });
});
