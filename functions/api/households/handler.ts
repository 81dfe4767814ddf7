import { randomUUID } from 'node:crypto';

import { startHouseholds } from '#functions/start-households.ts';
import { startWritingApi } from '#functions/api/start-writing-api.ts';
import { createApi } from '#functions/middleware/api.ts';
import { createCursors } from '#functions/middleware/cursor.ts';
import { startingOnce } from '#functions/middleware/starting-once.ts';
import { createDynamoAccessLog } from '#shared/access-log/dynamo-access-log.ts';
import { createDynamoBreakGlassStore } from '#shared/break-glass/dynamo-break-glass-store.ts';
import { householdsEnv } from '#shared/contracts/env.ts';
import { chainHash } from '#shared/household/entry-chain.ts';
import { organisationsIn } from '#shared/organisation/dynamo-organisations.ts';
import { createDynamoReferralStore } from '#shared/referral/dynamo-referral-store.ts';
import { loadSecret } from '#shared/sealing/secret.ts';
import { createDynamoTargetListStore } from '#shared/target-list/dynamo-target-list-store.ts';

import { householdCalls } from './calls.ts';

export const handler = startingOnce(async () => {
  const env = householdsEnv.parse(process.env);
  const { client, tools } = await startWritingApi('households', env, env.INDEX_SECRET);
  const { households, sealer } = await startHouseholds(client, env);
  const organisations = organisationsIn({ client, tables: { Operations: env.OPERATIONS_TABLE } });
  const calls = householdCalls({
    households,
    referrals: createDynamoReferralStore({ client, tables: { Households: env.HOUSEHOLDS_TABLE } }),
    lists: createDynamoTargetListStore({ client, tables: { Operations: env.OPERATIONS_TABLE } }),
    accessLog: createDynamoAccessLog({ client, tables: { AccessLog: env.ACCESS_LOG_TABLE }, sealer }),
    cursors: createCursors(await loadSecret(env.CURSOR_SECRET)),
    breakGlass: createDynamoBreakGlassStore({
      client,
      tables: { Operations: env.OPERATIONS_TABLE, DueItems: env.DUE_ITEMS_TABLE },
    }),
    sealer,
    directory: organisations,
    hash: chainHash,
    newId: randomUUID,
  });
  return createApi(calls, tools);
});
