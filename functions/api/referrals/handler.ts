import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

import { startHouseholds } from '#functions/start-households.ts';
import { startWritingApi } from '#functions/api/start-writing-api.ts';
import { createApi } from '#functions/middleware/api.ts';
import { createCursors } from '#functions/middleware/cursor.ts';
import { startingOnce } from '#functions/middleware/starting-once.ts';
import { createDynamoAccountReader } from '#shared/account/dynamo-account-reader.ts';
import { createDynamoAccessLog } from '#shared/access-log/dynamo-access-log.ts';
import { referralsEnv } from '#shared/contracts/env.ts';
import { chainHash } from '#shared/household/entry-chain.ts';
import { organisationsIn } from '#shared/organisation/dynamo-organisations.ts';
import { createDynamoReferralStore } from '#shared/referral/dynamo-referral-store.ts';
import { createDynamoRegisterStore } from '#shared/register/dynamo-register-store.ts';
import { loadSecret } from '#shared/sealing/secret.ts';
import { createDynamoStatisticsStore } from '#shared/statistics/dynamo-statistics-store.ts';

import { referralCalls } from './calls.ts';

export const handler = startingOnce(async () => {
  const env = referralsEnv.parse(process.env);
  const { client, tables, tools } = await startWritingApi('referrals', env, env.INDEX_SECRET);
  const statistics = createDynamoStatisticsStore({ client, tables });
  const directory = organisationsIn({ client, tables });
  const { households, sealer } = await startHouseholds(client, env);
  const calls = referralCalls({
    households,
    sealer,
    accounts: createDynamoAccountReader({ client, tables }),
    referrals: createDynamoReferralStore({ client, tables: { Households: env.HOUSEHOLDS_TABLE } }),
    accessLog: createDynamoAccessLog({ client, tables: { AccessLog: env.ACCESS_LOG_TABLE } }),
    cursors: createCursors(await loadSecret(env.CURSOR_SECRET)),
    hash: chainHash,
    newId: randomUUID,
    recordActivity: async (activity) => await statistics.recordActivity(activity),
    pause: async (ms) => await setTimeout(ms),
    directory,
    registered: createDynamoRegisterStore({ client, tables, register: 'organisations' }),
  });
  return createApi(calls, { ...tools, organisations: directory });
});
