import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

import type { Key } from '#shared/dynamo/attributes.ts';
import { putIf } from '#shared/dynamo/conditional-write.ts';
import type { TableNames } from '#shared/dynamo/create-tables.ts';
import { bodyOf, documentItem, getItem, newDocument } from '#shared/dynamo/versioned-documents.ts';

import { putOnce } from '#shared/idempotency/dynamo-claims.ts';

import type { RunStore } from './statistics-store.ts';

function runKey(id: string): Key {
  return { pk: `run#${id}`, sk: 'run' };
}

export function createDynamoRunStore({
  client,
  tables: { Operations },
}: {
  client: DynamoDBClient;
  tables: Pick<TableNames, 'Operations'>;
}): RunStore {
  return {
    async create(run, claim) {
      if (!(await putOnce(client, Operations, newDocument(Operations, runKey(run.id), run), claim)))
        throw new Error('A run of this id exists already');
    },
    async get(id) {
      const item = await getItem(client, Operations, runKey(id));
      return item && JSON.parse(bodyOf(item));
    },
    async finish(run) {
      await putIf(client, { TableName: Operations, Item: documentItem(runKey(run.id), run) });
    },
  };
}
