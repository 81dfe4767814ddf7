import type { DynamoDBClient, TransactWriteItem } from '@aws-sdk/client-dynamodb';

import { KEPT_DAYS, type FeedEvent, type Told } from '#shared/domain/event/event.ts';
import { COMMIT_WITHIN_MS } from '#shared/domain/logbook/recorded-at.ts';
import { itemOf, openItem, textOf, type Key } from '#shared/dynamo/attributes.ts';
import type { TableNames } from '#shared/dynamo/create-tables.ts';
import { queryItems } from '#shared/dynamo/paging.ts';
import { transact, TransactionLate } from '#shared/dynamo/transaction.ts';

import type { EventReader } from './event-store.ts';
import { eventsAt } from './told.ts';

/** Where events are in Operations, by organisation and day; permissions are limited to it. */
export const EVENT_PARTITIONS = 'events#';

const FORM = 1;

function eventKey({ organisation, at, id }: Pick<FeedEvent, 'organisation' | 'at' | 'id'>): Key {
  return { pk: `${EVENT_PARTITIONS}${organisation}#${at.slice(0, 10)}`, sk: id };
}

/** The puts of the events of a moment, for the transaction of their cause. */
export function putEvents(table: string, at: string, told: readonly Told[]): TransactWriteItem[] {
  return eventsAt(at, told).map((event) => ({
    Put: {
      TableName: table,
      Item: itemOf(eventKey(event), FORM, {
        body: { S: JSON.stringify(event) },
        // A day later than it is read last: a feed that is walked does not lose its end.
        expiresAt: { N: String(Math.ceil(Date.parse(at) / 1000) + (KEPT_DAYS + 1) * 86_400) },
      }),
    },
  }));
}

const ATTEMPTS = 3;

/**
 * `transact` of a cause with what it tells: stamped anew at each try, so that an event is committed soon after its moment. Returns the places
 * of the items whose condition did not hold. Throws `TransactionLate`.
 */
export async function transactTelling(
  client: DynamoDBClient,
  table: string,
  items: readonly TransactWriteItem[],
  told: readonly Told[],
): Promise<number[]> {
  if (told.length === 0) return await transact(client, [...items]);
  for (let attempt = 1; ; attempt += 1) {
    const commitBy = performance.now() + COMMIT_WITHIN_MS;
    try {
      return await transact(client, [...items, ...putEvents(table, new Date().toISOString(), told)], commitBy);
    } catch (late) {
      if (!(late instanceof TransactionLate) || late.mayBeDone || attempt === ATTEMPTS) throw late;
    }
  }
}

export function createDynamoEvents({
  client,
  tables: { Operations },
}: {
  client: DynamoDBClient;
  tables: Pick<TableNames, 'Operations'>;
}): EventReader {
  return {
    async ofDay(organisation, day, after, until, limit) {
      const items = await queryItems(
        client,
        {
          TableName: Operations,
          // Between the place and the moment up to which is read, everything was committed seconds ago.
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :after AND :until',
          ExpressionAttributeValues: {
            ':pk': { S: eventKey({ organisation, at: day, id: '' }).pk },
            // Sorts just behind it.
            ':after': { S: `${after}!` },
            ':until': { S: until },
          },
        },
        limit,
      );
      return items.map((item) => JSON.parse(textOf(openItem(item, FORM), 'body')) as FeedEvent);
    },
  };
}
