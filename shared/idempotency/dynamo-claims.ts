import type { DynamoDBClient, PutItemCommandInput, TransactWriteItem } from '@aws-sdk/client-dynamodb';

import { itemOf, numberOf, openItem, textOf, type Key } from '#shared/dynamo/attributes.ts';
import { putIf } from '#shared/dynamo/conditional-write.ts';
import type { TableNames } from '#shared/dynamo/create-tables.ts';
import { transact } from '#shared/dynamo/transaction.ts';
import { getItem } from '#shared/dynamo/versioned-documents.ts';

import { KeyTaken, type Claim, type ClaimStore } from './claim.ts';

/** Where claimed keys are in Operations; permissions are limited to it. */
export const CLAIMED_KEYS = 'idempotency#';

const FORM = 1;

function claimKey(key: string): Key {
  return { pk: `${CLAIMED_KEYS}${key}`, sk: 'claim' };
}

/** The put of a claim: its condition does not hold while another claim of the key has not expired. */
export function putClaim(table: string, { key, content, claimedAt, expiresAt, answer }: Claim): TransactWriteItem {
  return {
    Put: {
      TableName: table,
      Item: itemOf(claimKey(key), FORM, {
        content: { S: content },
        answer: { S: JSON.stringify(answer) },
        // Seconds, as the service that clears the table away reads them. It may be days late, so every reader looks itself.
        expiresAt: { N: String(Math.ceil(expiresAt / 1000)) },
      }),
      ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :now',
      ExpressionAttributeValues: { ':now': { N: String(Math.floor(claimedAt / 1000)) } },
    },
  };
}

/** Puts `write` and, when one is given, the claim in its transaction. False when the condition of `write` does not hold; throws `KeyTaken`. */
export async function putOnce(
  client: DynamoDBClient,
  table: string,
  write: PutItemCommandInput,
  claim: Claim | undefined,
): Promise<boolean> {
  if (!claim) return await putIf(client, write);
  const failed = await transact(client, [{ Put: write }, putClaim(table, claim)]);
  if (failed.includes(1)) throw new KeyTaken();
  return failed.length === 0;
}

export function createDynamoClaims({
  client,
  tables: { Operations },
}: {
  client: DynamoDBClient;
  tables: Pick<TableNames, 'Operations'>;
}): ClaimStore {
  return {
    async find(key, now) {
      const item = await getItem(client, Operations, claimKey(key));
      if (!item || numberOf(openItem(item, FORM), 'expiresAt') <= Math.floor(now / 1000)) return undefined;
      return { content: textOf(item, 'content'), answer: JSON.parse(textOf(item, 'answer')) };
    },
  };
}
