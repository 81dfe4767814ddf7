/**
 * Who works for an organisation. Each change of an account puts a mark at the organisations for which it speaks or spoke, so that dozens of
 * them are looked up at once; where the mark is of an account that works no more, all accounts of the organisation are asked.
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

  async function isAnyFocal(agency: string, day: string): Promise<boolean> {
    const items = await queryItems(
      client,
      {
        TableName: Operations,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: shelfKey(`organisation#${agency}`, '').pk } },
      },
      ACCOUNTS_ASKED,
    );
    const accounts = await Promise.all(items.map(async (item) => await reader.findAccount(textOf(item, 'sk'))));
    return accounts.some((account) => account !== undefined && isFocal(account, agency, day));
  }

  return {
    async withFocal(agencies, day) {
      const items = await batchGet(client, { table: Operations, consistent: false }, agencies.map(markKey));
      const found = await Promise.all(
        items.map(async (item) => {
          const { agency, grants }: Mark = JSON.parse(bodyOf(item));
          return grants.some((grant) => isInForce(grant, day)) || (await isAnyFocal(agency, day)) ? [agency] : [];
        }),
      );
      return new Set(found.flat());
    },
  };
}
