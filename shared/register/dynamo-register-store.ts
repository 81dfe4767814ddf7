import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

import { keyOf, type Key } from '#shared/dynamo/attributes.ts';
import type { TableNames } from '#shared/dynamo/create-tables.ts';
import { batchGet, queryItems } from '#shared/dynamo/paging.ts';
import { bodyOf, getItem, newDocument, updateDocument } from '#shared/dynamo/versioned-documents.ts';
import { putOnce } from '#shared/idempotency/dynamo-claims.ts';

import type { RegisterDocument, RegisterName, RegisterStore } from './register-store.ts';

/** Where a register is in Operations; permissions to read it are limited to it. */
export function registerPartition(register: RegisterName): string {
  return `register#${register}`;
}

export function createDynamoRegisterStore<Kept extends RegisterDocument>({
  client,
  tables: { Operations },
  register,
}: {
  client: DynamoDBClient;
  tables: Pick<TableNames, 'Operations'>;
  register: RegisterName;
}): RegisterStore<Kept> {
  const pk = registerPartition(register);
  const key = (id: string): Key => ({ pk, sk: id });
  return {
    create: (document, claim) =>
      putOnce(client, Operations, newDocument(Operations, key(document.id), document), claim),
    async get(id) {
      const item = await getItem(client, Operations, key(id));
      return item && JSON.parse(bodyOf(item));
    },
    async getMany(ids) {
      const keys = [...new Set(ids)].map(key);
      const items = await batchGet(client, { table: Operations, consistent: false }, keys);
      return items.map((item): Kept => JSON.parse(bodyOf(item)));
    },
    update: (before, after) => updateDocument(client, Operations, key(before.id), before, after),
    async list(prefix, after, limit) {
      const items = await queryItems(
        client,
        {
          TableName: Operations,
          ConsistentRead: true,
          ...(prefix === ''
            ? { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': { S: pk } } }
            : {
                KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
                ExpressionAttributeValues: { ':pk': { S: pk }, ':prefix': { S: prefix } },
              }),
          ...(after === undefined ? {} : { ExclusiveStartKey: keyOf(key(after)) }),
        },
        limit,
      );
      return items.map((item): Kept => JSON.parse(bodyOf(item)));
    },
  };
}
