import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type * as z from 'zod';

import type { householdsEnv } from '#shared/contracts/env.ts';
import { createDynamoHouseholdStore } from '#shared/household/dynamo-household-store.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import { createBlindIndex } from '#shared/sealing/blind-index.ts';
import { createSealer } from '#shared/sealing/sealing-key.ts';
import { loadSecret } from '#shared/sealing/secret.ts';

/** The store of households for functions that may open what is sealed. */
export async function startHouseholds(
  client: DynamoDBClient,
  env: z.output<typeof householdsEnv>,
): Promise<HouseholdStore> {
  const tables = { Households: env.HOUSEHOLDS_TABLE, Logbook: env.LOGBOOK_TABLE, Operations: env.OPERATIONS_TABLE };
  return createDynamoHouseholdStore({
    client,
    tables,
    sealer: createSealer(env.SEALING_KEY, { client, tables }),
    index: createBlindIndex(await loadSecret(env.INDEX_SECRET)),
  });
}
