/**
 * What the functions of the API share when they start: one client, the checks around every call, and what those need. No secret:
 * to ask for one is a call to another service before the first answer, which only those make that sign cursors or write.
 */
import { Logger } from '@aws-lambda-powertools/logger';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type * as z from 'zod';

import { createAccountGate } from '#functions/middleware/account-gate.ts';
import type { ApiTools } from '#functions/middleware/api.ts';
import { createDynamoAccountReader } from '#shared/account/dynamo-account-reader.ts';
import { createDynamoOrderReader } from '#shared/committee/dynamo-order-reader.ts';
import type { meEnv } from '#shared/contracts/env.ts';
import { createDynamo } from '#shared/dynamo/client.ts';
import { organisationsIn } from '#shared/organisation/dynamo-organisations.ts';
import { createDynamoStatisticsStore } from '#shared/statistics/dynamo-statistics-store.ts';

export type StartedApi = {
  client: DynamoDBClient;
  tools: ApiTools;
  tables: { Statistics: string };
};

/** For calls that read, or write by `If-Match`. Those that make something anew: `startWritingApi`. */
export function startApi(service: string, env: z.output<typeof meEnv>): StartedApi {
  const client = createDynamo();
  const tables = { Statistics: env.STATISTICS_TABLE };
  const operations = { client, tables: { Operations: env.OPERATIONS_TABLE } };
  const statistics = createDynamoStatisticsStore({ client, tables });
  return {
    client,
    tables,
    tools: {
      logger: new Logger({ serviceName: service, logLevel: env.LOG_LEVEL }),
      now: () => new Date(),
      accounts: createAccountGate(
        createDynamoAccountReader(operations),
        createDynamoOrderReader(operations),
        organisationsIn(operations),
      ),
      recordActivity: async (activity) => await statistics.recordActivity(activity),
    },
  };
}
