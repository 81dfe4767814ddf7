import { randomBytes } from 'node:crypto';

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

import type { TableNames } from '#shared/dynamo/create-tables.ts';
import { createDynamoHouseholdStore } from '#shared/household/dynamo-household-store.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import { createBlindIndex } from '#shared/sealing/blind-index.ts';
import { createDynamoDataKeyStore } from '#shared/sealing/dynamo-data-key-store.ts';
import { createEnvelopeSealer } from '#shared/sealing/envelope-sealer.ts';

/** The store of households with envelopes of the size that KMS gives them, and its sealer. */
export function openHouseholds(
  client: DynamoDBClient,
  tables: TableNames,
): { households: HouseholdStore; sealer: ReturnType<typeof createEnvelopeSealer> } {
  const plain = randomBytes(32);
  const dataKeys = {
    // A wrapped data key of KMS has 184 bytes; it is in Operations, and envelopes name it.
    generate: () => Promise.resolve({ plain, wrapped: randomBytes(184) }),
    unwrap: () => Promise.resolve(plain),
  };
  const sealer = createEnvelopeSealer({ dataKeys, store: createDynamoDataKeyStore({ client, tables }) });
  const index = createBlindIndex(randomBytes(32));
  return { households: createDynamoHouseholdStore({ client, tables, sealer, index }), sealer };
}
