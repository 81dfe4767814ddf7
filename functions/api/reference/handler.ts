import { Logger } from '@aws-lambda-powertools/logger';

import { createApi } from '#functions/middleware/api.ts';
import { startingOnce } from '#functions/middleware/starting-once.ts';
import { referenceEnv } from '#shared/contracts/env.ts';

import { referenceCalls } from './calls.ts';

export const handler = startingOnce(async () => {
  const env = referenceEnv.parse(process.env);
  return createApi(referenceCalls, {
    logger: new Logger({ serviceName: 'reference', logLevel: env.LOG_LEVEL }),
    now: () => new Date(),
  });
});
