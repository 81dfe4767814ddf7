import { KMSClient } from '@aws-sdk/client-kms';

import { createEnvelopeSealer } from './envelope-sealer.ts';
import { createKmsDataKeys } from './kms-data-keys.ts';
import { createRawDataKeys } from './raw-data-keys.ts';
import type { Sealer } from './sealer.ts';

/** The sealer of a key named as in `SEALING_KEY`: `kms:<key arn>` or `raw:<base64 of 32 bytes>`. */
export function createSealer(sealingKey: string, client?: KMSClient): Sealer {
  if (sealingKey.startsWith('raw:'))
    return createEnvelopeSealer({
      dataKeys: createRawDataKeys(Buffer.from(sealingKey.slice('raw:'.length), 'base64')),
    });
  if (!sealingKey.startsWith('kms:')) throw new Error('A sealing key is named kms:<key arn> or raw:<base64>');
  return createEnvelopeSealer({
    dataKeys: createKmsDataKeys({ client: client ?? new KMSClient({}), keyArn: sealingKey.slice('kms:'.length) }),
  });
}
