import type { DynamoDBClient, TransactWriteItem } from '@aws-sdk/client-dynamodb';

import { itemOf, openItem, textOf, type Key } from '#shared/dynamo/attributes.ts';
import { ifStillAt, putIf } from '#shared/dynamo/conditional-write.ts';
import type { TableNames } from '#shared/dynamo/create-tables.ts';
import { queryItems } from '#shared/dynamo/paging.ts';
import { transact } from '#shared/dynamo/transaction.ts';
import { bodyOf, documentItem, getItem, newDocument } from '#shared/dynamo/versioned-documents.ts';
import { KeyTaken } from '#shared/idempotency/claim.ts';
import { putClaim } from '#shared/idempotency/dynamo-claims.ts';
import { checkNextVersion } from '#shared/next-version.ts';

import { placeOnShelf, shelvesOf, type Shelf, type Shelved, type ShelfStore } from './shelf-store.ts';

export type AtOperations = { readonly client: DynamoDBClient; readonly tables: Pick<TableNames, 'Operations'> };

const FORM = 1;

/** `partitions`: what the partitions of this kind of document begin with. */
export function shelvedDocumentKey(partitions: string, id: string): Key {
  return { pk: `${partitions}id#${id}`, sk: 'document' };
}

function shelfKey(partitions: string, shelf: Shelf, place: string): Key {
  return { pk: `${partitions}shelf#${shelf}`, sk: place };
}

/** The entry of a document on each of some shelves. */
function onShelves(
  table: string,
  partitions: string,
  shelves: readonly Shelf[],
  document: Shelved,
): TransactWriteItem[] {
  const place = placeOnShelf(document);
  return shelves.map((shelf) => ({
    Put: { TableName: table, Item: itemOf(shelfKey(partitions, shelf, place), FORM, { id: { S: document.id } }) },
  }));
}

/**
 * The writes of a change. The first holds only while the document is at `before`; the others put it on shelves on which it was not, because
 * its household has moved. It stays on those of before.
 */
export function shelvedStep(table: string, partitions: string, before: Shelved, after: Shelved): TransactWriteItem[] {
  checkNextVersion(before, after);
  const Item = documentItem(shelvedDocumentKey(partitions, before.id), after);
  const known = new Set(shelvesOf(before));
  return [
    { Put: { TableName: table, Item, ...ifStillAt('version', before.version) } },
    ...onShelves(
      table,
      partitions,
      shelvesOf(after).filter((shelf) => !known.has(shelf)),
      after,
    ),
  ];
}

/** `besides`: what else is written when a document is created or changed, in the same transaction. */
export function createDynamoShelfStore<Document extends Shelved>(
  { client, tables: { Operations } }: AtOperations,
  partitions: string,
  besides: (before: Document | undefined, after: Document) => TransactWriteItem[] = () => [],
): ShelfStore<Document> {
  const get = async (id: string): Promise<Document | undefined> => {
    const item = await getItem(client, Operations, shelvedDocumentKey(partitions, id));
    return item && (JSON.parse(bodyOf(item)) as Document);
  };
  return {
    get,
    async create(document, claim) {
      const { id } = document;
      const items: TransactWriteItem[] = [
        { Put: newDocument(Operations, shelvedDocumentKey(partitions, id), document) },
        ...onShelves(Operations, partitions, shelvesOf(document), document),
        ...besides(undefined, document),
      ];
      const failed = await transact(client, [...items, ...(claim ? [putClaim(Operations, claim)] : [])]);
      if (failed.includes(items.length)) throw new KeyTaken();
      if (failed.length > 0) throw new Error('A document of this id exists already');
    },
    async update(before, after) {
      const items = [...shelvedStep(Operations, partitions, before, after), ...besides(before, after)];
      const [only, ...others] = items;
      if (only?.Put && others.length === 0) return await putIf(client, only.Put);
      return (await transact(client, items)).length === 0;
    },
    async list(shelf, before, limit) {
      const items = await queryItems(
        client,
        {
          TableName: Operations,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk AND sk < :before',
          ExpressionAttributeValues: {
            ':pk': { S: shelfKey(partitions, shelf, '').pk },
            ':before': { S: before ?? '~' },
          },
          ScanIndexForward: false,
        },
        limit,
      );
      const found = await Promise.all(
        items.map(async (item) => ({
          key: textOf(item, 'sk'),
          document: await get(textOf(openItem(item, FORM), 'id')),
        })),
      );
      return found.flatMap(({ key, document }) => (document ? [{ key, document }] : []));
    },
  };
}
