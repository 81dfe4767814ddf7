/** What the functions of the API share when they start: one client, the checks around every call, and what those need. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type * as z from 'zod';

import type { ApiTools } from '#functions/middleware/api.ts';
import { createCursors, type Cursors } from '#functions/middleware/cursor.ts';
import { createObservability } from '#functions/middleware/observability.ts';
import type { meEnv } from '#shared/contracts/env.ts';
import { createDynamo } from '#shared/dynamo/client.ts';
import { loadSecret } from '#shared/sealing/secret.ts';
import { createDynamoStatisticsStore } from '#shared/statistics/dynamo-statistics-store.ts';

export type StartedApi = {
  client: DynamoDBClient;
  tools: ApiTools;
  cursors: Cursors;
  tables: { Statistics: string };
  /** Signs cursors, and compares repeated requests. */
  secret: Uint8Array;
};

/** For calls that read, or write by `If-Match`. Those that make something anew: `startWritingApi`. */
export async function startApi(service: string, env: z.output<typeof meEnv>): Promise<StartedApi> {
  const client = createDynamo();
  const secret = await loadSecret(env.CURSOR_SECRET);
  const tables = { Statistics: env.STATISTICS_TABLE };
  const statistics = createDynamoStatisticsStore({ client, tables });
  return {
    client,
    tables,
    secret,
    cursors: createCursors(secret),
    tools: {
      observability: createObservability(service, env.LOG_LEVEL),
      now: () => new Date(),
      recordActivity: async (activity) => await statistics.recordActivity(activity),
    },
  };
}
