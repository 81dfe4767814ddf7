import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

import type { TargetList } from '#shared/domain/target-list/target-list.ts';
import type { Key } from '#shared/dynamo/attributes.ts';
import type { TableNames } from '#shared/dynamo/create-tables.ts';
import { queryItems } from '#shared/dynamo/paging.ts';
import { bodyOf, getItem, newDocument, updateDocument } from '#shared/dynamo/versioned-documents.ts';

import { putOnce } from '#shared/idempotency/dynamo-claims.ts';

import { oldestFirst } from './oldest-first.ts';
import type { TargetListStore } from './target-list-store.ts';

/** The partition of Operations that holds all target lists. A permission to read one is limited to it. */
export const TARGET_LISTS_PARTITION = 'target-lists';

function listKey(id: string): Key {
  return { pk: TARGET_LISTS_PARTITION, sk: `list#${id}` };
}

export function createDynamoTargetListStore({
  client,
  tables: { Operations },
}: {
  client: DynamoDBClient;
  tables: Pick<TableNames, 'Operations'>;
}): TargetListStore {
  return {
    async create(list, claim) {
      if (!(await putOnce(client, Operations, newDocument(Operations, listKey(list.id), list), claim)))
        throw new Error('A target list of this id exists already');
    },
    async get(id) {
      const item = await getItem(client, Operations, listKey(id));
      return item && JSON.parse(bodyOf(item));
    },
    update: (before, after) => updateDocument(client, Operations, listKey(before.id), before, after),
    async all() {
      const items = await queryItems(client, {
        TableName: Operations,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: TARGET_LISTS_PARTITION } },
      });
      return oldestFirst(items.map((item): TargetList => JSON.parse(bodyOf(item))));
    },
  };
}
