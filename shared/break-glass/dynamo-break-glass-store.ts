import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';

import { LOOKS_A_DAY, type BreakGlass } from '#shared/domain/break-glass/break-glass.ts';
import { moveDueRows } from '#shared/due/dynamo-due-store.ts';
import { itemOf, openItem, textOf, type Key } from '#shared/dynamo/attributes.ts';
import { IF_ABSENT, putIf } from '#shared/dynamo/conditional-write.ts';
import type { TableNames } from '#shared/dynamo/create-tables.ts';
import { bodyOf, getItem } from '#shared/dynamo/versioned-documents.ts';
import { createDynamoShelfStore, shelvedDocumentKey, type AtOperations } from '#shared/shelf/dynamo-shelf-store.ts';

import { dueMovedByBreakGlass, type BreakGlassReader, type BreakGlassStore } from './break-glass-store.ts';

/** Where break-glasses are in Operations; permissions are limited to it. */
export const BREAK_GLASS_PARTITIONS = 'break-glass#';

const FORM = 1;

const newestKey = (sub: string, household: string): Key => ({
  pk: `${BREAK_GLASS_PARTITIONS}of#${sub}`,
  sk: `household#${household}`,
});
const lookKey = (sub: string, day: string, number: number): Key => ({
  pk: `${BREAK_GLASS_PARTITIONS}looks#${sub}`,
  sk: `${day}#${number}`,
});

/** What reading a household asks. */
export function createDynamoBreakGlassReader({ client, tables: { Operations } }: AtOperations): BreakGlassReader {
  return {
    async newestOf(sub, household) {
      const newest = await getItem(client, Operations, newestKey(sub, household));
      if (!newest) return undefined;
      const key = shelvedDocumentKey(BREAK_GLASS_PARTITIONS, textOf(openItem(newest, FORM), 'id'));
      const item = await getItem(client, Operations, key);
      return item && (JSON.parse(bodyOf(item)) as BreakGlass);
    },
  };
}

export function createDynamoBreakGlassStore(
  at: AtOperations & { readonly tables: Pick<TableNames, 'DueItems'> },
): BreakGlassStore {
  const {
    client,
    tables: { Operations, DueItems },
  } = at;
  const newest = ({ id, sub, household }: BreakGlass): TransactWriteItem[] =>
    household === null
      ? []
      : [{ Put: { TableName: Operations, Item: itemOf(newestKey(sub, household), FORM, { id: { S: id } }) } }];
  return {
    ...createDynamoBreakGlassReader(at),
    ...createDynamoShelfStore<BreakGlass>(at, BREAK_GLASS_PARTITIONS, (before, after) => [
      ...(before ? [] : newest(after)),
      ...moveDueRows(DueItems, dueMovedByBreakGlass(before, after)),
    ]),
    async takeLook(sub, day) {
      for (let number = 1; number <= LOOKS_A_DAY; number += 1) {
        const Item = itemOf(lookKey(sub, day, number), FORM, {});
        if (await putIf(client, { TableName: Operations, Item, ...IF_ABSENT })) return true;
      }
      return false;
    },
  };
}
