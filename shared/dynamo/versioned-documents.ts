import { GetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';

import { itemOf, keyOf, openItem, textOf, type Item, type Key } from './attributes.ts';
import { IF_ABSENT, ifStillAt, putIf } from './conditional-write.ts';
import { checkNextVersion } from '../next-version.ts';

/** Form of the items that hold a document as JSON. */
const FORM = 1;

/** A document kept whole as JSON in one item; its version, when it has one, also where conditions find it. */
export function documentItem(key: Key, document: object): Item {
  const version = 'version' in document && typeof document.version === 'number' ? document.version : undefined;
  return itemOf(key, FORM, {
    ...(version === undefined ? {} : { version: { N: String(version) } }),
    body: { S: JSON.stringify(document) },
  });
}

export async function getItem(client: DynamoDBClient, table: string, key: Key): Promise<Item | undefined> {
  const { Item } = await client.send(new GetItemCommand({ TableName: table, Key: keyOf(key), ConsistentRead: true }));
  return Item;
}

/** The text of the document in an item that `documentItem` made. */
export function bodyOf(item: Item): string {
  return textOf(openItem(item, FORM), 'body');
}

/** The put of a document where none is yet. */
export function newDocument(table: string, key: Key, document: object) {
  return { TableName: table, Item: documentItem(key, document), ...IF_ABSENT };
}

/** Puts a document where none is yet; false when there is one. */
export function createDocument(client: DynamoDBClient, table: string, key: Key, document: object): Promise<boolean> {
  return putIf(client, newDocument(table, key, document));
}

/** Replaces a document if it still stands at `before.version`; returns whether it did. */
export async function updateDocument<T extends { id: string; version: number }>(
  client: DynamoDBClient,
  table: string,
  key: Key,
  before: T,
  after: T,
): Promise<boolean> {
  checkNextVersion(before, after);
  return putIf(client, { TableName: table, Item: documentItem(key, after), ...ifStillAt('version', before.version) });
}
