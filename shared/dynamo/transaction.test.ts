import {
  TransactionCanceledException,
  TransactionInProgressException,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';

import { stubbedDynamo } from './test/stubbed-dynamo.ts';
import { transact } from './transaction.ts';

const ITEMS: TransactWriteItem[] = [1, 2, 3].map((at) => ({
  Put: { TableName: 'T', Item: { pk: { S: String(at) } } },
}));

const cancelled = (...codes: string[]) =>
  new TransactionCanceledException({
    message: '',
    $metadata: {},
    CancellationReasons: codes.map((Code) => ({ Code })),
  });

const tokensOf = (asked: object[]) =>
  asked.map((input) => (input as { ClientRequestToken: string }).ClientRequestToken);

describe('a transaction', () => {
  it('names the items whose condition did not hold', async () => {
    const { client, asked } = stubbedDynamo([cancelled('ConditionalCheckFailed', 'None', 'ConditionalCheckFailed')]);
    expect(await transact(client, ITEMS)).toEqual([0, 2]);
    expect(asked).toHaveLength(1);
  });

  it('names them also when another item only met another transaction', async () => {
    const { client } = stubbedDynamo([cancelled('None', 'TransactionConflict', 'ConditionalCheckFailed')]);
    expect(await transact(client, ITEMS)).toEqual([2]);
  });

  it('that met another one is sent again as a new request', async () => {
    const { client, asked } = stubbedDynamo([
      cancelled('None', 'TransactionConflict', 'None'),
      cancelled('ThrottlingError', 'None', 'None'),
      {},
    ]);
    expect(await transact(client, ITEMS)).toEqual([]);
    expect(new Set(tokensOf(asked)).size).toBe(3);
  });

  it('that still runs is asked for again as the same request', async () => {
    const { client, asked } = stubbedDynamo([new TransactionInProgressException({ message: '', $metadata: {} }), {}]);
    expect(await transact(client, ITEMS)).toEqual([]);
    expect(new Set(tokensOf(asked)).size).toBe(1);
  });

  it('that meets others again and again fails in the end', async () => {
    const { client, asked } = stubbedDynamo([cancelled('TransactionConflict')]);
    await expect(transact(client, ITEMS)).rejects.toBeInstanceOf(TransactionCanceledException);
    expect(asked).toHaveLength(8);
  });

  it('that can never succeed is not sent again', async () => {
    const { client, asked } = stubbedDynamo([cancelled('ValidationError')]);
    await expect(transact(client, ITEMS)).rejects.toBeInstanceOf(TransactionCanceledException);
    expect(asked).toHaveLength(1);
  });

  it('of more than a hundred items is never sent', async () => {
    const { client, asked } = stubbedDynamo([{}]);
    await expect(
      transact(
        client,
        Array.from({ length: 101 }, () => ITEMS[0]!),
      ),
    ).rejects.toThrow('101 items');
    expect(asked).toEqual([]);
  });

  it('asks for nothing more when its time is over', async () => {
    const { client, asked } = stubbedDynamo([{}]);
    await expect(transact(client, ITEMS, performance.now())).rejects.toMatchObject({ mayBeDone: false });
    expect(asked).toHaveLength(0);
  });

  it('that was cancelled until its time was over is not done', async () => {
    const { client } = stubbedDynamo(Array.from({ length: 8 }, () => cancelled('TransactionConflict', 'None', 'None')));
    await expect(transact(client, ITEMS, performance.now() + 20)).rejects.toMatchObject({
      name: 'TransactionLate',
      mayBeDone: false,
    });
  });
});
