import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

import type { Key } from '#shared/dynamo/attributes.ts';
import type { TableNames } from '#shared/dynamo/create-tables.ts';
import { queryItems } from '#shared/dynamo/paging.ts';
import { bodyOf, createDocument } from '#shared/dynamo/versioned-documents.ts';

import { areasFromAbove } from '#shared/domain/statistics/committee.ts';
import type { CommitteeOrder, CommitteeStore } from './committee-store.ts';

function orderKey(area: string, version: number): Key {
  return { pk: `committee#${area}`, sk: String(version).padStart(6, '0') };
}

export function createDynamoCommitteeStore({
  client,
  tables: { Operations },
}: {
  client: DynamoDBClient;
  tables: Pick<TableNames, 'Operations'>;
}): CommitteeStore {
  const orders = async (area: string, newestFirst: boolean, limit?: number): Promise<CommitteeOrder[]> => {
    const items = await queryItems(
      client,
      {
        TableName: Operations,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: orderKey(area, 0).pk } },
        ScanIndexForward: !newestFirst,
      },
      limit,
    );
    return items.map((item): CommitteeOrder => JSON.parse(bodyOf(item)));
  };
  return {
    newest: async (area) => (await orders(area, true, 1))[0],
    put: (order) => createDocument(client, Operations, orderKey(order.area, order.version), order),
    history: async (area) => (await Promise.all(areasFromAbove(area).map((each) => orders(each, false)))).flat(),
  };
}
