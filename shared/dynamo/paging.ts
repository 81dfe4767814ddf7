import {
  BatchGetItemCommand,
  QueryCommand,
  type DynamoDBClient,
  type QueryCommandInput,
  type QueryCommandOutput,
} from '@aws-sdk/client-dynamodb';

import { type Item, type Key, keyOf } from './attributes.ts';
import { backOff, MAX_ATTEMPTS } from './backoff.ts';

/** Pages of a query in key order. The next page is fetched while the caller works on this one. */
export async function* queryPages(client: DynamoDBClient, query: QueryCommandInput): AsyncGenerator<Item[], void> {
  const page = (start: QueryCommandInput['ExclusiveStartKey']): Promise<QueryCommandOutput> =>
    client.send(new QueryCommand(start ? { ...query, ExclusiveStartKey: start } : query));
  let coming: Promise<QueryCommandOutput> | undefined = page(undefined);
  while (coming) {
    const { Items, LastEvaluatedKey }: QueryCommandOutput = await coming;
    coming = LastEvaluatedKey ? page(LastEvaluatedKey) : undefined;
    // A failure is met at the `await` above, or nowhere when the caller leaves early.
    coming?.catch(() => undefined);
    if (Items && Items.length > 0) yield Items;
  }
}

/** All items of a query, or the first `limit` of them. */
export async function queryItems(client: DynamoDBClient, query: QueryCommandInput, limit = Infinity): Promise<Item[]> {
  const items: Item[] = [];
  let start: QueryCommandInput['ExclusiveStartKey'];
  do {
    const wanted = limit - items.length;
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        ...query,
        ...(start ? { ExclusiveStartKey: start } : {}),
        ...(wanted === Infinity ? {} : { Limit: wanted }),
      }),
    );
    items.push(...Items);
    start = LastEvaluatedKey;
  } while (start && items.length < limit);
  return items;
}

const BATCH_GET_KEYS = 100;

export type BatchGet = { table: string; consistent: boolean; attributes?: readonly string[] };

/** The items that exist under the keys, in no order. Keys that the service leaves over are asked again with growing pauses. */
export async function batchGet(client: DynamoDBClient, from: BatchGet, keys: readonly Key[]): Promise<Item[]> {
  const groups: Key[][] = [];
  for (let at = 0; at < keys.length; at += BATCH_GET_KEYS) groups.push(keys.slice(at, at + BATCH_GET_KEYS));
  return (await Promise.all(groups.map((group) => batchGetGroup(client, from, group)))).flat();
}

async function batchGetGroup(client: DynamoDBClient, from: BatchGet, keys: readonly Key[]): Promise<Item[]> {
  const items: Item[] = [];
  let left = keys.map(keyOf);
  for (let attempt = 1; left.length > 0; attempt += 1) {
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetItemCommand({
        RequestItems: {
          [from.table]: { Keys: left, ConsistentRead: from.consistent, ...projectionOf(from.attributes) },
        },
      }),
    );
    items.push(...(Responses?.[from.table] ?? []));
    left = UnprocessedKeys?.[from.table]?.Keys ?? [];
    if (left.length === 0) break;
    if (attempt === MAX_ATTEMPTS) throw new Error(`${left.length} keys of ${from.table} stay unread`);
    await backOff(attempt);
  }
  return items;
}

/** A projection by attribute names, whatever words they are. */
export function projectionOf(attributes: readonly string[] | undefined): {
  ProjectionExpression?: string;
  ExpressionAttributeNames?: Record<string, string>;
} {
  if (!attributes) return {};
  return {
    ProjectionExpression: attributes.map((_, index) => `#p${index}`).join(', '),
    ExpressionAttributeNames: Object.fromEntries(attributes.map((name, index) => [`#p${index}`, name])),
  };
}
