import { startApi } from '#functions/api/start-api.ts';
import { createApi } from '#functions/middleware/api.ts';
import { startingOnce } from '#functions/middleware/starting-once.ts';
import { meEnv } from '#shared/contracts/env.ts';

import { meCalls } from './calls.ts';

export const handler = startingOnce(async () => {
  const { tools } = startApi('me', meEnv.parse(process.env));
  return createApi(meCalls, tools);
});
