import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

import { S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';

import { atWork } from '#functions/ingest/import-numbers.ts';
import { createS3UploadObjects } from '#functions/ingest/upload-objects.ts';
import { machineStep } from '#functions/machine-step.ts';
import { createMeasures } from '#functions/measures.ts';
import { createDynamoAccessLog } from '#shared/access-log/dynamo-access-log.ts';
import { ingestLoadEnv } from '#shared/contracts/env.ts';
import type { ImportMetric } from '#shared/contracts/metrics.ts';
import { createDynamo } from '#shared/dynamo/client.ts';
import { createDynamoHouseholdStore } from '#shared/household/dynamo-household-store.ts';
import { chainHash } from '#shared/household/entry-chain.ts';
import { createBlindIndex } from '#shared/sealing/blind-index.ts';
import { createSealer } from '#shared/sealing/sealing-key.ts';
import { loadSecret } from '#shared/sealing/secret.ts';
import { createDynamoStatisticsStore } from '#shared/statistics/dynamo-statistics-store.ts';
import { createDynamoTargetListStore } from '#shared/target-list/dynamo-target-list-store.ts';
import { createDynamoUploadStore } from '#shared/upload/dynamo-upload-store.ts';

import { loadStep } from './load-step.ts';

const env = ingestLoadEnv.parse(process.env);
const measure = createMeasures<ImportMetric>('import', env.STAGE);

export const handler = machineStep({
  machine: 'import',
  name: 'ingest-load',
  logLevel: env.LOG_LEVEL,
  input: z.object({ upload: z.string(), chunk: z.number() }),
  subject: ({ upload, chunk }) => ({ upload, chunk }),
  build: async () => {
    const client = createDynamo();
    const tables = {
      Households: env.HOUSEHOLDS_TABLE,
      Logbook: env.LOGBOOK_TABLE,
      Operations: env.OPERATIONS_TABLE,
      DueItems: env.DUE_ITEMS_TABLE,
      Statistics: env.STATISTICS_TABLE,
      AccessLog: env.ACCESS_LOG_TABLE,
    };
    const deps = {
      households: createDynamoHouseholdStore({
        client,
        tables,
        sealer: createSealer(env.SEALING_KEY, { client, tables }),
        index: createBlindIndex(await loadSecret(env.INDEX_SECRET)),
      }),
      accessLog: createDynamoAccessLog({ client, tables }),
      uploads: createDynamoUploadStore({ client, tables }),
      lists: createDynamoTargetListStore({ client, tables }),
      statistics: createDynamoStatisticsStore({ client, tables }),
      objects: createS3UploadObjects({ client: new S3Client({}), bucket: env.UPLOADS_BUCKET }),
      hash: chainHash,
      atWork: (createdAt: string) => measure(atWork(createdAt, new Date())),
      now: () => new Date(),
      newId: randomUUID,
      // Spread out, so that writers who met once do not meet again.
      pause: async (attempt: number) => {
        await setTimeout(Math.random() * Math.min(2000, 20 * 2 ** attempt));
      },
    };
    return async (input) => await loadStep(input, deps);
  },
});
