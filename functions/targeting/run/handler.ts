import * as z from 'zod';

import { pauseApart } from '#functions/ingest/pause-apart.ts';
import { machineStep } from '#functions/machine-step.ts';
import { startHouseholds } from '#functions/start-households.ts';
import { createDynamoAccountReader } from '#shared/account/dynamo-account-reader.ts';
import { createDynamoOrderReader } from '#shared/committee/dynamo-order-reader.ts';
import { targetingRunEnv } from '#shared/contracts/env.ts';
import { createDynamo } from '#shared/dynamo/client.ts';
import { chainHash } from '#shared/household/entry-chain.ts';
import { createDynamoTargetListStore } from '#shared/target-list/dynamo-target-list-store.ts';
import { createDynamoTargetRunStore } from '#shared/target-list/dynamo-target-run-store.ts';

import { goOn } from './go-on.ts';

const env = targetingRunEnv.parse(process.env);

/** A call ends before its function's time is up (15 minutes); the state machine calls again until the run is done. */
const LONGEST_MS = 10 * 60_000;

export const handler = machineStep({
  machine: 'targeting',
  name: 'targeting-run',
  logLevel: env.LOG_LEVEL,
  input: z.object({ run: z.string() }),
  subject: ({ run }) => ({ run }),
  build: async () => {
    const client = createDynamo();
    const tables = { Operations: env.OPERATIONS_TABLE };
    const deps = {
      ...(await startHouseholds(client, env)),
      runs: createDynamoTargetRunStore({ client, tables }),
      lists: createDynamoTargetListStore({ client, tables }),
      accounts: createDynamoAccountReader({ client, tables }),
      committees: createDynamoOrderReader({ client, tables }),
      hash: chainHash,
      now: () => new Date(),
      pause: pauseApart,
    };
    return async (input) => {
      const end = performance.now() + LONGEST_MS;
      return await goOn(input, { ...deps, isOver: () => performance.now() > end });
    };
  },
});
