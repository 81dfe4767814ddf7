import { randomUUID } from 'node:crypto';

import { startWritingApi } from '#functions/api/start-writing-api.ts';
import { createStartExecution } from '#functions/api/start-execution.ts';
import { createApi } from '#functions/middleware/api.ts';
import { createCursors } from '#functions/middleware/cursor.ts';
import { startingOnce } from '#functions/middleware/starting-once.ts';
import { targetListsEnv } from '#shared/contracts/env.ts';
import { createDynamoRegisterStore } from '#shared/register/dynamo-register-store.ts';
import { loadSecret } from '#shared/sealing/secret.ts';
import { createDynamoTargetListStore } from '#shared/target-list/dynamo-target-list-store.ts';
import { createDynamoTargetRunStore } from '#shared/target-list/dynamo-target-run-store.ts';

import { targetListCalls } from './calls.ts';

export const handler = startingOnce(async () => {
  const env = targetListsEnv.parse(process.env);
  const { client, tables, tools } = await startWritingApi('target-lists', env);
  return createApi(
    targetListCalls({
      lists: createDynamoTargetListStore({ client, tables }),
      profiles: createDynamoRegisterStore({ client, tables, register: 'mpi-profiles' }),
      targetRuns: createDynamoTargetRunStore({ client, tables }),
      startTargeting: createStartExecution({ stateMachineArn: env.TARGETING_STATE_MACHINE_ARN }),
      cursors: createCursors(await loadSecret(env.CURSOR_SECRET)),
      newId: randomUUID,
    }),
    tools,
  );
});
