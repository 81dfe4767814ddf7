import { randomUUID } from 'node:crypto';

import { startWritingApi } from '#functions/api/start-writing-api.ts';
import { createApi } from '#functions/middleware/api.ts';
import { startingOnce } from '#functions/middleware/starting-once.ts';
import { targetListsEnv } from '#shared/contracts/env.ts';
import { createDynamoRegisterStore } from '#shared/register/dynamo-register-store.ts';
import { createDynamoTargetListStore } from '#shared/target-list/dynamo-target-list-store.ts';

import { targetListCalls } from './calls.ts';

export const handler = startingOnce(async () => {
  const { client, tables, tools } = await startWritingApi('target-lists', targetListsEnv.parse(process.env));
  return createApi(
    targetListCalls({
      lists: createDynamoTargetListStore({ client, tables }),
      profiles: createDynamoRegisterStore({ client, tables, register: 'mpi-profiles' }),
      newId: randomUUID,
    }),
    tools,
  );
});
