import type { DynamoDBClient, TransactWriteItem } from '@aws-sdk/client-dynamodb';

import { keyOf, textOf } from '#shared/dynamo/attributes.ts';
import type { TableNames } from '#shared/dynamo/create-tables.ts';
import { queryItems } from '#shared/dynamo/paging.ts';

import { duePk, toDueItem, toDueRow, urbanKey, urbanPk, urbanRow } from './due-rows.ts';
import type { DueStore } from './due-store.ts';
import type { MovedDue } from './moved.ts';

export function createDynamoDueStore({
  client,
  tables: { DueItems },
}: {
  client: DynamoDBClient;
  tables: Pick<TableNames, 'DueItems'>;
}): DueStore {
  return {
    async shown(owner, by, most) {
      const rows = await queryItems(
        client,
        {
          TableName: DueItems,
          KeyConditionExpression: 'pk = :pk AND sk < :after',
          // Behind every item of the day: keys go on with `#`.
          ExpressionAttributeValues: { ':pk': { S: duePk(owner) }, ':after': { S: `${by}~` } },
        },
        most,
      );
      return rows.map(toDueItem);
    },
    async urbanPlaces(district) {
      const rows = await queryItems(client, {
        TableName: DueItems,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: urbanPk(district) } },
      });
      return rows.map((row) => textOf(row, 'sk'));
    },
  };
}

/** The writes of a transaction that move rows. They need no condition: that of the thing that causes them guards them. */
export function moveDueRows(table: string, { puts, deletes }: MovedDue): TransactWriteItem[] {
  const urban = new Map(puts.map(urbanKey).flatMap((key) => (key ? [[key.sk, key] as const] : [])));
  return [
    ...[...urban.values()].map((key) => ({ Put: { TableName: table, Item: urbanRow(key) } })),
    ...puts.map((item) => ({ Put: { TableName: table, Item: toDueRow(item) } })),
    ...deletes.map((key) => ({ Delete: { TableName: table, Key: keyOf(key) } })),
  ];
}
