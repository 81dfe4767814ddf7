import * as z from 'zod';

import { ingestStep } from '#functions/ingest/ingest-handler.ts';
import { ingestFailEnv } from '#shared/contracts/env.ts';
import { createDynamo } from '#shared/dynamo/client.ts';
import { createDynamoUploadStore } from '#shared/upload/dynamo-upload-store.ts';

import { failImport } from './fail-import.ts';

const env = ingestFailEnv.parse(process.env);
const input = z.object({ key: z.string() });

export const handler = ingestStep('ingest-fail', env.LOG_LEVEL, async () => {
  const uploads = createDynamoUploadStore({ client: createDynamo(), tables: { Operations: env.OPERATIONS_TABLE } });
  return async (event: object) => {
    await failImport(input.parse(event), { uploads, now: () => new Date() });
    return { marked: true };
  };
});
