import { Logger } from '@aws-lambda-powertools/logger';

import { createApi } from '#functions/middleware/api.ts';
import { startingOnce } from '#functions/middleware/starting-once.ts';
import { openapiEnv } from '#shared/contracts/env.ts';

import { openapiCalls } from './calls.ts';

export const handler = startingOnce(async () => {
  const env = openapiEnv.parse(process.env);
  return createApi(openapiCalls, {
    logger: new Logger({ serviceName: 'openapi', logLevel: env.LOG_LEVEL }),
    now: () => new Date(),
  });
});
