import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

import { startHouseholds } from '#functions/start-households.ts';
import { createStartExecution } from '#functions/api/start-execution.ts';
import { startWritingApi } from '#functions/api/start-writing-api.ts';
import { createApi } from '#functions/middleware/api.ts';
import { createCursors } from '#functions/middleware/cursor.ts';
import { startingOnce } from '#functions/middleware/starting-once.ts';
import { createDynamoAccountReader } from '#shared/account/dynamo-account-reader.ts';
import { createDynamoAccessLog } from '#shared/access-log/dynamo-access-log.ts';
import { createDynamoBreakGlassReader } from '#shared/break-glass/dynamo-break-glass-store.ts';
import { createDynamoOrderReader } from '#shared/committee/dynamo-order-reader.ts';
import { logbookEnv } from '#shared/contracts/env.ts';
import { createDynamoDuplicateStore } from '#shared/duplicate/dynamo-duplicate-store.ts';
import { chainHash } from '#shared/household/entry-chain.ts';
import { organisationsIn } from '#shared/organisation/dynamo-organisations.ts';
import { createDynamoRegisterStore } from '#shared/register/dynamo-register-store.ts';
import { createDynamoTargetListStore } from '#shared/target-list/dynamo-target-list-store.ts';
import { createDynamoTargetRunStore } from '#shared/target-list/dynamo-target-run-store.ts';
import { createDynamoMoveRequestStore } from '#shared/move-request/dynamo-move-request-store.ts';
import { loadSecret } from '#shared/sealing/secret.ts';
import { createDynamoStatisticsStore } from '#shared/statistics/dynamo-statistics-store.ts';

import { logbookCalls } from './calls.ts';

export const handler = startingOnce(async () => {
  const env = logbookEnv.parse(process.env);
  const { client, tables, tools } = await startWritingApi('logbook', env, env.INDEX_SECRET);
  const statistics = createDynamoStatisticsStore({ client, tables });
  const { households, sealer, index } = await startHouseholds(client, env);
  const calls = logbookCalls({
    households,
    sealer,
    index,
    moveRequests: createDynamoMoveRequestStore({
      client,
      tables: { Operations: env.OPERATIONS_TABLE, DueItems: env.DUE_ITEMS_TABLE },
    }),
    duplicates: createDynamoDuplicateStore({
      client,
      tables: { Operations: env.OPERATIONS_TABLE, DueItems: env.DUE_ITEMS_TABLE },
    }),
    newId: randomUUID,
    accounts: createDynamoAccountReader({ client, tables: { Operations: env.OPERATIONS_TABLE } }),
    committees: createDynamoOrderReader({ client, tables: { Operations: env.OPERATIONS_TABLE } }),
    lists: createDynamoTargetListStore({ client, tables }),
    accessLog: createDynamoAccessLog({ client, tables: { AccessLog: env.ACCESS_LOG_TABLE } }),
    cursors: createCursors(await loadSecret(env.CURSOR_SECRET)),
    breakGlass: createDynamoBreakGlassReader({ client, tables }),
    targetRuns: createDynamoTargetRunStore({ client, tables }),
    startTargeting: createStartExecution({ stateMachineArn: env.TARGETING_STATE_MACHINE_ARN }),
    catalogue: (register) => createDynamoRegisterStore({ client, tables, register }),
    hash: chainHash,
    recordActivity: async (activity) => await statistics.recordActivity(activity),
    pause: async (ms) => await setTimeout(ms),
  });
  return createApi(calls, { ...tools, organisations: organisationsIn({ client, tables }) });
});
