import { randomUUID } from 'node:crypto';

import type { DynamoDBClient, TransactWriteItem } from '@aws-sdk/client-dynamodb';

import { keyOf } from '#shared/dynamo/attributes.ts';
import { IF_ABSENT } from '#shared/dynamo/conditional-write.ts';
import type { TableNames } from '#shared/dynamo/create-tables.ts';
import { queryItems } from '#shared/dynamo/paging.ts';
import { putIf } from '#shared/dynamo/conditional-write.ts';
import { transact } from '#shared/dynamo/transaction.ts';
import { bodyOf } from '#shared/dynamo/versioned-documents.ts';

import type { AccessLog, AccessRecord } from './access-log.ts';

const TRANSACTION_ITEMS = 100;

/**
 * Records are put one by one or in transactions, never in a batch: a function that may write batches may also delete, and
 * nobody may delete here.
 */
export function createDynamoAccessLog({
  client,
  tables,
}: {
  client: DynamoDBClient;
  tables: Pick<TableNames, 'AccessLog'>;
}): AccessLog {
  const putOf = (record: AccessRecord) => ({
    TableName: tables.AccessLog,
    Item: {
      ...keyOf({ pk: `household#${record.household}`, sk: `${record.at}#${randomUUID()}` }),
      body: { S: JSON.stringify(record) },
    },
    ...IF_ABSENT,
  });
  return {
    async record(records) {
      const [first, ...more] = records;
      if (first && more.length === 0 && !(await putIf(client, putOf(first))))
        throw new Error('An access was not recorded');
      if (more.length === 0) return;
      const puts = records.map((record): TransactWriteItem => ({ Put: putOf(record) }));
      for (let at = 0; at < puts.length; at += TRANSACTION_ITEMS) {
        const failed = await transact(client, puts.slice(at, at + TRANSACTION_ITEMS));
        if (failed.length > 0) throw new Error('An access was not recorded');
      }
    },
    async of(household, before, limit) {
      const items = await queryItems(
        client,
        {
          TableName: tables.AccessLog,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk AND sk < :before',
          ExpressionAttributeValues: { ':pk': { S: `household#${household}` }, ':before': { S: before ?? '~' } },
          ScanIndexForward: false,
        },
        limit,
      );
      return items.map((item): AccessRecord => JSON.parse(bodyOf(item)));
    },
  };
}
