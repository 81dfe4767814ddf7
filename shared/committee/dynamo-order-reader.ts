import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

import type { TableNames } from '#shared/dynamo/create-tables.ts';
import { queryItems } from '#shared/dynamo/paging.ts';
import { bodyOf } from '#shared/dynamo/versioned-documents.ts';

import type { CommitteeOrder, OrderReader } from './committee-store.ts';

/** Orders of units in Operations. Every function of the API reads them, one puts them. */
export const ORDER_PARTITIONS = 'committee#';

/** The newest order of a unit, read consistently. It is apart from the store because every function of the API carries it. */
export function createDynamoOrderReader({
  client,
  tables: { Operations },
}: {
  client: DynamoDBClient;
  tables: Pick<TableNames, 'Operations'>;
}): OrderReader {
  return {
    async newest(unit) {
      const [item] = await queryItems(
        client,
        {
          TableName: Operations,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': { S: `${ORDER_PARTITIONS}${unit}` } },
          ScanIndexForward: false,
        },
        1,
      );
      return item && (JSON.parse(bodyOf(item)) as CommitteeOrder);
    },
  };
}
