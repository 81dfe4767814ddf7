import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

import { bytesOf, itemOf, openItem, type Item, type Key } from '#shared/dynamo/attributes.ts';
import { IF_ABSENT } from '#shared/dynamo/conditional-write.ts';
import type { TableNames } from '#shared/dynamo/create-tables.ts';
import { transact } from '#shared/dynamo/transaction.ts';
import { getItem } from '#shared/dynamo/versioned-documents.ts';

import type { DataKeyStore } from './data-key-store.ts';

/** Where data keys are in Operations; permissions are limited to it, and a restore copies it first. */
export const DATA_KEYS = 'data-key#';

const FORM = 1;

/** Leads from a province and month to the name of their key. */
function monthKey(province: string, month: string): Key {
  return { pk: `${DATA_KEYS}${province}#${month}`, sk: 'name' };
}

function nameKey(name: Uint8Array): Key {
  return { pk: `${DATA_KEYS}${Buffer.from(name).toString('hex')}`, sk: 'key' };
}

/** Data keys in Operations. They never expire, and are put only where none is. */
export function createDynamoDataKeyStore({
  client,
  tables: { Operations },
}: {
  client: DynamoDBClient;
  tables: Pick<TableNames, 'Operations'>;
}): DataKeyStore {
  const read = async (key: Key, attribute: string): Promise<Uint8Array | undefined> => {
    const item = await getItem(client, Operations, key);
    return item && bytesOf(openItem(item, FORM), attribute);
  };
  const putAbsent = (Item: Item) => ({ Put: { TableName: Operations, Item, ...IF_ABSENT } });
  return {
    nameOf: (province, month) => read(monthKey(province, month), 'name'),
    wrapped: (name) => read(nameKey(name), 'wrapped'),
    async put({ name, province, month, wrapped }) {
      const taken = await transact(client, [
        // Province and month also beside the key: an item that is found alone says what is lost without it.
        putAbsent(
          itemOf(nameKey(name), FORM, { wrapped: { B: wrapped }, province: { S: province }, month: { S: month } }),
        ),
        putAbsent(itemOf(monthKey(province, month), FORM, { name: { B: name } })),
      ]);
      return taken.length === 0;
    },
  };
}
