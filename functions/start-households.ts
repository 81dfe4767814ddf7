import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type * as z from 'zod';

import type { householdsEnv, ingestUndoEnv } from '#shared/contracts/env.ts';
import { createDynamoHouseholdStore } from '#shared/household/dynamo-household-store.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import { createBlindIndex } from '#shared/sealing/blind-index.ts';
import type { BlindIndex, Sealer } from '#shared/sealing/sealer.ts';
import { createSealer } from '#shared/sealing/sealing-key.ts';
import { loadSecret } from '#shared/sealing/secret.ts';

/** The store of households for functions that may open what is sealed, its sealer, which keeps the data keys that were unwrapped, and its index. */
export async function startHouseholds(
  client: DynamoDBClient,
  env: Pick<z.output<typeof householdsEnv>, keyof z.output<typeof ingestUndoEnv>>,
): Promise<{ households: HouseholdStore; sealer: Sealer; index: BlindIndex }> {
  const tables = {
    Households: env.HOUSEHOLDS_TABLE,
    Logbook: env.LOGBOOK_TABLE,
    Operations: env.OPERATIONS_TABLE,
    DueItems: env.DUE_ITEMS_TABLE,
  };
  const sealer = createSealer(env.SEALING_KEY, { client, tables });
  const index = createBlindIndex(await loadSecret(env.INDEX_SECRET));
  return { households: createDynamoHouseholdStore({ client, tables, sealer, index }), sealer, index };
}
