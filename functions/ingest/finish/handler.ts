import { tmpdir } from 'node:os';

import { S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';

import { atWork, rowsByOutcome } from '#functions/ingest/import-numbers.ts';
import { createS3UploadObjects } from '#functions/ingest/upload-objects.ts';
import { LOG_MESSAGES } from '#functions/log-messages.ts';
import { machineStep } from '#functions/machine-step.ts';
import { createMeasures } from '#functions/measures.ts';
import { ingestFinishEnv } from '#shared/contracts/env.ts';
import type { ImportMetric } from '#shared/contracts/metrics.ts';
import { createDynamo } from '#shared/dynamo/client.ts';
import { createDynamoUploadStore } from '#shared/upload/dynamo-upload-store.ts';

import { finishImport } from './finish-import.ts';

const env = ingestFinishEnv.parse(process.env);
const measure = createMeasures<ImportMetric>('import', env.STAGE);

export const handler = machineStep({
  machine: 'import',
  name: 'ingest-finish',
  logLevel: env.LOG_LEVEL,
  input: z.object({ upload: z.string(), workbook: z.boolean().optional() }),
  subject: ({ upload }) => ({ upload }),
  build: (logger) => {
    const tables = { Operations: env.OPERATIONS_TABLE, DueItems: env.DUE_ITEMS_TABLE };
    const uploads = createDynamoUploadStore({ client: createDynamo(), tables });
    const objects = createS3UploadObjects({ client: new S3Client({}), bucket: env.UPLOADS_BUCKET });
    return async (input) => {
      const done = await finishImport(input, {
        uploads,
        objects,
        now: () => new Date(),
        workFolder: tmpdir(),
        atWork: (createdAt) => measure(atWork(createdAt, new Date())),
      });
      if (done?.status === 'FINISHED' && done.rows) {
        const { source, scopeAreas, rows } = done;
        logger.info(LOG_MESSAGES.imported, { source, areas: scopeAreas, ...rows });
        // Of a trial nothing was recorded.
        if (!done.dryRun) measure(rowsByOutcome(done.rows));
      }
      return { finished: true };
    };
  },
});
