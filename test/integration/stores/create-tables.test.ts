import {
  DeleteTableCommand,
  CreateTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  PutItemCommand,
  GetItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';

import { keyOf } from '#shared/dynamo/attributes.ts';
import { createTables } from '#shared/dynamo/create-tables.ts';
import { TABLES, type TableName } from '#shared/tables.ts';

import { ownTables } from './open-stores.ts';

it('the tables are made as they are defined, and a second time nothing is lost', async () => {
  const { client, tables } = await ownTables();
  const Item = keyOf({ pk: 'p', sk: 's' });
  await client.send(new PutItemCommand({ TableName: tables.Operations, Item }));
  await createTables(client, tables);
  expect((await client.send(new GetItemCommand({ TableName: tables.Operations, Key: Item }))).Item).toEqual(Item);

  for (const [name, definition] of Object.entries(TABLES)) {
    const TableName = tables[name as TableName];
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    expect(Table?.KeySchema?.map((key) => key.AttributeName)).toEqual(['pk', 'sk']);
    const indexes = (Table?.GlobalSecondaryIndexes ?? []).map((index) => ({
      name: index.IndexName,
      partitionKey: index.KeySchema?.[0]?.AttributeName,
      sortKey: index.KeySchema?.[1]?.AttributeName,
      include: (index.Projection?.NonKeyAttributes ?? []).toSorted(),
    }));
    const expected = definition.indexes.map((index) => ({ ...index, include: [...index.include].sort() }));
    expect(indexes).toHaveLength(expected.length);
    expect(indexes).toEqual(expect.arrayContaining(expected));
  }
  const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: tables.Operations }));
  expect(TimeToLiveDescription).toMatchObject({ AttributeName: 'expiresAt', TimeToLiveStatus: 'ENABLED' });
});

it('a table that was made before an index was defined gets it, with what lies there', async () => {
  const { client, tables } = await ownTables();
  const TableName = tables.Households;
  await client.send(new DeleteTableCommand({ TableName }));
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    }),
  );
  const Item = { ...keyOf({ pk: 'p', sk: 's' }), urgentIn: { S: '42' }, urgentSk: { S: '1#420101#p' } };
  await client.send(new PutItemCommand({ TableName, Item }));
  await createTables(client, tables);
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  const names = (Table?.GlobalSecondaryIndexes ?? []).map(({ IndexName }) => IndexName);
  expect(new Set(names)).toEqual(new Set(TABLES.Households.indexes.map(({ name }) => name)));
  const { Items } = await client.send(
    new QueryCommand({
      TableName,
      IndexName: 'by-urgency',
      KeyConditionExpression: 'urgentIn = :in',
      ExpressionAttributeValues: { ':in': { S: '42' } },
    }),
  );
  expect(Items).toEqual([Item]);
});
