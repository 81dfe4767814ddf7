import { setTimeout } from 'node:timers/promises';

import * as z from 'zod';

import { machineStep } from '#functions/machine-step.ts';
import { ingestUndoEnv } from '#shared/contracts/env.ts';
import { createDynamo } from '#shared/dynamo/client.ts';
import { createDynamoHouseholdStore } from '#shared/household/dynamo-household-store.ts';
import { chainHash } from '#shared/household/entry-chain.ts';
import { createBlindIndex } from '#shared/sealing/blind-index.ts';
import { createSealer } from '#shared/sealing/sealing-key.ts';
import { loadSecret } from '#shared/sealing/secret.ts';
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
    const tables = {
      Households: env.HOUSEHOLDS_TABLE,
      Logbook: env.LOGBOOK_TABLE,
      Operations: env.OPERATIONS_TABLE,
      DueItems: env.DUE_ITEMS_TABLE,
    };
    const sealer = createSealer(env.SEALING_KEY, { client, tables });
    const index = createBlindIndex(await loadSecret(env.INDEX_SECRET));
    const deps = {
      households: createDynamoHouseholdStore({ client, tables, sealer, index }),
      uploads: createDynamoUploadStore({ client, tables }),
      lists: createDynamoTargetListStore({ client, tables }),
      sealer,
      hash: chainHash,
      now: () => new Date(),
      // Spread out, so that writers who met once do not meet again.
      pause: async (attempt: number) => {
        await setTimeout(Math.random() * Math.min(2000, 20 * 2 ** attempt));
      },
    };
    return async (input) => {
      const end = performance.now() + LONGEST_MS;
      return await undoUpload(input, { ...deps, isOver: () => performance.now() > end });
    };
  },
});
