/** What the functions of the API share when they start: one client, the checks around every call, and what those need. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type * as z from 'zod';

import type { ApiTools } from '#functions/middleware/api.ts';
import { createCursors, type Cursors } from '#functions/middleware/cursor.ts';
import { createPowertoolsIdempotency } from '#functions/middleware/idempotency.ts';
import { createObservability } from '#functions/middleware/observability.ts';
import type { householdsEnv, meEnv } from '#shared/contracts/env.ts';
import { createDynamo } from '#shared/dynamo/client.ts';
import { createDynamoHouseholdStore } from '#shared/household/dynamo-household-store.ts';
import type { HouseholdStore } from '#shared/household/household-store.ts';
import { createBlindIndex } from '#shared/sealing/blind-index.ts';
import { createSealer } from '#shared/sealing/sealing-key.ts';
import { loadSecret } from '#shared/sealing/secret.ts';
import { createDynamoStatisticsStore } from '#shared/statistics/dynamo-statistics-store.ts';

export type StartedApi = {
  client: DynamoDBClient;
  tools: ApiTools;
  cursors: Cursors;
  tables: { Operations: string; Statistics: string };
};

export async function startApi(service: string, env: z.output<typeof meEnv>): Promise<StartedApi> {
  const client = createDynamo();
  const secret = await loadSecret(env.CURSOR_SECRET);
  const tables = { Operations: env.OPERATIONS_TABLE, Statistics: env.STATISTICS_TABLE };
  const statistics = createDynamoStatisticsStore({ client, tables });
  return {
    client,
    tables,
    cursors: createCursors(secret),
    tools: {
      observability: createObservability(service, env.LOG_LEVEL),
      now: () => new Date(),
      idempotency: createPowertoolsIdempotency({ client, table: env.OPERATIONS_TABLE, secret }),
      recordActivity: async (activity) => await statistics.recordActivity(activity),
    },
  };
}

/** The store of households for functions that may open what is sealed. */
export async function startHouseholds(
  client: DynamoDBClient,
  env: z.output<typeof householdsEnv>,
): Promise<HouseholdStore> {
  return createDynamoHouseholdStore({
    client,
    tables: { Households: env.HOUSEHOLDS_TABLE, Logbook: env.LOGBOOK_TABLE, Operations: env.OPERATIONS_TABLE },
    sealer: createSealer(env.SEALING_KEY),
    index: createBlindIndex(await loadSecret(env.INDEX_SECRET)),
  });
}
