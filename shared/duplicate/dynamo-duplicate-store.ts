import type { DynamoDBClient, TransactWriteItem } from '@aws-sdk/client-dynamodb';

import { moveDueRows } from '#shared/due/dynamo-due-store.ts';
import type { TableNames } from '#shared/dynamo/create-tables.ts';
import { createDynamoShelfStore, shelvedStep } from '#shared/shelf/dynamo-shelf-store.ts';
import type { Duplicate } from '#shared/domain/duplicates/duplicate.ts';

import { dueMovedByDuplicate, type DuplicateStep, type DuplicateStore } from './duplicate-store.ts';

/** Where candidates are in Operations; permissions are limited to it. */
export const DUPLICATE_PARTITIONS = 'duplicate#';

type Tables = Pick<TableNames, 'Operations' | 'DueItems'>;

export function createDynamoDuplicateStore({
  client,
  tables,
}: {
  client: DynamoDBClient;
  tables: Tables;
}): DuplicateStore {
  return createDynamoShelfStore<Duplicate>({ client, tables }, DUPLICATE_PARTITIONS, (before, after) =>
    moveDueRows(tables.DueItems, dueMovedByDuplicate(before, after)),
  );
}

/** The writes of a step in a transaction with its cause. The first holds only while the candidate is at `before`. */
export function putDuplicate({ Operations, DueItems }: Tables, { before, after }: DuplicateStep): TransactWriteItem[] {
  return [
    ...shelvedStep(Operations, DUPLICATE_PARTITIONS, before, after),
    ...moveDueRows(DueItems, dueMovedByDuplicate(before, after)),
  ];
}
