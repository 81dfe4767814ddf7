import type { DynamoDBClient, TransactWriteItem } from '@aws-sdk/client-dynamodb';

import { itemOf, openItem, textOf, type Key } from '#shared/dynamo/attributes.ts';
import { IF_ABSENT } from '#shared/dynamo/conditional-write.ts';
import type { TableNames } from '#shared/dynamo/create-tables.ts';
import { queryItems } from '#shared/dynamo/paging.ts';
import { getItem, newDocument } from '#shared/dynamo/versioned-documents.ts';
import { transactTelling } from '#shared/event/dynamo-events.ts';
import { toldOfGrants } from '#shared/event/told.ts';
import { KeyTaken } from '#shared/idempotency/claim.ts';
import { putClaim } from '#shared/idempotency/dynamo-claims.ts';

import type { AccountShelf, AccountStore } from './account-store.ts';
import { accountKey, ACCOUNTS_FOUND_BY, createDynamoAccountReader } from './dynamo-account-reader.ts';
import { createDynamoFocals, focalMarks } from './dynamo-focals.ts';
import { createDynamoMentors, mentorMarks } from './dynamo-mentors.ts';
import { shelfKey, shelvesOf } from './shelves.ts';

const FORM = 1;

/** Records of accounts: each change is the next version, and none is put over. An address lies in no key, only its fingerprint. */
export function createDynamoAccountStore({
  client,
  tables,
}: {
  client: DynamoDBClient;
  tables: Pick<TableNames, 'Operations'>;
}): AccountStore {
  const { Operations } = tables;
  const reader = createDynamoAccountReader({ client, tables });
  const emailKey = (tag: string): Key => ({ pk: `${ACCOUNTS_FOUND_BY}email#${tag}`, sk: 'account' });
  const onShelves = (sub: string, shelves: readonly AccountShelf[]): TransactWriteItem[] =>
    shelves.map((shelf) => ({ Put: { TableName: Operations, Item: itemOf(shelfKey(shelf, sub), FORM, {}) } }));

  return {
    ...reader,
    ...createDynamoFocals({ client, tables }),
    ...createDynamoMentors({ client, tables }),
    async createAccount(account, emailTag, claim) {
      const items: TransactWriteItem[] = [
        { Put: newDocument(Operations, accountKey(account.sub, account.version), account) },
        ...(emailTag === undefined
          ? []
          : [
              {
                Put: {
                  TableName: Operations,
                  Item: itemOf(emailKey(emailTag), FORM, { sub: { S: account.sub } }),
                  ...IF_ABSENT,
                },
              },
            ]),
        ...onShelves(account.sub, shelvesOf(account)),
        ...focalMarks(Operations, undefined, account),
        ...mentorMarks(Operations, undefined, account),
      ];
      const writes = [...items, ...(claim ? [putClaim(Operations, claim)] : [])];
      const failed = await transactTelling(client, Operations, writes, toldOfGrants(undefined, account));
      if (failed.includes(items.length)) throw new KeyTaken();
      return failed.length === 0;
    },
    async updateAccount(before, after) {
      if (after.sub !== before.sub || after.version !== before.version + 1)
        throw new Error(`An account goes from version ${before.version} to the next, not to ${after.version}`);
      const known = new Set(shelvesOf(before));
      const writes = [
        { Put: newDocument(Operations, accountKey(after.sub, after.version), after) },
        ...onShelves(
          after.sub,
          shelvesOf(after).filter((shelf) => !known.has(shelf)),
        ),
        ...focalMarks(Operations, before, after),
        ...mentorMarks(Operations, before, after),
      ];
      const failed = await transactTelling(client, Operations, writes, toldOfGrants(before, after));
      return failed.length === 0;
    },
    async subOfEmail(emailTag) {
      const item = await getItem(client, Operations, emailKey(emailTag));
      return item && textOf(openItem(item, FORM), 'sub');
    },
    async listAccounts(shelf, after, limit) {
      const items = await queryItems(
        client,
        {
          TableName: Operations,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk AND sk > :after',
          // A key begins with a letter or a digit: all are behind a blank.
          ExpressionAttributeValues: { ':pk': { S: shelfKey(shelf, '').pk }, ':after': { S: after ?? ' ' } },
        },
        limit,
      );
      return items.map((item) => textOf(openItem(item, FORM), 'sk'));
    },
  };
}
