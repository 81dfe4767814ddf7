import {
  CreateTableCommand,
  DescribeTableCommand,
  ResourceInUseException,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
  type AttributeDefinition,
  type DynamoDBClient,
  type GlobalSecondaryIndex,
} from '@aws-sdk/client-dynamodb';

import { TABLES, type IndexDefinition, type TableDefinition, type TableName } from '../tables.ts';
import { backOff } from './backoff.ts';

/** What the tables are called at an endpoint. */
export type TableNames = Record<TableName, string>;

const NAMES: readonly TableName[] = ['Households', 'Logbook', 'Statistics', 'Operations', 'DueItems', 'AccessLog'];

/** Names of the tables with a prefix before each, so that several sets of tables can stand at one endpoint. */
export function tableNames(prefix = ''): TableNames {
  return {
    Households: `${prefix}Households`,
    Logbook: `${prefix}Logbook`,
    Statistics: `${prefix}Statistics`,
    Operations: `${prefix}Operations`,
    DueItems: `${prefix}DueItems`,
    AccessLog: `${prefix}AccessLog`,
  };
}

/** Makes those tables of `TABLES` that do not exist yet, and indexes that a table does not have yet, and waits until they can be used. */
export async function createTables(client: DynamoDBClient, names: TableNames = tableNames()): Promise<TableNames> {
  for (const name of NAMES) await createTable(client, names[name], TABLES[name]);
  return names;
}

async function createTable(client: DynamoDBClient, tableName: string, definition: TableDefinition): Promise<void> {
  try {
    await client.send(
      new CreateTableCommand({
        TableName: tableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: attributesOf(definition),
        KeySchema: [
          { AttributeName: definition.partitionKey, KeyType: 'HASH' },
          { AttributeName: definition.sortKey, KeyType: 'RANGE' },
        ],
        ...(definition.indexes.length > 0 ? { GlobalSecondaryIndexes: definition.indexes.map(indexOf) } : {}),
      }),
    );
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
    await addIndexes(client, tableName, definition);
    return;
  }
  await untilActive(client, tableName);
  if (definition.timeToLive !== undefined)
    await client.send(
      new UpdateTimeToLiveCommand({
        TableName: tableName,
        TimeToLiveSpecification: { AttributeName: definition.timeToLive, Enabled: true },
      }),
    );
}

/** A table that was made before an index was defined gets it, filled with all items of the table; a table takes one at a time. */
async function addIndexes(client: DynamoDBClient, tableName: string, definition: TableDefinition): Promise<void> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
  const standing = new Set((Table?.GlobalSecondaryIndexes ?? []).map(({ IndexName }) => IndexName));
  for (const index of definition.indexes.filter(({ name }) => !standing.has(name))) {
    await client.send(
      new UpdateTableCommand({
        TableName: tableName,
        AttributeDefinitions: attributesOf(definition),
        GlobalSecondaryIndexUpdates: [{ Create: indexOf(index) }],
      }),
    );
    await untilActive(client, tableName);
  }
}

async function untilActive(client: DynamoDBClient, tableName: string): Promise<void> {
  for (let attempt = 1; !(await isActive(client, tableName)); attempt += 1) await backOff(attempt);
}

function attributesOf(definition: TableDefinition): AttributeDefinition[] {
  const keys = new Set([
    definition.partitionKey,
    definition.sortKey,
    ...definition.indexes.flatMap(({ partitionKey, sortKey }) => [partitionKey, sortKey]),
  ]);
  return [...keys].map((key) => ({ AttributeName: key, AttributeType: 'S' }));
}

function indexOf({ name, partitionKey, sortKey, include }: IndexDefinition): GlobalSecondaryIndex {
  return {
    IndexName: name,
    KeySchema: [
      { AttributeName: partitionKey, KeyType: 'HASH' },
      { AttributeName: sortKey, KeyType: 'RANGE' },
    ],
    Projection:
      include.length > 0
        ? { ProjectionType: 'INCLUDE', NonKeyAttributes: [...include] }
        : { ProjectionType: 'KEYS_ONLY' },
  };
}

async function isActive(client: DynamoDBClient, tableName: string): Promise<boolean> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
  return (
    Table?.TableStatus === 'ACTIVE' &&
    (Table.GlobalSecondaryIndexes ?? []).every(({ IndexStatus }) => IndexStatus === 'ACTIVE')
  );
}
