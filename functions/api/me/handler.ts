import { startApi } from '#functions/api/start-api.ts';
import { createApi } from '#functions/middleware/api.ts';
import { startingOnce } from '#functions/middleware/starting-once.ts';
import { createDynamoAccountStore } from '#shared/account/dynamo-account-store.ts';
import { meEnv } from '#shared/contracts/env.ts';

import { meCalls } from './calls.ts';

export const handler = startingOnce(async () => {
  const env = meEnv.parse(process.env);
  const { client, tools } = startApi('me', env);
  const accounts = createDynamoAccountStore({ client, tables: { Operations: env.OPERATIONS_TABLE } });
  return createApi(meCalls({ accounts }), tools);
});
