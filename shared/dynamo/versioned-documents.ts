import { GetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';

import { itemOf, keyOf, openItem, textOf, type Item, type Key } from './attributes.ts';
import { IF_ABSENT, ifStillAt, putIf } from './conditional-write.ts';
import { checkNextVersion } from '../next-version.ts';

/** Form of the items that hold a document as JSON, unless a kind says another. */
const FORM = 1;

/** A document kept whole as JSON in one item; its version, when it has one, also where conditions find it. */
export function documentItem(key: Key, document: object, form = FORM): Item {
  const version = 'version' in document && typeof document.version === 'number' ? document.version : undefined;
  return itemOf(key, form, {
    ...(version === undefined ? {} : { version: { N: String(version) } }),
    body: { S: JSON.stringify(document) },
  });
}

export async function getItem(client: DynamoDBClient, table: string, key: Key): Promise<Item | undefined> {
  const { Item } = await client.send(new GetItemCommand({ TableName: table, Key: keyOf(key), ConsistentRead: true }));
  return Item;
}

/** The text of the document in an item that `documentItem` made, in form `newest` or an older one. */
export function bodyOf(item: Item, newest = FORM): string {
  return textOf(openItem(item, newest), 'body');
}

/** The put of a document where none is yet. */
export function newDocument(table: string, key: Key, document: object, form = FORM) {
  return { TableName: table, Item: documentItem(key, document, form), ...IF_ABSENT };
}

/** Puts a document where none is yet; false when there is one. */
export function createDocument(client: DynamoDBClient, table: string, key: Key, document: object): Promise<boolean> {
  return putIf(client, newDocument(table, key, document));
}

/** Replaces a document if it is still at `before.version`; returns whether it did. */
export async function updateDocument<T extends { id: string; version: number }>(
  client: DynamoDBClient,
  table: string,
  key: Key,
  before: T,
  after: T,
  form = FORM,
): Promise<boolean> {
  checkNextVersion(before, after);
  const Item = documentItem(key, after, form);
  return putIf(client, { TableName: table, Item, ...ifStillAt('version', before.version) });
}
