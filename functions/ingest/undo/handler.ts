import * as z from 'zod';

import { pauseApart } from '#functions/ingest/pause-apart.ts';
import { machineStep } from '#functions/machine-step.ts';
import { startHouseholds } from '#functions/start-households.ts';
import { ingestUndoEnv } from '#shared/contracts/env.ts';
import { createDynamo } from '#shared/dynamo/client.ts';
import { chainHash } from '#shared/household/entry-chain.ts';
import { createDynamoTargetListStore } from '#shared/target-list/dynamo-target-list-store.ts';
import { createDynamoUploadStore } from '#shared/upload/dynamo-upload-store.ts';

import { undoUpload } from './undo-upload.ts';

const env = ingestUndoEnv.parse(process.env);

/** A call ends before its function's time is up (15 minutes); the state machine calls again until the undo is done. */
const LONGEST_MS = 10 * 60_000;

export const handler = machineStep({
  machine: 'import',
  name: 'ingest-undo',
  logLevel: env.LOG_LEVEL,
  input: z.object({ upload: z.string() }),
  subject: ({ upload }) => ({ upload }),
  build: async () => {
    const client = createDynamo();
    const tables = { Operations: env.OPERATIONS_TABLE };
    const deps = {
      ...(await startHouseholds(client, env)),
      uploads: createDynamoUploadStore({ client, tables }),
      lists: createDynamoTargetListStore({ client, tables }),
      hash: chainHash,
      now: () => new Date(),
      pause: pauseApart,
    };
    return async (input) => {
      const end = performance.now() + LONGEST_MS;
      return await undoUpload(input, { ...deps, isOver: () => performance.now() > end });
    };
  },
});
