import * as z from 'zod';

import { LOG_MESSAGES } from '#functions/log-messages.ts';
import { machineStep } from '#functions/machine-step.ts';
import { startHouseholds } from '#functions/start-households.ts';
import { duplicatesFindEnv } from '#shared/contracts/env.ts';
import { createDynamoDuplicateStore } from '#shared/duplicate/dynamo-duplicate-store.ts';
import { createDynamo } from '#shared/dynamo/client.ts';

import { findDuplicates } from './find-duplicates.ts';

const env = duplicatesFindEnv.parse(process.env);

/** A call ends before its function's time is up (15 minutes); the state machine calls again until the province is searched. */
const LONGEST_MS = 10 * 60_000;

export const handler = machineStep({
  machine: 'duplicates',
  name: 'duplicates-find',
  logLevel: env.LOG_LEVEL,
  input: z.object({ province: z.string().regex(/^\d{2}$/) }),
  subject: ({ province }) => ({ province }),
  build: async (logger) => {
    const client = createDynamo();
    const tables = { Operations: env.OPERATIONS_TABLE, DueItems: env.DUE_ITEMS_TABLE };
    const deps = {
      ...(await startHouseholds(client, env)),
      duplicates: createDynamoDuplicateStore({ client, tables }),
      now: () => new Date(),
    };
    return async (input) => {
      const end = performance.now() + LONGEST_MS;
      const { done, ...counts } = await findDuplicates(input, { ...deps, isOver: () => performance.now() > end });
      logger.info(LOG_MESSAGES.duplicatesSearched, counts);
      return { done };
    };
  },
});
