import type { DynamoDBClient, TransactWriteItem } from '@aws-sdk/client-dynamodb';

import type { SubjectRequest } from '#shared/domain/subject-request/subject-request.ts';
import { itemOf, openItem, textOf, type Key } from '#shared/dynamo/attributes.ts';
import type { TableNames } from '#shared/dynamo/create-tables.ts';
import { queryItems } from '#shared/dynamo/paging.ts';
import { transact } from '#shared/dynamo/transaction.ts';
import { bodyOf, getItem, newDocument, updateDocument } from '#shared/dynamo/versioned-documents.ts';
import { KeyTaken } from '#shared/idempotency/claim.ts';
import { putClaim } from '#shared/idempotency/dynamo-claims.ts';

import { shelvesOf, type SubjectRequestShelf, type SubjectRequestStore } from './subject-request-store.ts';

/** Where requests of data subjects are in Operations; permissions are limited to it. */
export const SUBJECT_REQUEST_PARTITIONS = 'subject-request#';

const FORM = 1;

const documentKey = (id: string): Key => ({ pk: `${SUBJECT_REQUEST_PARTITIONS}id#${id}`, sk: 'document' });
const shelfKey = (shelf: SubjectRequestShelf, position: string): Key => ({
  pk: `${SUBJECT_REQUEST_PARTITIONS}shelf#${shelf}`,
  sk: position,
});

export function createDynamoSubjectRequestStore({
  client,
  tables: { Operations },
}: {
  client: DynamoDBClient;
  tables: Pick<TableNames, 'Operations'>;
}): SubjectRequestStore {
  const get = async (id: string): Promise<SubjectRequest | undefined> => {
    const item = await getItem(client, Operations, documentKey(id));
    return item && (JSON.parse(bodyOf(item)) as SubjectRequest);
  };
  return {
    get,
    async create(request, claim) {
      const { id, openedAt } = request;
      const items: TransactWriteItem[] = [
        { Put: newDocument(Operations, documentKey(id), request) },
        ...shelvesOf(request).map((shelf) => ({
          Put: { TableName: Operations, Item: itemOf(shelfKey(shelf, `${openedAt}#${id}`), FORM, { id: { S: id } }) },
        })),
      ];
      const failed = await transact(client, [...items, ...(claim ? [putClaim(Operations, claim)] : [])]);
      if (failed.includes(items.length)) throw new KeyTaken();
      if (failed.length > 0) throw new Error('A request of this id exists already');
    },
    update: (before, after) => updateDocument(client, Operations, documentKey(before.id), before, after),
    async list(shelf, before, limit) {
      const items = await queryItems(
        client,
        {
          TableName: Operations,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk AND sk < :before',
          ExpressionAttributeValues: { ':pk': { S: shelfKey(shelf, '').pk }, ':before': { S: before ?? '~' } },
          ScanIndexForward: false,
        },
        limit,
      );
      const found = await Promise.all(
        items.map(async (item) => ({
          key: textOf(item, 'sk'),
          listed: await get(textOf(openItem(item, FORM), 'id')),
        })),
      );
      return found.flatMap(({ key, listed }) => (listed ? [{ key, listed }] : []));
    },
  };
}
