import type { DynamoDBClient, TransactWriteItem } from '@aws-sdk/client-dynamodb';

import { LOOKS_A_DAY, type BreakGlass } from '#shared/domain/break-glass/break-glass.ts';
import { itemOf, openItem, textOf, type Key } from '#shared/dynamo/attributes.ts';
import { IF_ABSENT, putIf } from '#shared/dynamo/conditional-write.ts';
import type { TableNames } from '#shared/dynamo/create-tables.ts';
import { queryItems } from '#shared/dynamo/paging.ts';
import { transact } from '#shared/dynamo/transaction.ts';
import { bodyOf, getItem, newDocument, updateDocument } from '#shared/dynamo/versioned-documents.ts';
import { KeyTaken } from '#shared/idempotency/claim.ts';
import { putClaim } from '#shared/idempotency/dynamo-claims.ts';

import { shelvesOf, type BreakGlassReader, type BreakGlassShelf, type BreakGlassStore } from './break-glass-store.ts';

/** Where break-glasses are in Operations; permissions are limited to it. */
export const BREAK_GLASS_PARTITIONS = 'break-glass#';

const FORM = 1;

const documentKey = (id: string): Key => ({ pk: `${BREAK_GLASS_PARTITIONS}id#${id}`, sk: 'document' });
const newestKey = (sub: string, household: string): Key => ({
  pk: `${BREAK_GLASS_PARTITIONS}of#${sub}`,
  sk: `household#${household}`,
});
const lookKey = (sub: string, day: string, number: number): Key => ({
  pk: `${BREAK_GLASS_PARTITIONS}looks#${sub}`,
  sk: `${day}#${number}`,
});
const shelfKey = (shelf: BreakGlassShelf, position: string): Key => ({
  pk: `${BREAK_GLASS_PARTITIONS}shelf#${shelf}`,
  sk: position,
});

type At = { client: DynamoDBClient; tables: Pick<TableNames, 'Operations'> };

/** What reading a household asks. */
export function createDynamoBreakGlassReader({ client, tables: { Operations } }: At): BreakGlassReader {
  return {
    async newestOf(sub, household) {
      const newest = await getItem(client, Operations, newestKey(sub, household));
      if (!newest) return undefined;
      const item = await getItem(client, Operations, documentKey(textOf(openItem(newest, FORM), 'id')));
      return item && (JSON.parse(bodyOf(item)) as BreakGlass);
    },
  };
}

export function createDynamoBreakGlassStore(at: At): BreakGlassStore {
  const {
    client,
    tables: { Operations },
  } = at;
  const get = async (id: string): Promise<BreakGlass | undefined> => {
    const item = await getItem(client, Operations, documentKey(id));
    return item && (JSON.parse(bodyOf(item)) as BreakGlass);
  };
  return {
    ...createDynamoBreakGlassReader(at),
    get,
    async takeLook(sub, day) {
      for (let number = 1; number <= LOOKS_A_DAY; number += 1) {
        const Item = itemOf(lookKey(sub, day, number), FORM, {});
        if (await putIf(client, { TableName: Operations, Item, ...IF_ABSENT })) return true;
      }
      return false;
    },
    async create(opened, claim) {
      const { id, sub, household, openedAt } = opened;
      const named = { id: { S: id } };
      const items: TransactWriteItem[] = [
        { Put: newDocument(Operations, documentKey(id), opened) },
        ...shelvesOf(opened).map((shelf) => ({
          Put: { TableName: Operations, Item: itemOf(shelfKey(shelf, `${openedAt}#${id}`), FORM, named) },
        })),
        ...(household === null
          ? []
          : [{ Put: { TableName: Operations, Item: itemOf(newestKey(sub, household), FORM, named) } }]),
      ];
      const failed = await transact(client, [...items, ...(claim ? [putClaim(Operations, claim)] : [])]);
      if (failed.includes(items.length)) throw new KeyTaken();
      if (failed.length > 0) throw new Error('A break-glass of this id exists already');
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
          opened: await get(textOf(openItem(item, FORM), 'id')),
        })),
      );
      return found.flatMap(({ key, opened }) => (opened ? [{ key, opened }] : []));
    },
  };
}
