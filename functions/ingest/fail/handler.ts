import * as z from 'zod';

import { uploadKeys } from '#functions/ingest/upload-keys.ts';
import { machineStep } from '#functions/machine-step.ts';
import { ingestFailEnv } from '#shared/contracts/env.ts';
import { createDynamo } from '#shared/dynamo/client.ts';
import { createDynamoUploadStore } from '#shared/upload/dynamo-upload-store.ts';

import { failImport } from './fail-import.ts';

const env = ingestFailEnv.parse(process.env);

export const handler = machineStep({
  machine: 'import',
  name: 'ingest-fail',
  logLevel: env.LOG_LEVEL,
  input: z.object({ key: z.string(), code: z.string().optional() }),
  subject: ({ key }) => ({ upload: uploadKeys.uploadOf(key) }),
  build: () => {
    const uploads = createDynamoUploadStore({ client: createDynamo(), tables: { Operations: env.OPERATIONS_TABLE } });
    return async (input) => {
      await failImport(input, { uploads, now: () => new Date() });
      return { marked: true };
    };
  },
});
