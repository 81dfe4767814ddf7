import { PutItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';

import type { Key } from '#shared/dynamo/attributes.ts';
import type { TableNames } from '#shared/dynamo/create-tables.ts';
import { queryItems } from '#shared/dynamo/paging.ts';
import { bodyOf, documentItem, getItem, newDocument, updateDocument } from '#shared/dynamo/versioned-documents.ts';
import { putOnce } from '#shared/idempotency/dynamo-claims.ts';

import type { RunPage, TargetRunStore } from './target-run-store.ts';

/** Runs and their pages in Operations. */
export const TARGET_RUN_PARTITIONS = 'target-run#';

function runKey(id: string): Key {
  return { pk: `${TARGET_RUN_PARTITIONS}${id}`, sk: 'run' };
}

/** Households that a run found, in the order of districts. */
function pageKey(run: string, at: string): Key {
  return { pk: runKey(run).pk, sk: `page#${at}` };
}

export function createDynamoTargetRunStore({
  client,
  tables: { Operations },
}: {
  client: DynamoDBClient;
  tables: Pick<TableNames, 'Operations'>;
}): TargetRunStore {
  return {
    async create(run, claim) {
      if (!(await putOnce(client, Operations, newDocument(Operations, runKey(run.id), run), claim)))
        throw new Error('A run of this id exists already');
    },
    async get(id) {
      const item = await getItem(client, Operations, runKey(id));
      return item && JSON.parse(bodyOf(item));
    },
    update: (before, after) => updateDocument(client, Operations, runKey(before.id), before, after),
    async putPage(run, page) {
      await client.send(new PutItemCommand({ TableName: Operations, Item: documentItem(pageKey(run, page.at), page) }));
    },
    async pages(run, after, limit) {
      const items = await queryItems(
        client,
        {
          TableName: Operations,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
          ExpressionAttributeValues: {
            ':pk': { S: pageKey(run, '').pk },
            // Behind a page is what begins with its key and a letter more.
            ':from': { S: pageKey(run, after === undefined ? '' : `${after}.`).sk },
            ':to': { S: pageKey(run, '~').sk },
          },
        },
        limit,
      );
      return items.map((item): RunPage => JSON.parse(bodyOf(item)));
    },
  };
}
