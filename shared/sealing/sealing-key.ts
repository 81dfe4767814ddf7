import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';

import type { TableNames } from '#shared/dynamo/create-tables.ts';

import type { DataKeys } from './data-keys.ts';
import { createDynamoDataKeyStore } from './dynamo-data-key-store.ts';
import { createEnvelopeSealer } from './envelope-sealer.ts';
import { createKmsDataKeys } from './kms-data-keys.ts';
import { createRawDataKeys } from './raw-data-keys.ts';
import type { Sealer } from './sealer.ts';

/** The sealer of a key named as in `SEALING_KEY`: `kms:<key arn>` or `raw:<base64 of 32 bytes>`. Its data keys are in Operations. */
export function createSealer(
  sealingKey: string,
  at: { client: DynamoDBClient; tables: Pick<TableNames, 'Operations'> },
): Sealer {
  return createEnvelopeSealer({ dataKeys: dataKeysOf(sealingKey), store: createDynamoDataKeyStore(at) });
}

function dataKeysOf(sealingKey: string): DataKeys {
  if (sealingKey.startsWith('raw:')) return createRawDataKeys(Buffer.from(sealingKey.slice('raw:'.length), 'base64'));
  if (!sealingKey.startsWith('kms:')) throw new Error('A sealing key is named kms:<key arn> or raw:<base64>');
  return createKmsDataKeys({ client: new KMSClient({}), keyArn: sealingKey.slice('kms:'.length) });
}
