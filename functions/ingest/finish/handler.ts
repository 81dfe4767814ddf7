import { tmpdir } from 'node:os';

import { S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';

import { ingestStep } from '#functions/ingest/ingest-handler.ts';
import { createS3UploadObjects } from '#functions/ingest/upload-objects.ts';
import { ingestFinishEnv } from '#shared/contracts/env.ts';
import { createDynamo } from '#shared/dynamo/client.ts';
import { createDynamoUploadStore } from '#shared/upload/dynamo-upload-store.ts';

import { finishImport } from './finish-import.ts';

const env = ingestFinishEnv.parse(process.env);
const input = z.object({ upload: z.string() });

export const handler = ingestStep('ingest-finish', env.LOG_LEVEL, async () => {
  const uploads = createDynamoUploadStore({ client: createDynamo(), tables: { Operations: env.OPERATIONS_TABLE } });
  const objects = createS3UploadObjects({ client: new S3Client({}), bucket: env.UPLOADS_BUCKET });
  return async (event: object) => {
    await finishImport(input.parse(event), { uploads, objects, now: () => new Date(), workFolder: tmpdir() });
    return { finished: true };
  };
});
