import { randomUUID } from 'node:crypto';

import {
  TransactionCanceledException,
  TransactionInProgressException,
  TransactWriteItemsCommand,
  type CancellationReason,
  type DynamoDBClient,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';

import { backOff, MAX_ATTEMPTS } from './backoff.ts';

/** The service takes at most this many items in one transaction. */
const TRANSACTION_LIMIT = 100;

const PASSING = new Set([
  'TransactionConflict',
  'ProvisionedThroughputExceeded',
  'ThrottlingError',
  'RequestLimitExceeded',
]);

/**
 * Writes all items or none. Returns the places of the items whose condition did not hold; empty: everything is written. What passes by itself
 * (two transactions on one item, throttles) is tried again with growing pauses; what lasts is thrown.
 */
export async function transact(client: DynamoDBClient, items: TransactWriteItem[]): Promise<number[]> {
  if (items.length > TRANSACTION_LIMIT)
    throw new Error(`${items.length} items in one transaction: it takes ${TRANSACTION_LIMIT}`);
  let token = randomUUID();
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.send(new TransactWriteItemsCommand({ TransactItems: items, ClientRequestToken: token }));
      return [];
    } catch (error) {
      if (error instanceof TransactionCanceledException) {
        const reasons = error.CancellationReasons ?? [];
        const failed = failedConditions(reasons);
        if (failed.length > 0) return failed;
        if (attempt === MAX_ATTEMPTS || !reasons.some(({ Code }) => Code !== undefined && PASSING.has(Code)))
          throw error;
        // Cancelled means that nothing was written: what follows is another request.
        token = randomUUID();
      } else if (!(error instanceof TransactionInProgressException) || attempt === MAX_ATTEMPTS) throw error;
    }
    await backOff(attempt);
  }
}

function failedConditions(reasons: readonly CancellationReason[]): number[] {
  return reasons.flatMap(({ Code }, index) => (Code === 'ConditionalCheckFailed' ? [index] : []));
}
