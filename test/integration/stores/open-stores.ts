import { randomUUID } from 'node:crypto';

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { inject } from 'vitest';

import { createDynamo } from '#shared/dynamo/client.ts';
import { createTables, tableNames, type TableNames } from '#shared/dynamo/create-tables.ts';
import { createBlindIndex } from '#shared/sealing/blind-index.ts';
import { createEnvelopeSealer } from '#shared/sealing/envelope-sealer.ts';
import { createRawDataKeys } from '#shared/sealing/raw-data-keys.ts';

export const sealer = createEnvelopeSealer({ dataKeys: createRawDataKeys(Buffer.alloc(32, 7)) });
export const index = createBlindIndex(Buffer.alloc(32, 8));

/** A client and tables of their own at the engine of the tests. */
export async function ownTables(): Promise<{ client: DynamoDBClient; tables: TableNames }> {
  const client = createDynamo({
    endpoint: inject('dynamodb'),
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  return { client, tables: await createTables(client, tableNames(`t${randomUUID().slice(0, 8)}-`)) };
}
