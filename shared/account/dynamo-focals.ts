/**
 * Who works for an organisation. Each change of an account puts a mark at the organisations for which it speaks or spoke, so that dozens of
 * them are looked up at once. Where the mark is of an account that does not work today, the accounts of the organisation are asked, and also
 * where there is no mark: none of its accounts, if it has any, has changed since marks are put.
 */
import type { DynamoDBClient, TransactWriteItem } from '@aws-sdk/client-dynamodb';

import { isInForce, type Account, type Grant } from '#shared/domain/account/account.ts';
import { focalAgencies, focalGrants, isFocal } from '#shared/domain/account/focal.ts';
import { textOf, type Key } from '#shared/dynamo/attributes.ts';
import type { TableNames } from '#shared/dynamo/create-tables.ts';
import { batchGet, queryItems } from '#shared/dynamo/paging.ts';
import { bodyOf, documentItem } from '#shared/dynamo/versioned-documents.ts';

import type { FocalReader } from './account-store.ts';
import { ACCOUNTS_FOUND_BY, createDynamoAccountReader } from './dynamo-account-reader.ts';
import { shelfKey } from './shelves.ts';

/** `grants`: those of an account that is open, by which it works for the organisation. */
type Mark = { agency: string; grants: readonly Pick<Grant, 'from' | 'to'>[] };

function markKey(agency: string): Key {
  return { pk: `${ACCOUNTS_FOUND_BY}focal#${agency}`, sk: 'newest' };
}

/** The marks that a change of a person's account puts. */
export function focalMarks(table: string, before: Account | undefined, after: Account): TransactWriteItem[] {
  if (after.kind !== 'PERSON') return [];
  const agencies = new Set([...(before ? focalAgencies(before) : []), ...focalAgencies(after)]);
  return [...agencies].map((agency) => {
    const grants = focalGrants(after, agency).map(({ from, to }) => (to === undefined ? { from } : { from, to }));
    const mark: Mark = { agency, grants };
    return { Put: { TableName: table, Item: documentItem(markKey(agency), mark) } };
  });
}

/** More accounts of one organisation are not asked. */
const ACCOUNTS_ASKED = 20;

export function createDynamoFocals(at: {
  client: DynamoDBClient;
  tables: Pick<TableNames, 'Operations'>;
}): FocalReader {
  const {
    client,
    tables: { Operations },
  } = at;
  const reader = createDynamoAccountReader(at);

  /** Accounts of organisations without a mark. They have not changed since there are marks, so a process reads them once. */
  const unmarked = new Map<string, Promise<readonly Account[]>>();

  async function subsOf(agency: string): Promise<string[]> {
    const items = await queryItems(
      client,
      {
        TableName: Operations,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: shelfKey(`organisation#${agency}`, '').pk } },
      },
      ACCOUNTS_ASKED,
    );
    return items.map((item) => textOf(item, 'sk'));
  }

  /** One after another: most often the first works for it. */
  async function isAnyFocal(agency: string, day: string): Promise<boolean> {
    for (const sub of await subsOf(agency)) {
      const account = await reader.findAccount(sub);
      if (account && isFocal(account, agency, day)) return true;
    }
    return false;
  }

  async function readUnmarked(agency: string): Promise<Account[]> {
    const found = await Promise.all((await subsOf(agency)).map((sub) => reader.findAccount(sub)));
    return found.filter((account) => account !== undefined);
  }

  async function isUnmarkedFocal(agency: string, day: string): Promise<boolean> {
    const reading = unmarked.get(agency) ?? readUnmarked(agency);
    unmarked.set(agency, reading);
    try {
      return (await reading).some((account) => isFocal(account, agency, day));
    } catch (error) {
      unmarked.delete(agency);
      throw error;
    }
  }

  return {
    async withFocal(agencies, day) {
      const items = await batchGet(client, { table: Operations, consistent: false }, agencies.map(markKey));
      const marks = new Map(
        items.map((item) => {
          const { agency, grants }: Mark = JSON.parse(bodyOf(item));
          return [agency, grants];
        }),
      );
      const found = await Promise.all(
        agencies.map(async (agency) => {
          const grants = marks.get(agency);
          if (!grants) return await isUnmarkedFocal(agency, day);
          return grants.some((grant) => isInForce(grant, day)) || (await isAnyFocal(agency, day));
        }),
      );
      return new Set(agencies.filter((_, place) => found[place]));
    },
  };
}
