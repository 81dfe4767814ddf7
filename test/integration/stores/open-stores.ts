import { randomUUID } from 'node:crypto';

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { inject } from 'vitest';

import { createDynamo } from '#shared/dynamo/client.ts';
import { createTables, tableNames, type TableNames } from '#shared/dynamo/create-tables.ts';
import { createBlindIndex } from '#shared/sealing/blind-index.ts';
import { createDynamoDataKeyStore } from '#shared/sealing/dynamo-data-key-store.ts';
import { createEnvelopeSealer } from '#shared/sealing/envelope-sealer.ts';
import { createRawDataKeys } from '#shared/sealing/raw-data-keys.ts';
import type { Sealer } from '#shared/sealing/sealer.ts';

export const index = createBlindIndex(Buffer.alloc(32, 8));

/** A sealer whose data keys are in the tables. */
export function sealerAt(at: { client: DynamoDBClient; tables: Pick<TableNames, 'Operations'> }): Sealer {
  return createEnvelopeSealer({
    dataKeys: createRawDataKeys(Buffer.alloc(32, 7)),
    store: createDynamoDataKeyStore(at),
  });
}

/** A client and tables of their own at the engine of the tests, and a sealer whose data keys are there. */
export async function ownTables(): Promise<{ client: DynamoDBClient; tables: TableNames; sealer: Sealer }> {
  const client = createDynamo({
    endpoint: inject('dynamodb'),
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const tables = await createTables(client, tableNames(`t${randomUUID().slice(0, 8)}-`));
  return { client, tables, sealer: sealerAt({ client, tables }) };
}
