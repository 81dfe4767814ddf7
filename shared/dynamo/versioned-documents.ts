import { GetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';

import { keyOf, textOf, type Item, type Key } from './attributes.ts';
import { IF_ABSENT, ifStillAt, putIf } from './conditional-write.ts';
import { checkNextVersion } from './next-version.ts';

/** A document kept whole as JSON in one item. */
export function documentItem(key: Key, document: { version?: number }): Item {
  return {
    ...keyOf(key),
    ...(document.version === undefined ? {} : { version: { N: String(document.version) } }),
    body: { S: JSON.stringify(document) },
  };
}

export async function getItem(client: DynamoDBClient, table: string, key: Key): Promise<Item | undefined> {
  const { Item } = await client.send(new GetItemCommand({ TableName: table, Key: keyOf(key), ConsistentRead: true }));
  return Item;
}

/** The text of the document in an item that `documentItem` made. */
export function bodyOf(item: Item): string {
  return textOf(item, 'body');
}

/** Puts a document where none stands; false when one does. */
export function createDocument(
  client: DynamoDBClient,
  table: string,
  key: Key,
  document: { version?: number },
): Promise<boolean> {
  return putIf(client, { TableName: table, Item: documentItem(key, document), ...IF_ABSENT });
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
