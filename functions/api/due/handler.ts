import { startApi } from '#functions/api/start-api.ts';
import { startHouseholds } from '#functions/start-households.ts';
import { createApi } from '#functions/middleware/api.ts';
import { createCursors } from '#functions/middleware/cursor.ts';
import { startingOnce } from '#functions/middleware/starting-once.ts';
import { createDynamoAccessLog } from '#shared/access-log/dynamo-access-log.ts';
import { createDynamoCommitteeStore } from '#shared/committee/dynamo-committee-store.ts';
import { dueEnv } from '#shared/contracts/env.ts';
import { createDynamoDueStore } from '#shared/due/dynamo-due-store.ts';
import { loadSecret } from '#shared/sealing/secret.ts';

import { dueCalls } from './calls.ts';
import { createCommitteeOf } from './committee-of.ts';

export const handler = startingOnce(async () => {
  const env = dueEnv.parse(process.env);
  const { client, tools } = startApi('due', env);
  const { households, sealer } = await startHouseholds(client, env);
  const due = createDynamoDueStore({ client, tables: { DueItems: env.DUE_ITEMS_TABLE } });
  const committees = createDynamoCommitteeStore({ client, tables: { Operations: env.OPERATIONS_TABLE } });
  const calls = dueCalls({
    due,
    committeeOf: createCommitteeOf({ committees, due }),
    households,
    accessLog: createDynamoAccessLog({ client, tables: { AccessLog: env.ACCESS_LOG_TABLE }, sealer }),
    cursors: createCursors(await loadSecret(env.CURSOR_SECRET)),
  });
  return createApi(calls, tools);
});
