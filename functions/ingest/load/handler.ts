import { randomUUID } from 'node:crypto';

import { S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';

import { atWork } from '#functions/ingest/import-numbers.ts';
import { createS3UploadObjects } from '#functions/ingest/upload-objects.ts';
import { pauseApart } from '#functions/ingest/pause-apart.ts';
import { machineStep } from '#functions/machine-step.ts';
import { startHouseholds } from '#functions/start-households.ts';
import { createMeasures } from '#functions/measures.ts';
import { createDynamoAccessLog } from '#shared/access-log/dynamo-access-log.ts';
import { ingestLoadEnv } from '#shared/contracts/env.ts';
import type { ImportMetric } from '#shared/contracts/metrics.ts';
import { createDynamo } from '#shared/dynamo/client.ts';
import { chainHash } from '#shared/household/entry-chain.ts';
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
      Operations: env.OPERATIONS_TABLE,
      Statistics: env.STATISTICS_TABLE,
      AccessLog: env.ACCESS_LOG_TABLE,
    };
    const { households } = await startHouseholds(client, env);
    const deps = {
      households,
      accessLog: createDynamoAccessLog({ client, tables }),
      uploads: createDynamoUploadStore({ client, tables }),
      lists: createDynamoTargetListStore({ client, tables }),
      statistics: createDynamoStatisticsStore({ client, tables }),
      objects: createS3UploadObjects({ client: new S3Client({}), bucket: env.UPLOADS_BUCKET }),
      hash: chainHash,
      atWork: (createdAt: string) => measure(atWork(createdAt, new Date())),
      now: () => new Date(),
      newId: randomUUID,
      pause: pauseApart,
    };
    return async (input) => await loadStep(input, deps);
  },
});
