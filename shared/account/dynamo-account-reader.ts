import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

import type { Account } from '#shared/domain/account/account.ts';
import { numberOf, type Item, type Key } from '#shared/dynamo/attributes.ts';
import { IF_ABSENT, ifStillAt, putIf } from '#shared/dynamo/conditional-write.ts';
import type { TableNames } from '#shared/dynamo/create-tables.ts';
import { queryItems } from '#shared/dynamo/paging.ts';
import { bodyOf, documentItem, getItem } from '#shared/dynamo/versioned-documents.ts';

import type { AccountHistory, AccountReader, SessionStore } from './account-store.ts';
import { signInsOf, withSeen, type KeptSessions } from './keep-sessions.ts';

/** Versions of the records of accounts in Operations. Every function reads them, two put them. */
export const ACCOUNT_PARTITIONS = 'account#';
/** Where an account is found by its address, and those of a place or an organisation. Put where records are. */
export const ACCOUNTS_FOUND_BY = 'account-by#';
/** Sessions that calls have met. Every function puts them, and nothing is allowed by one. */
export const SESSION_PARTITIONS = 'account-sessions#';

export function accountKey(sub: string, version: number): Key {
  return { pk: `${ACCOUNT_PARTITIONS}${sub}`, sk: String(version).padStart(6, '0') };
}

function sessionsKey(sub: string): Key {
  return { pk: `${SESSION_PARTITIONS}${sub}`, sk: 'seen' };
}

/** Of two processes that meet two sessions at once, one tries again. */
const ATTEMPTS = 5;

/** What every call asks about the account that makes it. */
export function createDynamoAccountReader({
  client,
  tables: { Operations },
}: {
  client: DynamoDBClient;
  tables: Pick<TableNames, 'Operations'>;
}): AccountReader & AccountHistory & SessionStore {
  const keptIn = (item: Item | undefined): KeptSessions =>
    item ? (JSON.parse(bodyOf(item)) as KeptSessions) : { sessions: [] };
  const kept = async (sub: string): Promise<KeptSessions> =>
    keptIn(await getItem(client, Operations, sessionsKey(sub)));
  return {
    async findAccount(sub) {
      const [item] = await queryItems(
        client,
        {
          TableName: Operations,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': { S: accountKey(sub, 0).pk } },
          ScanIndexForward: false,
        },
        1,
      );
      return item && (JSON.parse(bodyOf(item)) as Account);
    },
    async accountVersions(sub) {
      const items = await queryItems(client, {
        TableName: Operations,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: accountKey(sub, 0).pk } },
      });
      return items.map((item) => JSON.parse(bodyOf(item)) as Account);
    },
    seenSessions: async (sub) => [...(await kept(sub)).sessions],
    signIns: async (sub) => signInsOf(await kept(sub)),
    async seeSession(sub, session) {
      for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
        const item = await getItem(client, Operations, sessionsKey(sub));
        const after = withSeen(keptIn(item), session);
        if (!after) return;
        const version = item ? numberOf(item, 'version') : 0;
        const put = await putIf(client, {
          TableName: Operations,
          Item: documentItem(sessionsKey(sub), { version: version + 1, ...after }),
          ...(item ? ifStillAt('version', version) : IF_ABSENT),
        });
        if (put) return;
      }
      throw new Error('A session was not kept');
    },
  };
}
