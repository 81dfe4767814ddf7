import type { DynamoDBClient, TransactWriteItem } from '@aws-sdk/client-dynamodb';

import type { Item } from '#shared/dynamo/attributes.ts';
import { IF_ABSENT } from '#shared/dynamo/conditional-write.ts';
import type { TableNames } from '#shared/dynamo/create-tables.ts';
import { queryItems } from '#shared/dynamo/paging.ts';
import { transact } from '#shared/dynamo/transaction.ts';

import {
  boxPk,
  boxSk,
  receivedItem,
  referralItems,
  referralOf,
  referralPk,
  toReferralItem,
  withReceived,
} from './referral-items.ts';
import type { ReferralStore } from './referral-store.ts';

export function createDynamoReferralStore({
  client,
  tables: { Households },
}: {
  client: DynamoDBClient;
  tables: Pick<TableNames, 'Households'>;
}): ReferralStore {
  const ifStillSent = {
    ConditionExpression: '#status = :sent',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':sent': { S: 'SENT' } },
  };
  const put = (item: Item, condition: object): TransactWriteItem => ({
    Put: { TableName: Households, Item: item, ...condition },
  });

  return {
    async get(id) {
      const items = await queryItems(client, {
        TableName: Households,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: referralPk(id) } },
      });
      return referralOf(items);
    },

    async receive(item, at) {
      const [own, ...boxes] = referralItems(withReceived(item, at));
      if (!own || item.status !== 'SENT') return;
      // Its own item goes on saying SENT, as the document of the household does. A condition that fails: it has moved on, or was looked at before.
      await transact(client, [put(receivedItem(item.id, at), IF_ABSENT), ...boxes.map((box) => put(box, ifStillSent))]);
    },

    async list(box, after, limit) {
      const items = await queryItems(
        client,
        {
          TableName: Households,
          KeyConditionExpression: after ? 'pk = :pk AND sk < :after' : 'pk = :pk',
          ExpressionAttributeValues: {
            ':pk': { S: boxPk(box) },
            ...(after ? { ':after': { S: boxSk(after) } } : {}),
          },
          ScanIndexForward: false,
        },
        limit,
      );
      return items.map(toReferralItem);
    },
  };
}
