import { tmpdir } from 'node:os';

import { S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';

import { atWork } from '#functions/ingest/import-numbers.ts';
import { uploadKeys } from '#functions/ingest/upload-keys.ts';
import { createS3UploadObjects } from '#functions/ingest/upload-objects.ts';
import { machineStep } from '#functions/machine-step.ts';
import { createMeasures } from '#functions/measures.ts';
import { ingestReadEnv } from '#shared/contracts/env.ts';
import type { ImportMetric } from '#shared/contracts/metrics.ts';
import { createDynamo } from '#shared/dynamo/client.ts';
import type { Organisation } from '#shared/domain/organisation/organisation.ts';
import { createDynamoRegisterStore } from '#shared/register/dynamo-register-store.ts';
import { createDynamoUploadStore } from '#shared/upload/dynamo-upload-store.ts';

import { beginImport } from './begin-import.ts';

const env = ingestReadEnv.parse(process.env);
const measure = createMeasures<ImportMetric>('import', env.STAGE);

export const handler = machineStep({
  machine: 'import',
  name: 'ingest-read',
  logLevel: env.LOG_LEVEL,
  input: z.object({ bucket: z.string(), key: z.string(), size: z.number(), etag: z.string().optional() }),
  subject: ({ key }) => ({ upload: uploadKeys.uploadOf(key) }),
  build: () => {
    const at = { client: createDynamo(), tables: { Operations: env.OPERATIONS_TABLE } };
    const uploads = createDynamoUploadStore(at);
    const organisations = createDynamoRegisterStore<Organisation>({ ...at, register: 'organisations' });
    const objects = createS3UploadObjects({ client: new S3Client({}), bucket: env.UPLOADS_BUCKET });
    return async (input) =>
      await beginImport(input, {
        uploads,
        organisations,
        objects,
        now: () => new Date(),
        workFolder: tmpdir(),
        atWork: (createdAt) => measure(atWork(createdAt, new Date())),
      });
  },
});
