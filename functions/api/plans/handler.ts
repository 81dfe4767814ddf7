import { setTimeout } from 'node:timers/promises';

import { startHouseholds } from '#functions/start-households.ts';
import { startWritingApi } from '#functions/api/start-writing-api.ts';
import { createApi } from '#functions/middleware/api.ts';
import { startingOnce } from '#functions/middleware/starting-once.ts';
import { createDynamoAccessLog } from '#shared/access-log/dynamo-access-log.ts';
import { createDynamoBreakGlassReader } from '#shared/break-glass/dynamo-break-glass-store.ts';
import { plansEnv } from '#shared/contracts/env.ts';
import { chainHash } from '#shared/household/entry-chain.ts';
import { organisationsIn } from '#shared/organisation/dynamo-organisations.ts';
import { createDynamoRegisterStore } from '#shared/register/dynamo-register-store.ts';

import { planCalls } from './calls.ts';

export const handler = startingOnce(async () => {
  const env = plansEnv.parse(process.env);
  const { client, tables, tools } = await startWritingApi('plans', env, env.INDEX_SECRET);
  const { households } = await startHouseholds(client, env);
  const directory = organisationsIn({ client, tables });
  const calls = planCalls({
    households,
    accessLog: createDynamoAccessLog({ client, tables: { AccessLog: env.ACCESS_LOG_TABLE } }),
    breakGlass: createDynamoBreakGlassReader({ client, tables }),
    catalogue: (register) => createDynamoRegisterStore({ client, tables, register }),
    hash: chainHash,
    pause: async (ms) => await setTimeout(ms),
  });
  return createApi(calls, { ...tools, organisations: directory });
});
