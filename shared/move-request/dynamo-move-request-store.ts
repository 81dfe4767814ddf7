import type { DynamoDBClient, PutItemCommandInput, TransactWriteItem } from '@aws-sdk/client-dynamodb';

import type { MoveRequest } from '#shared/domain/move-request/move-request.ts';
import { moveDueRows } from '#shared/due/dynamo-due-store.ts';
import { itemOf, type Key } from '#shared/dynamo/attributes.ts';
import { ifStillAt } from '#shared/dynamo/conditional-write.ts';
import type { TableNames } from '#shared/dynamo/create-tables.ts';
import { transact } from '#shared/dynamo/transaction.ts';
import { bodyOf, documentItem, getItem, newDocument } from '#shared/dynamo/versioned-documents.ts';
import { KeyTaken } from '#shared/idempotency/claim.ts';
import { putClaim } from '#shared/idempotency/dynamo-claims.ts';
import { checkNextVersion } from '#shared/next-version.ts';

import { dueMovedByRequest, type MoveRequestStep, type MoveRequestStore } from './move-request-store.ts';

/** Where move requests are in Operations; permissions are limited to it. */
export const MOVE_REQUEST_PARTITIONS = 'move-request#';

const FORM = 1;

function documentKey(id: string): Key {
  return { pk: `${MOVE_REQUEST_PARTITIONS}id#${id}`, sk: 'document' };
}

type Tables = Pick<TableNames, 'Operations' | 'DueItems'>;

/** The newest request of a household, and whether it is open: one is at a time. */
function newestOf(Operations: string, { household, id, answer }: MoveRequest): PutItemCommandInput {
  return {
    TableName: Operations,
    Item: itemOf({ pk: `${MOVE_REQUEST_PARTITIONS}of#${household}`, sk: 'newest' }, FORM, {
      id: { S: id },
      open: { N: answer ? '0' : '1' },
    }),
  };
}

/** The writes of an answer. The first holds only while the request is at `before`. */
export function putMoveRequest(
  { Operations, DueItems }: Tables,
  { before, after }: MoveRequestStep,
): TransactWriteItem[] {
  checkNextVersion(before, after);
  const Item = documentItem(documentKey(before.id), after);
  return [
    { Put: { TableName: Operations, Item, ...ifStillAt('version', before.version) } },
    { Put: newestOf(Operations, after) },
    ...moveDueRows(DueItems, dueMovedByRequest(before, after)),
  ];
}

export function createDynamoMoveRequestStore({
  client,
  tables,
}: {
  client: DynamoDBClient;
  tables: Tables;
}): MoveRequestStore {
  const { Operations, DueItems } = tables;
  return {
    async create(request, claim) {
      const free = {
        ConditionExpression: 'attribute_not_exists(pk) OR #open = :no',
        ExpressionAttributeNames: { '#open': 'open' },
        ExpressionAttributeValues: { ':no': { N: '0' } },
      };
      const items = [
        { Put: { ...newestOf(Operations, request), ...free } },
        { Put: newDocument(Operations, documentKey(request.id), request) },
        ...moveDueRows(DueItems, dueMovedByRequest(undefined, request)),
      ];
      const failed = await transact(client, [...items, ...(claim ? [putClaim(Operations, claim)] : [])]);
      if (failed.includes(items.length)) throw new KeyTaken();
      return failed.length === 0;
    },
    async get(id) {
      const item = await getItem(client, Operations, documentKey(id));
      return item && (JSON.parse(bodyOf(item)) as MoveRequest);
    },
    async answer(before, after) {
      return (await transact(client, putMoveRequest(tables, { before, after }))).length === 0;
    },
  };
}
