/**
 * Who is a mentor where. Each change of an account puts a mark for each unit in which it is or was a mentor, under the district, so that
 * all mentors of a district are one Query. An account that has not changed since there are marks has none.
 */
import type { DynamoDBClient, TransactWriteItem } from '@aws-sdk/client-dynamodb';

import type { Account } from '#shared/domain/account/account.ts';
import { mentorshipsAfter, placeOfMentorship, type Mentorship } from '#shared/domain/account/mentorship.ts';
import type { Key } from '#shared/dynamo/attributes.ts';
import type { TableNames } from '#shared/dynamo/create-tables.ts';
import { queryItems } from '#shared/dynamo/paging.ts';
import { bodyOf, documentItem } from '#shared/dynamo/versioned-documents.ts';

import type { MentorReader } from './account-store.ts';
import { ACCOUNTS_FOUND_BY } from './dynamo-account-reader.ts';

function markKey({ sub, unit }: Pick<Mentorship, 'sub' | 'unit'>): Key {
  return { pk: partitionOf(placeOfMentorship(unit)), sk: `${sub}#${unit}` };
}

function partitionOf(place: string): string {
  return `${ACCOUNTS_FOUND_BY}mentors#${place}`;
}

/** The marks that a change of an account puts. */
export function mentorMarks(table: string, before: Account | undefined, after: Account): TransactWriteItem[] {
  return mentorshipsAfter(before, after).map((mentorship) => ({
    Put: { TableName: table, Item: documentItem(markKey(mentorship), mentorship) },
  }));
}

export function createDynamoMentors({
  client,
  tables: { Operations },
}: {
  client: DynamoDBClient;
  tables: Pick<TableNames, 'Operations'>;
}): MentorReader {
  return {
    async mentorsAt(place) {
      const items = await queryItems(client, {
        TableName: Operations,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: partitionOf(place) } },
      });
      return items.map((item): Mentorship => JSON.parse(bodyOf(item)));
    },
  };
}
