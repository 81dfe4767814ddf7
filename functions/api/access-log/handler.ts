import { startApi } from '#functions/api/start-api.ts';
import { createApi } from '#functions/middleware/api.ts';
import { createCursors } from '#functions/middleware/cursor.ts';
import { startingOnce } from '#functions/middleware/starting-once.ts';
import { createDynamoAccessLog } from '#shared/access-log/dynamo-access-log.ts';
import { accessLogEnv } from '#shared/contracts/env.ts';
import { createDynamoHouseholdFacts } from '#shared/household/dynamo-household-facts.ts';
import { createSealer } from '#shared/sealing/sealing-key.ts';
import { loadSecret } from '#shared/sealing/secret.ts';

import { accessLogCalls } from './calls.ts';

export const handler = startingOnce(async () => {
  const env = accessLogEnv.parse(process.env);
  const { client, tools } = startApi('access-log', env);
  const cursors = createCursors(await loadSecret(env.CURSOR_SECRET));
  const tables = { AccessLog: env.ACCESS_LOG_TABLE, Operations: env.OPERATIONS_TABLE };
  const accessLog = createDynamoAccessLog({
    client,
    tables,
    sealer: createSealer(env.SEALING_KEY, { client, tables }),
  });
  const households = createDynamoHouseholdFacts({ client, tables: { Households: env.HOUSEHOLDS_TABLE } });
  return createApi(accessLogCalls({ accessLog, households, cursors }), tools);
});
