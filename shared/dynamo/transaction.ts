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

/** The time of a transaction was over. `mayBeDone`: its last request was given up without an answer. */
export class TransactionLate extends Error {
  override readonly name = 'TransactionLate';
  readonly mayBeDone: boolean;

  constructor(mayBeDone: boolean) {
    super('The transaction was not answered in time');
    this.mayBeDone = mayBeDone;
  }
}

/**
 * Writes all items or none. Returns the places of the items whose condition did not hold; empty: everything is written. What passes by itself
 * (two transactions on one item, throttles) is tried again with growing pauses; what lasts is thrown. After `commitBy` (a moment of
 * `performance.now()`) no request begins or goes on: throws `TransactionLate`.
 */
export async function transact(
  client: DynamoDBClient,
  items: TransactWriteItem[],
  commitBy = Infinity,
): Promise<number[]> {
  if (items.length > TRANSACTION_LIMIT)
    throw new Error(`${items.length} items in one transaction: it takes ${TRANSACTION_LIMIT}`);
  let token = randomUUID();
  let mayBeDone = false;
  for (let attempt = 1; ; attempt += 1) {
    const left = commitBy - performance.now();
    if (left <= 0) throw new TransactionLate(mayBeDone);
    const inTime = left === Infinity ? undefined : AbortSignal.timeout(Math.ceil(left));
    try {
      const command = new TransactWriteItemsCommand({ TransactItems: items, ClientRequestToken: token });
      await client.send(command, inTime ? { abortSignal: inTime } : {});
      return [];
    } catch (error) {
      if (inTime?.aborted === true) throw new TransactionLate(true);
      if (error instanceof TransactionCanceledException) {
        const reasons = error.CancellationReasons ?? [];
        const failed = failedConditions(reasons);
        if (failed.length > 0) return failed;
        if (attempt === MAX_ATTEMPTS || !reasons.some(({ Code }) => Code !== undefined && PASSING.has(Code)))
          throw error;
        // Cancelled means that nothing was written: what follows is another request.
        token = randomUUID();
        mayBeDone = false;
      } else if (!(error instanceof TransactionInProgressException) || attempt === MAX_ATTEMPTS) throw error;
      else mayBeDone = true;
    }
    await backOff(attempt);
  }
}

function failedConditions(reasons: readonly CancellationReason[]): number[] {
  return reasons.flatMap(({ Code }, index) => (Code === 'ConditionalCheckFailed' ? [index] : []));
}
